// Measures in the page: from a key or a click to the frame in which what it asked for is shown.
(() => {
  "use strict";
  const seen = {};
  let started = 0;
  let before = 0;
  const turns = () => [...document.querySelectorAll(".turn:not([hidden])")];
  const number = (turn) => Number(turn.dataset.turn);
  const fresh = (selector) => turns().filter((turn) => number(turn) > before).map((turn) => turn.querySelector(selector)).find(Boolean);

  const wanted = {
    evidence: () => fresh(".evidence .card"),
    word: () => fresh(".draft, .sentence"),
    clause: () => document.querySelector("#reader:not([hidden]) mark"),
  };

  function isShown(element) {
    if (!element?.textContent.trim()) return false;
    const box = element.getBoundingClientRect();
    return box.width > 0 && box.bottom > 0 && box.top < innerHeight;
  }

  function look() {
    for (const [name, find] of Object.entries(wanted)) {
      if (name in seen || !isShown(find())) continue;
      seen[name] = null;
      // Behind the frame in which the browser draws it.
      requestAnimationFrame(() => setTimeout(() => (seen[name] = performance.now() - started)));
    }
  }

  function start(event) {
    started = event.timeStamp;
    before = Math.max(0, ...turns().map(number));
    for (const name of Object.keys(seen)) delete seen[name];
  }

  addEventListener("keydown", (event) => event.key === "Enter" && start(event), true);
  addEventListener("click", (event) => event.target.closest?.('a[href^="reader?"]') && start(event), true);
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  window.measured = seen;
})();
