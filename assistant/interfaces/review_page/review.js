// The review page: its parts by the address behind #, and the bench, on which judging never waits for the server.
// Markup comes from the server, escaped; text made here goes in as text.
(() => {
  "use strict";
  const NAME = "policy-assistant-annotator";
  const OUTBOX = "policy-assistant-judgement:";
  const DRAFT = "policy-assistant-note:";
  const WITH_ERROR = ["partial", "unsupported"];
  const VERDICT_KEYS = { 1: "supported", 2: "partial", 3: "unsupported", 4: "unclear" };
  const ERROR_KEYS = { q: "wrong_clause", w: "missing_citation", e: "needless_citation", r: "misattributed", t: "wrong_number" };
  const AHEAD = 3;
  const POLL_MILLISECONDS = 1000;
  const RETRY_MILLISECONDS = 2000;
  const UNREACHABLE = "无法连接服务，请确认服务仍在运行。 The server could not be reached.";

  const find = (selector, root = document) => root.querySelector(selector);
  const annotator = () => localStorage.getItem(NAME) ?? "";
  let turn = 0;
  let polling = 0;
  let bench = null;

  // ---- talking to the server ----
  async function ask(address, options) {
    let answer;
    try {
      answer = await fetch(`reviews/${address}`, options);
    } catch {
      throw new Error(UNREACHABLE);
    }
    if (answer.ok) return answer;
    const said = await answer.json().catch(() => ({}));
    throw Object.assign(new Error(typeof said.detail === "string" ? said.detail : UNREACHABLE), { status: answer.status });
  }
  const query = (values) => new URLSearchParams(values).toString();
  const markup = async (address) => (await ask(address)).text();
  const nodes = (text) => new DOMParser().parseFromString(text, "text/html").body.childNodes;
  const post = (address, body) =>
    ask(address, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

  function make(tag, properties, ...children) {
    const made = Object.assign(document.createElement(tag), properties);
    made.append(...children);
    return made;
  }
  const alarm = (text) => {
    const line = make("p", { className: "line-notice" }, ...window.inBothLanguages(text));
    line.setAttribute("role", "alert");
    return line;
  };

  // ---- parts of the page ----
  function place() {
    const [set, part, anyway] = location.hash.replace(/^#\/?/, "").split("/");
    return set && part ? { set, part, anyway: anyway === "anyway" } : null;
  }

  async function show(moved) {
    const mine = ++turn;
    const wanted = place();
    clearTimeout(polling);
    bench = null;
    try {
      const address = wanted ? `view?${query({ ...wanted, annotator: annotator() })}` : "overview";
      const text = await markup(address);
      if (mine !== turn) return;
      find("#review").replaceChildren(...nodes(text));
      if (moved) find("#review .review-head h2")?.focus({ preventScroll: true });
      if (wanted && find("#review .bench")) await openBench(wanted.set, mine);
      else if (!wanted) poll();
    } catch (error) {
      if (mine === turn) find("#review").replaceChildren(alarm(error.message));
    }
  }

  function poll() {
    clearTimeout(polling);
    if (find(".review-overview[data-busy]")) polling = setTimeout(refresh, POLL_MILLISECONDS);
  }

  // Only the list: what is being written in the form beside it stays.
  async function refresh() {
    const mine = turn;
    const text = await markup("overview").catch(() => "");
    if (mine !== turn || place() || !find(".review-overview")) return;
    if (text) {
      const fresh = new DOMParser().parseFromString(text, "text/html");
      const open = find(".review-list details")?.open;
      const undo = find(".review-undo");
      find(".review-list").replaceWith(find(".review-list", fresh));
      if (open && find(".review-list details")) find(".review-list details").open = true;
      if (undo) find(".review-list h2").after(undo);
      find(".review-overview").toggleAttribute("data-busy", find(".review-overview", fresh).hasAttribute("data-busy"));
    }
    poll();
  }

  // ---- new sets ----
  function complain(error) {
    const box = find(".review-new");
    box?.querySelector(".line-notice")?.remove();
    if (error) find("h2", box).after(alarm(error.message));
  }

  async function upload(file) {
    const drop = find(".review-drop");
    complain(null);
    drop?.setAttribute("aria-busy", "true");
    try {
      const options = { method: "POST", headers: { "content-type": "application/x-ndjson" }, body: file };
      const made = await (await ask(`files?${query({ name: file.name })}`, options)).json();
      location.hash = `#/${made.set}/judge`;
    } catch (error) {
      complain(error);
    }
    drop?.removeAttribute("aria-busy");
  }

  async function run(form) {
    complain(null);
    const file = find("#review-gold").files[0];
    const questions = file ? await file.text() : find("#review-questions").value;
    const wanted = { questions, form: file ? "jsonl" : "lines", answerer: form.answerer.value, name: file?.name ?? "" };
    try {
      await post("runs", wanted);
      form.reset();
      nameGold();
      await refresh();
    } catch (error) {
      complain(error);
    }
  }

  function nameGold() {
    const file = find("#review-gold").files[0];
    find("#review-questions").disabled = Boolean(file);
    find(".gold span").textContent = file ? file.name : "或选择问题文件（JSONL）";
  }

  async function act(action, row) {
    const set = row.dataset.set;
    try {
      await ask(`act/${action}?${query({ set })}`, { method: "POST" });
    } catch (error) {
      complain(error);
    }
    find(".review-undo")?.remove();
    if (action === "remove") find(".review-list h2").after(undoLine(set, find(".review-name", row).textContent));
    await refresh();
  }

  function undoLine(set, name) {
    const title = make("b", { textContent: name, translate: false });
    const button = make("button", { type: "button", textContent: "撤销" });
    button.dataset.action = "restore";
    const line = make("p", { className: "review-undo" }, make("span", { textContent: "已删除" }), title, button);
    line.dataset.set = set;
    line.setAttribute("role", "status");
    return line;
  }

  // ---- what was said and is not yet kept: it waits in the browser, also over a reload ----
  let sending = null;

  function pending() {
    const keys = Object.keys(localStorage).filter((key) => key.startsWith(OUTBOX));
    return keys.map((key) => ({ key, ...JSON.parse(localStorage.getItem(key)) })).sort((one, other) => one.at - other.at);
  }

  function flush() {
    sending ??= send().finally(() => (sending = null));
    return sending;
  }

  async function send() {
    for (let item = pending()[0]; item; item = pending()[0]) {
      try {
        await post("judgements", item.said);
      } catch (error) {
        if (!error.status || error.status >= 500) return wait();
        find(".bench-pair")?.prepend(alarm(error.message));
      }
      localStorage.removeItem(item.key);
    }
    sign("");
  }

  function wait() {
    sign(`${pending().length} 条尚未保存，正在重试`);
    setTimeout(flush, RETRY_MILLISECONDS);
  }

  function sign(text) {
    const place = find(".bench .saving");
    if (place) place.textContent = text;
  }

  let order = Date.now();
  function keep(index) {
    const { set, role, places } = bench;
    const { id, verdict, error, note } = places[index];
    const token = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
    const said = { token, set, pair: id, annotator: annotator(), role, verdict, error, note: verdict ? note : "" };
    order = Math.max(order + 1, Date.now());
    localStorage.setItem(OUTBOX + token, JSON.stringify({ at: order, said }));
    flush();
  }

  // ---- the bench ----
  async function openBench(set, mine) {
    const role = find(".bench").dataset.role;
    await flush();
    const places = await (await ask(`queue?${query({ set, annotator: annotator(), role })}`)).json();
    if (mine !== turn) return;
    for (const { said } of pending()) {
      const held = places.find((one) => one.id === said.pair);
      if (held && said.set === set && said.role === role && said.annotator === annotator()) {
        Object.assign(held, { verdict: said.verdict, error: said.error, note: said.note });
      }
    }
    for (const one of places) one.note ||= localStorage.getItem(draftKey(set, one.id)) ?? "";
    const first = places.findIndex((one) => !one.verdict);
    bench = { set, role, places, at: first < 0 ? places.length : first, visit: 0, history: [], cache: new Map() };
    makeStrip();
    draw();
  }

  const draftKey = (set, pair) => `${DRAFT}${set}:${annotator()}:${pair}`;

  function load(index) {
    const one = bench?.places[index];
    if (!one) return null;
    const { set, role, cache } = bench;
    if (!cache.has(one.id)) {
      const held = { text: "" };
      const address = `${role === "adjudicator" ? "dispute" : "pair"}?${query({ set, pair: one.id })}`;
      held.coming = markup(address).then((text) => (held.text = text), (error) => (cache.delete(one.id), (held.error = error)));
      cache.set(one.id, held);
    }
    return cache.get(one.id);
  }

  function draw() {
    const { places, at } = bench;
    drawCount();
    find(".bench").classList.toggle("at-end", at >= places.length);
    if (at >= places.length) return find(".bench-pair").replaceChildren(end());
    drawDesk();
    const held = load(at);
    const mine = bench;
    if (held.text) fill(held);
    else {
      find(".bench-pair").replaceChildren(make("p", { className: "nothing", textContent: "载入中…" }));
      held.coming.then(() => mine === bench && bench.at === at && fill(held));
    }
    for (let ahead = 1; ahead <= AHEAD; ahead += 1) load(at + ahead);
    load(at - 1);
  }

  function fill(held) {
    const area = find(".bench-pair");
    area.replaceChildren(...(held.error ? [alarm(held.error.message)] : nodes(held.text)));
    find("#review-page").scrollTop = 0;
    find(".pair-answer mark", area)?.scrollIntoView({ block: "nearest", behavior: "instant" });
    centre(find(".clause-text mark", area));
    find("#review-page").scrollTop = 0;
  }

  // The quote of a long clause stands in the middle of its own frame.
  function centre(mark) {
    const frame = mark?.closest(".clause-text");
    if (frame && frame.scrollHeight > frame.clientHeight) frame.scrollTop = mark.offsetTop - frame.clientHeight / 3;
  }

  function makeStrip() {
    find(".strip").style.setProperty("--count", bench.places.length || 1);
    find(".strip").replaceChildren(...bench.places.map((_, index) => {
      const dot = document.createElement("i");
      dot.dataset.at = index;
      return dot;
    }));
  }

  function drawCount() {
    const { places, at, role } = bench;
    const done = places.filter((one) => one.verdict).length;
    const bar = find(".bench-bar progress");
    bar.max = Math.max(places.length, 1);
    bar.value = done;
    find(".bench .count").textContent = `${done} / ${places.length}`;
    find(".bench .count").title = role === "adjudicator" ? "已裁定" : "已核查";
    find(".strip").childNodes.forEach((dot, index) => {
      dot.className = places[index].verdict ?? "";
      dot.toggleAttribute("data-here", index === at);
    });
  }

  function drawDesk() {
    const one = bench.places[bench.at];
    const takesError = WITH_ERROR.includes(one.verdict);
    for (const button of document.querySelectorAll(".desk [data-verdict]")) {
      button.setAttribute("aria-pressed", String(button.dataset.verdict === one.verdict));
    }
    for (const button of document.querySelectorAll(".desk [data-error]")) {
      button.setAttribute("aria-pressed", String(button.dataset.error === one.error));
      button.disabled = !takesError;
    }
    find(".desk .errors").classList.toggle("off", !takesError);
    find(".desk .note").value = one.note;
  }

  function end() {
    const { places, role, set } = bench;
    const left = places.filter((one) => !one.verdict).length;
    const done = role === "adjudicator" ? "全部裁定完毕" : "全部核查完毕";
    const box = make("div", { className: "bench-end card" }, make("h3", { textContent: left ? `还有 ${left} 对没有判断` : done }));
    const links = make("p", {});
    if (left) links.append(goTo("到第一对未判断的", places.findIndex((one) => !one.verdict)));
    else links.append(make("a", { className: "primary", textContent: "查看结果", href: `review#/${set}/results` }));
    if (places.length) links.append(goTo("从头再看", 0));
    box.append(links);
    return box;
  }

  function goTo(words, index) {
    const button = make("button", { type: "button", textContent: words });
    button.dataset.at = index;
    return button;
  }

  function remember() {
    const { history, at, visit, places } = bench;
    const last = history[history.length - 1];
    if (last?.index !== at || last.visit !== visit) history.push({ index: at, visit, before: { ...places[at] } });
  }

  function judge(verdict) {
    const one = bench.places[bench.at];
    const pair = find(".bench-pair .pair");
    if (!one || pair?.dataset.pair !== one.id) return; // nobody judges what is not shown yet
    remember();
    const uncited = !pair.hasAttribute("data-cited");
    const error = verdict === "unsupported" && uncited ? "missing_citation" : one.error;
    Object.assign(one, { verdict, error: WITH_ERROR.includes(verdict) ? error : null });
    keep(bench.at);
    if (WITH_ERROR.includes(verdict)) draw();
    else move(1);
  }

  function blame(error) {
    const one = bench.places[bench.at];
    if (!one || !WITH_ERROR.includes(one.verdict)) return;
    remember();
    one.error = one.error === error ? null : error;
    keep(bench.at);
    if (one.error) move(1);
    else draw();
  }

  function move(steps) {
    jump(Math.min(Math.max(bench.at + steps, 0), bench.places.length));
  }

  function jump(index) {
    bench.at = index;
    bench.visit += 1;
    draw();
  }

  function undo() {
    const last = bench.history.pop();
    const index = last ? last.index : bench.at;
    const one = bench.places[index];
    if (!one || (!last && !one.verdict)) return;
    Object.assign(one, last ? last.before : { verdict: null, error: null });
    keep(index);
    jump(index);
  }

  function noteDown() {
    const one = bench?.places[bench.at];
    const note = find(".desk .note").value.trim();
    if (!one || note === one.note) return;
    one.note = note;
    if (one.verdict) keep(bench.at);
    else localStorage.setItem(draftKey(bench.set, one.id), note);
  }

  // ---- hands ----
  const MOVES = { ArrowRight: () => move(1), Enter: () => move(1), ArrowLeft: () => move(-1), u: undo, n: () => find(".desk .note").focus() };
  const BUTTON_MOVES = { "→": MOVES.ArrowRight, "←": MOVES.ArrowLeft, U: MOVES.u, N: MOVES.n };

  document.addEventListener("keydown", (event) => {
    // 229 is what browsers report for a key that the input method consumes; some no longer say isComposing then.
    if (!bench || event.isComposing || event.keyCode === 229 || event.ctrlKey || event.metaKey || event.altKey) return;
    const field = event.target.closest?.("input, textarea, select, [contenteditable]");
    if (field?.matches(".note") && (event.key === "Escape" || (event.key === "Enter" && !event.shiftKey))) {
      event.preventDefault();
      event.stopPropagation();
      field.blur();
      return;
    }
    if (field || (event.key === "Enter" && event.target.closest?.("a, button, summary"))) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const deed = VERDICT_KEYS[key] ? () => judge(VERDICT_KEYS[key]) : ERROR_KEYS[key] ? () => blame(ERROR_KEYS[key]) : MOVES[key];
    if (!deed || event.repeat) return;
    event.preventDefault();
    deed();
  });

  const DEEDS = {
    rename: () => (localStorage.removeItem(NAME), show()),
    "back-to-judge": () => (location.hash = `#/${place().set}/judge`),
    anyway: (button) => (location.hash = `#/${place().set}/${button.dataset.part}/anyway`),
  };

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("#review button, #review [data-at]");
    if (!button) return;
    const { action, verdict, error, move: step, at, name } = button.dataset;
    if (name) {
      find("#review-name").value = name;
      find("#review-name").focus();
    } else if (action) (DEEDS[action] ?? (() => act(action, button.closest("[data-set]"))))(button);
    else if (bench) {
      if (verdict) judge(verdict);
      else if (error) blame(error);
      else if (step) BUTTON_MOVES[step]();
      else if (at) jump(Number(at));
      // A second Enter is for the next pair, not for the button that was pressed by the mouse.
      if (step !== "N" && event.detail) find(".bench-pair")?.focus({ preventScroll: true });
    }
  });

  document.addEventListener("submit", (event) => {
    if (!event.target.closest("#review")) return;
    event.preventDefault();
    if (event.target.matches(".review-run")) run(event.target);
    if (event.target.matches(".review-who")) {
      localStorage.setItem(NAME, find("#review-name").value.trim().replace(/\s+/g, " "));
      show();
    }
  });

  document.addEventListener("change", async (event) => {
    if (event.target.matches("#review-file") && event.target.files[0]) upload(event.target.files[0]);
    if (event.target.matches("#review-gold")) nameGold();
    if (event.target.matches(".desk .note")) noteDown();
    const filters = event.target.closest(".review-filters");
    if (!filters) return;
    const values = Object.fromEntries(new FormData(filters));
    const text = await markup(`table?${query({ set: place().set, ...values })}`).catch(() => "");
    if (text) find(".review-table").replaceChildren(...nodes(text));
  });

  for (const kind of ["dragover", "dragleave", "drop"]) {
    document.addEventListener(kind, (event) => {
      if (!find(".review-overview")) return;
      event.preventDefault(); // a file dropped beside the field must not take the place of the page
      find(".review-drop").classList.toggle("over", kind === "dragover");
      if (kind === "drop" && event.dataTransfer.files[0]) upload(event.dataTransfer.files[0]);
    });
  }

  // Gradio makes the frame some time after the script has run; on other pages there is none.
  function start() {
    if (find("#review")) {
      addEventListener("hashchange", () => show(true));
      flush();
      show();
    } else if (!find("#reader")) setTimeout(start, 100);
  }
  start();
})();
