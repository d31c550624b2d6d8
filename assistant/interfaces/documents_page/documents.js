// The page of documents: its buttons become commands, a line of the text goes into the form of corrections.
// Everything is delegated from the document, because Gradio makes and replaces the elements.
(() => {
  "use strict";
  const find = (selector) => document.querySelector(selector);

  function send(command) {
    const field = find("#command textarea, #command input");
    if (!field) return;
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), "value").set.call(field, JSON.stringify(command));
    field.dispatchEvent(new Event("input", { bubbles: true }));
    // Gradio takes the value over between two frames.
    requestAnimationFrame(() => requestAnimationFrame(() => find("button#act, #act button")?.click()));
  }

  function choose(line) {
    const field = find("form.correct input[name=line]");
    if (!field) return;
    field.value = line;
    field.closest("form").scrollIntoView({ block: "center", behavior: "instant" });
    field.focus({ preventScroll: true });
  }

  // Only a split has a place to split at.
  function showPlace(form) {
    const place = form.querySelector("label.at");
    const splits = form.elements.action.value === "split";
    place.hidden = !splits;
    form.elements.at.required = splits;
  }

  document.addEventListener("click", (event) => {
    const button = event.target.closest?.("button[data-command], button[data-line], button[data-press]");
    if (!button) return;
    if (button.dataset.press) find(`button#${button.dataset.press}, #${button.dataset.press} button`)?.click();
    else if (button.dataset.command) send(JSON.parse(button.dataset.command));
    else choose(button.dataset.line);
  });

  document.addEventListener("change", (event) => {
    const form = event.target.closest?.("form.correct");
    if (form) showPlace(form);
  });

  document.addEventListener("submit", (event) => {
    const form = event.target.closest?.("form[data-do]");
    if (!form) return;
    event.preventDefault();
    const given = Object.fromEntries(new FormData(form));
    if (given.action !== "split") delete given.at;
    send({ do: form.dataset.do, document: form.dataset.document, ...given });
  });
})();
