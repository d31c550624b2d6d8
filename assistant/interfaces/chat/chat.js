// The chat page: sending by Enter, example questions, following the answer down.
// Everything is delegated from the document, because Gradio makes and replaces the elements.
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);

  // ---- question box ----
  const box = () => find("#question textarea, #question input");

  function send() {
    const button = find("button#send, #send button");
    if (button && !button.disabled) button.click();
  }

  function ask(question) {
    const field = box();
    if (!field) return;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, question);
    field.dispatchEvent(new Event("input", { bubbles: true }));
    requestAnimationFrame(() => requestAnimationFrame(send));
  }

  const isBusy = () => Boolean(find("button#send:disabled, #send button:disabled"));
  const tell = (name, detail) => document.dispatchEvent(new CustomEvent(`chat-${name}`, { detail }));

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.bind(event.target);
    if (!target) return;
    const [example, does, rate] = ["button.example", "button[data-does]", "button.rate"].map((one) => target(one));
    if (example) ask(example.textContent);
    else if (does) act(does);
    else if (rate) toggleOpinion(rate);
    else if (target("button.save-note")) saveNote(target(".tools"));
    else if (target("button.unset")) tell("unset", { at: Number(target("button.unset").dataset.at) });
    else if (target("#filter-toggle")) toggleFilters();
  });

  // ---- what is done with a turn: Gradio hears of it through its signal ----
  function act(button) {
    if (isBusy()) return;
    tell(button.dataset.does, { turn: button.closest("[data-turn-id]")?.dataset.turnId ?? "" });
    if (button.dataset.does === "edit" || button.dataset.does === "leave") focusBox();
  }

  function focusBox() {
    setTimeout(() => box()?.focus(), 300); // when the question has come into it
  }

  function toggleFilters() {
    const open = find("#composer").classList.toggle("filtering");
    find("#filter-toggle").setAttribute("aria-expanded", String(open));
    if (open) find("#filters input")?.focus();
  }

  // ---- opinions: kept at once, changed and taken back ----
  const SAID_MILLISECONDS = 2500;

  async function sendOpinion(tools, mark, note) {
    const { conversation, turnId: turn } = tools.dataset;
    const body = JSON.stringify({ conversation, turn, mark, note });
    const asked = { method: "POST", headers: { "content-type": "application/json" }, body };
    try {
      return (await fetch("feedback", asked)).ok;
    } catch {
      return false;
    }
  }

  function sayOf(tools, text) {
    const said = tools.querySelector(".rated");
    said.textContent = text;
    clearTimeout(said.saying);
    said.saying = setTimeout(() => (said.textContent = ""), SAID_MILLISECONDS);
  }

  async function toggleOpinion(button) {
    const tools = button.closest(".tools");
    const field = tools.querySelector(".note-form textarea");
    const mark = button.getAttribute("aria-pressed") === "true" ? null : button.dataset.mark;
    if (!(await sendOpinion(tools, mark, mark ? field.value : ""))) return sayOf(tools, "未能保存");
    if (!mark) field.value = "";
    for (const one of tools.querySelectorAll(".rate")) one.setAttribute("aria-pressed", String(one.dataset.mark === mark));
    tools.querySelector(".note-form").hidden = !mark;
    sayOf(tools, mark ? "已记录" : "已撤回");
  }

  async function saveNote(tools) {
    const pressed = tools.querySelector('.rate[aria-pressed="true"]');
    if (!pressed) return;
    const kept = await sendOpinion(tools, pressed.dataset.mark, tools.querySelector("textarea").value);
    sayOf(tools, kept ? "说明已保存" : "未能保存");
  }

  // A note half written must not be lost when the page draws the turn anew.
  document.addEventListener("change", (event) => {
    const tools = event.target.matches?.(".note-form textarea") && event.target.closest(".tools");
    if (tools) saveNote(tools);
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.target !== box()) return;
    event.stopImmediatePropagation(); // Gradio would send on its own, during composition too
    // 229 is what browsers report for a key that the input method consumes; some no longer say isComposing then.
    if (event.isComposing || event.keyCode === 229 || event.shiftKey) return;
    event.preventDefault();
    send();
  }, true);
  document.addEventListener("keypress", (event) => {
    if (event.key === "Enter" && event.target === box()) event.stopImmediatePropagation();
  }, true);

  // ---- a new question goes to the top; its answer is followed down, unless the user scrolls ----
  function followAnswer() {
    const area = find("#conversation");
    // Until Gradio has made the page there is no telling which it is; on the others there is nothing to follow.
    if (!area) return find("#reader") ? undefined : setTimeout(followAnswer, 100);
    let follows = true;
    let shown = "";
    let answered = "";
    let resumed = "";
    const stop = () => (follows = false);
    for (const kind of ["wheel", "touchmove", "pointerdown"]) area.addEventListener(kind, stop, { passive: true });
    new ResizeObserver(() => area.style.setProperty("--area", `${area.clientHeight}px`)).observe(area);
    new MutationObserver(() => {
      hideDouble(area);
      const all = area.querySelectorAll(".turn:not([hidden])");
      const last = all[all.length - 1];
      const id = last?.dataset.id ?? "";
      document.body.classList.toggle("talking", all.length > 0);
      hideOldSuggestions(area, id);
      if (id !== shown) follows = true;
      if (follows && last) showTurn(area, last, id !== shown);
      shown = id;
      const left = area.querySelector("[data-underway]")?.dataset.underway ?? resumed;
      if (left !== resumed) {
        resumed = left;
        tell("resume", {}); // it was under way before this page was loaded
      }
      if (id && id !== answered && last.getAttribute("aria-busy") === "false") {
        answered = id;
        tell("suggest", {});
      }
    }).observe(area, { childList: true, subtree: true, characterData: true });
  }

  // Gradio moves the last turn from the live part to the past one in two steps: never show it twice.
  function hideDouble(area) {
    const past = new Set([...area.querySelectorAll("#past .turn")].map((turn) => turn.dataset.id));
    for (const turn of area.querySelectorAll("#live .turn")) turn.toggleAttribute("hidden", past.has(turn.dataset.id));
  }

  // Suggestions may arrive when the next question is already asked.
  function hideOldSuggestions(area, id) {
    const suggestions = area.querySelector(".suggestions");
    if (suggestions) suggestions.hidden = suggestions.dataset.behind !== id;
  }

  function showTurn(area, turn, isNew) {
    const edge = area.getBoundingClientRect();
    const draft = turn.querySelector(".draft");
    const below = draft ? draft.getBoundingClientRect().bottom + 24 - edge.bottom : 0;
    const above = turn.getBoundingClientRect().top - 24 - edge.top;
    if (below > 0) area.scrollTop += below;
    else if (isNew || !draft) area.scrollTop += above;
  }

  followAnswer();
})();
