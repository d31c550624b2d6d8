// No quotes, angles or ampersands: the script stands inside the page, escaped like all else.
const root = document.documentElement;
const table = document.querySelector(`table.questions`);
const all = function (query, within) { return Array.from((within || document).querySelectorAll(query)); };
root.classList.add(`js`);

// Questions open and close.
const open = function (item, wanted) {
  item.classList.toggle(`open`, wanted);
  item.querySelector(`button`).setAttribute(`aria-expanded`, String(item.classList.contains(`open`)));
};
const items = all(`tbody`, table);
items.forEach(function (item) {
  item.rows[0].addEventListener(`click`, function () {
    if (String(getSelection()) === ``) open(item);
  });
});

// Any table with buttons in its head sorts by them: first the natural way, then the other.
const cells = function (item) { return item.tagName === `TBODY` ? item.rows[0].cells : item.cells; };
const order = function (first, second) {
  const difference = Number(first) - Number(second);
  return Number.isNaN(difference) ? first.localeCompare(second, `zh`) : difference;
};
const sort = function (sorted, button) {
  const head = button.closest(`th`);
  const direction = head.getAttribute(`aria-sort`) === `ascending` ? -1 : 1;
  const column = Number(button.dataset.column);
  const value = function (item) { return cells(item)[column].dataset.v; };
  all(`th`, sorted.tHead).forEach(function (other) { other.removeAttribute(`aria-sort`); });
  head.setAttribute(`aria-sort`, direction === 1 ? `ascending` : `descending`);
  const bodies = Array.from(sorted.tBodies);
  const lines = sorted === table ? bodies : Array.from(bodies[0].rows);
  lines.sort(function (a, b) { return direction * order(value(a), value(b)); });
  lines.forEach(function (line) { line.parentNode.insertBefore(line, sorted === table ? sorted.tFoot : null); });
};
all(`table[data-sortable]`).forEach(function (sorted) {
  all(`thead button`, sorted).forEach(function (button) {
    button.addEventListener(`click`, function () { sort(sorted, button); });
  });
});

// Filters by kind, by result and by words.
const filters = document.querySelector(`.filters`);
const field = function (name) { return filters.querySelector(`[name=` + name + `]`); };
const filter = function () {
  const kind = field(`kind`).value, result = field(`result`).value;
  const words = field(`words`).value.toLowerCase().split(/\s+/).filter(Boolean);
  let shown = 0;
  items.forEach(function (item) {
    const data = item.dataset;
    const fits = [
      kind === `*` ? true : data.kind === kind,
      result === `` ? true : data.result.split(` `).includes(result),
      words.every(function (word) { return data.words.includes(word); }),
    ].every(Boolean);
    item.hidden = !fits;
    shown += Number(fits);
  });
  filters.querySelector(`output`).textContent = shown === items.length ? shown + ` 题` : shown + ` / ` + items.length + ` 题`;
  root.classList.toggle(`nothing`, shown === 0);
};
[`kind`, `result`, `words`].forEach(function (name) { field(name).addEventListener(`input`, filter); });
const toggle = filters.querySelector(`button`);
toggle.addEventListener(`click`, function () {
  const wanted = root.classList.toggle(`opened`);
  items.forEach(function (item) { open(item, wanted); });
  const words = toggle.textContent;
  toggle.textContent = toggle.dataset.open;
  toggle.dataset.open = words;
});

// A link to a question shows it, whatever is filtered.
const follow = function () {
  const item = location.hash.length ? document.getElementById(location.hash.slice(1)) : null;
  if (!items.includes(item)) return;
  if (item.hidden) {
    field(`kind`).value = `*`;
    field(`result`).value = ``;
    field(`words`).value = ``;
    filter();
  }
  open(item, true);
  item.scrollIntoView({ block: `center` });
};
addEventListener(`hashchange`, follow);

// One chart of the kinds at a time.
const charts = document.querySelector(`[data-charts]`);
const choose = function () {
  all(`[data-score]`).forEach(function (chart) { chart.hidden = chart.dataset.score !== charts.value; });
};
charts.addEventListener(`input`, choose);
// A browser keeps choices when a page is loaded again.
choose();
filter();
follow();
