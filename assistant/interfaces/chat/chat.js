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

  document.addEventListener("click", (event) => {
    const example = event.target.closest?.("button.example");
    if (example) ask(example.textContent);
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
    let turns = 0;
    const stop = () => (follows = false);
    for (const kind of ["wheel", "touchmove", "pointerdown"]) area.addEventListener(kind, stop, { passive: true });
    new ResizeObserver(() => area.style.setProperty("--area", `${area.clientHeight}px`)).observe(area);
    new MutationObserver(() => {
      hideDouble(area);
      const all = area.querySelectorAll(".turn:not([hidden])");
      document.body.classList.toggle("talking", all.length > 0);
      if (all.length > turns) follows = true;
      if (follows && all.length) showTurn(area, all[all.length - 1], all.length > turns);
      turns = all.length;
    }).observe(area, { childList: true, subtree: true, characterData: true });
  }

  // Gradio moves the last turn from the live part to the past one in two steps: never show it twice.
  function hideDouble(area) {
    const live = area.querySelector("#live .turn");
    const last = [...area.querySelectorAll("#past .turn")].pop();
    if (live) live.toggleAttribute("hidden", live.dataset.turn === last?.dataset.turn);
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
