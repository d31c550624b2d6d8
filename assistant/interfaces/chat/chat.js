// The chat page's own behaviour: the reader beside the chat, sending by Enter, example questions, following the answer.
// Everything is delegated from the document, because Gradio makes and replaces the elements.
(() => {
  "use strict";
  const READER_LINK = 'a[href^="reader?"]';
  const NEAR_END_PIXELS = 120;
  let opener = null;
  let request = 0;

  const find = (selector) => document.querySelector(selector);
  document.documentElement.lang = "zh-CN";

  // ---- reader ----
  async function openReader(link) {
    const mine = ++request;
    let page;
    try {
      page = new DOMParser().parseFromString(await (await fetch(link.getAttribute("href"))).text(), "text/html");
    } catch {
      page = new DOMParser().parseFromString("<main id=reader-page><p class=line-notice role=alert></p></main>", "text/html");
      page.querySelector("p").textContent = "无法打开原文，请确认服务仍在运行。 The reader could not be reached.";
    }
    if (mine !== request) return; // another citation was opened meanwhile
    opener = link;
    find("#reader-body").replaceChildren(...page.querySelector("#reader-page").childNodes);
    find("#reader").hidden = false;
    document.body.classList.add("reading");
    document.querySelectorAll(`${READER_LINK}[aria-current]`).forEach((old) => old.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    showTarget(find("#reader-body"));
    link.scrollIntoView({ block: "nearest", behavior: "instant" }); // the narrower chat has moved it
    find("#reader-body").focus({ preventScroll: true });
  }

  function showTarget(root) {
    const target = root.querySelector("mark .quote, mark");
    if (!target) return root.scrollTo?.(0, 0);
    const first = root.querySelector("mark");
    const tall = target.getBoundingClientRect().top - first.getBoundingClientRect().top > root.clientHeight * 0.6;
    (tall ? target : first).scrollIntoView({ block: "start", behavior: "instant" });
  }

  function closeReader() {
    find("#reader").hidden = true;
    document.body.classList.remove("reading");
    document.querySelectorAll(`${READER_LINK}[aria-current]`).forEach((old) => old.removeAttribute("aria-current"));
    if (opener?.isConnected) opener.focus({ preventScroll: true });
  }

  // ---- citations to paste, receipts to keep ----
  const SAID_MILLISECONDS = 2000;

  function say(button, text) {
    button.dataset.label ??= button.textContent;
    button.textContent = text;
    clearTimeout(button.saying);
    button.saying = setTimeout(() => (button.textContent = button.dataset.label), SAID_MILLISECONDS);
  }

  // Browsers offer the clipboard to secure pages only; over plain HTTP in an office network a selection does it.
  function copySelection(text) {
    const area = document.createElement("textarea");
    const focused = document.activeElement;
    area.value = text;
    area.className = "off-screen";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    focused?.focus({ preventScroll: true });
    return copied;
  }

  async function copyCitation(button) {
    let copied = true;
    try {
      await navigator.clipboard.writeText(button.dataset.copy);
    } catch {
      copied = copySelection(button.dataset.copy);
    }
    say(button, copied ? "已复制" : "未能复制");
  }

  function saveReceipt(button) {
    const text = `${JSON.stringify(JSON.parse(button.dataset.receipt), null, 2)}\n`;
    const address = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    const link = Object.assign(document.createElement("a"), { href: address, download: button.dataset.name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(address), SAID_MILLISECONDS);
    say(button, "已下载");
  }

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
    const link = event.target.closest?.(READER_LINK);
    if (link && find("#reader") && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
      event.preventDefault();
      link.closest("details.documents")?.removeAttribute("open");
      openReader(link);
    } else if (event.target.closest?.("button.copy")) copyCitation(event.target.closest("button.copy"));
    else if (event.target.closest?.("button.receipt")) saveReceipt(event.target.closest("button.receipt"));
    else if (event.target.closest?.("#reader-close")) closeReader();
    else if (event.target.closest?.("button.example")) ask(event.target.closest("button.example").textContent);
    else if (!event.target.closest?.("details.documents")) find("details.documents[open]")?.removeAttribute("open");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !event.isComposing) {
      const list = find("details.documents[open]");
      if (list) list.removeAttribute("open");
      else if (find("#reader") && !find("#reader").hidden) closeReader();
    }
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
    if (!area) return find("#measures-page, #about-page") ? undefined : setTimeout(followAnswer, 100);
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

  if (document.body?.classList.contains("standalone")) {
    document.body.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches);
    showTarget(document.documentElement);
  } else followAnswer();
})();
