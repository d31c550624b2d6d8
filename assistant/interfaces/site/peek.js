// A look at a clause without leaving the line: resting on a mark, or coming to it by keyboard, shows the words that it
// cites; on a touch screen the first tap shows them, and from there the document opens.
(() => {
  "use strict";
  const PEEKED = "a.mark[href^='reader?'], a.cell-measure[href^='reader?']";
  const REST_MILLISECONDS = 150;
  const MARGIN_PIXELS = 8;
  const known = new Map(); // the clauses that were looked at, by address
  let card = null;
  let owner = null;
  let waiting = 0;

  function makeCard() {
    card = document.createElement("div");
    card.id = "peek";
    card.setAttribute("role", "tooltip");
    card.hidden = true;
    card.innerHTML = '<div id="peek-clause"></div><a class="peek-open" hidden>在原文中查看</a>';
    card.addEventListener("pointerenter", () => clearTimeout(waiting));
    card.addEventListener("pointerleave", (event) => event.pointerType === "mouse" && hideSoon());
    document.body.append(card);
  }

  async function clauseOf(link) {
    const address = link.getAttribute("href").replace(/^reader/, "peek");
    if (!known.has(address)) {
      const answer = await fetch(address);
      if (!answer.ok) return null;
      known.set(address, await answer.text());
    }
    return known.get(address);
  }

  async function show(link, isTouch) {
    clearTimeout(waiting);
    owner = link;
    let clause;
    try {
      clause = await clauseOf(link);
    } catch {
      clause = null; // the reader will say that the server cannot be reached
    }
    if (owner !== link || !link.isConnected || !clause) return;
    if (!card?.isConnected) makeCard();
    card.querySelector("#peek-clause").innerHTML = clause; // made by the server, escaped there
    const open = card.querySelector(".peek-open");
    open.hidden = !isTouch;
    open.href = link.getAttribute("href");
    card.hidden = false;
    link.setAttribute("aria-describedby", "peek");
    place(link);
    card.querySelector(".quote")?.scrollIntoView({ block: "nearest", behavior: "instant" });
  }

  // Below the mark where there is room, else above it; never beyond the window.
  function place(link) {
    const at = link.getClientRects()[0] ?? link.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = card;
    const below = at.bottom + MARGIN_PIXELS;
    const left = Math.min(Math.max(MARGIN_PIXELS, at.left - 24), innerWidth - width - MARGIN_PIXELS);
    const top = below + height > innerHeight ? Math.max(MARGIN_PIXELS, at.top - MARGIN_PIXELS - height) : below;
    Object.assign(card.style, { left: `${left}px`, top: `${top}px` });
  }

  function hide() {
    clearTimeout(waiting);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    if (card) card.hidden = true;
  }

  function hideSoon() {
    clearTimeout(waiting);
    waiting = setTimeout(hide, REST_MILLISECONDS);
  }

  const peeked = (event) => event.target.closest?.(PEEKED);

  document.addEventListener("pointerover", (event) => {
    const link = peeked(event);
    if (!link || event.pointerType !== "mouse" || link === owner) return link && clearTimeout(waiting);
    clearTimeout(waiting);
    waiting = setTimeout(show, REST_MILLISECONDS, link, false);
  });
  document.addEventListener("pointerout", (event) => {
    if (event.pointerType === "mouse" && peeked(event)) hideSoon();
  });
  document.addEventListener("focusin", (event) => {
    const link = peeked(event);
    if (link?.matches(":focus-visible")) show(link, false);
    else if (!event.target.closest?.("#peek")) hide();
  });
  // The focus may also go nowhere: what it had opened would lie over the next marks for good.
  document.addEventListener("focusout", (event) => peeked(event) && hideSoon());

  // Before the reader's own handler: the first tap only looks.
  document.addEventListener("click", (event) => {
    const link = peeked(event);
    if (link && event.pointerType === "touch" && (owner !== link || card?.hidden)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      show(link, true);
    } else if (event.target.closest?.(".peek-open")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      const opened = owner;
      hide();
      opened.click();
    } else if (!event.target.closest?.("#peek")) hide();
  }, true);
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !card || card.hidden) return;
    event.stopImmediatePropagation(); // one press closes one thing
    hide();
  }, true);
  document.addEventListener("scroll", (event) => {
    if (owner && !card?.contains(event.target)) hide();
  }, true);
})();
