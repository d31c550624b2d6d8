// What all pages share: the reader beside the page, citations to copy, receipts to keep.
// Everything is delegated from the document, because Gradio makes and replaces the elements.
(() => {
  "use strict";
  const READER_LINK = 'a[href^="reader?"]';
  let opener = null;
  let request = 0;

  const find = (selector) => document.querySelector(selector);
  if (!document.documentElement.classList.contains("english")) document.documentElement.lang = "zh-CN";

  // ---- reader ----
  async function openReader(link) {
    const mine = ++request;
    let page;
    try {
      page = new DOMParser().parseFromString(await (await fetch(link.getAttribute("href"))).text(), "text/html");
    } catch {
      page = new DOMParser().parseFromString("<main id=reader-page><p class=line-notice role=alert></p></main>", "text/html");
      page.querySelector("p").append(...window.inBothLanguages("无法打开原文，请确认服务仍在运行。 The reader could not be reached."));
    }
    if (mine !== request) return; // another citation was opened meanwhile
    if (!link.closest("#reader")) opener = link; // a way within the reader leads on from the citation
    find("#reader-body").replaceChildren(...page.querySelector("#reader-page").childNodes);
    find("#reader").hidden = false;
    document.body.classList.add("reading");
    document.querySelectorAll(`${READER_LINK}[aria-current]`).forEach((old) => old.removeAttribute("aria-current"));
    opener?.setAttribute("aria-current", "true");
    find("#reader-contents").hidden = !find("#reader-body .contents");
    showSteps();
    showTarget(find("#reader-body"));
    opener?.scrollIntoView({ block: "nearest", behavior: "instant" }); // the narrower page has moved it
    find("#reader-body").focus({ preventScroll: true });
  }

  // ---- from one citation to the next: the links of the same kind in the same answer, each place once ----
  function citations() {
    const kind = opener?.isConnected && [...opener.classList].find((name) => ["mark", "card", "measure-quote", "cell-measure"].includes(name));
    if (!kind) return [];
    const links = [...opener.closest(".turn, .sheet, body").querySelectorAll(`a.${kind}[href^="reader?"]`)];
    const shown = links.filter((link) => link === opener || link.checkVisibility());
    return shown.filter((link, at) => link === opener || !shown.some((other, before) => other.getAttribute("href") === link.getAttribute("href") && (before < at || other === opener)));
  }

  function showSteps() {
    const all = citations();
    find("#citation-steps").hidden = all.length < 2;
    find("#citation-place").textContent = `${all.indexOf(opener) + 1} / ${all.length}`;
  }

  function stepCitation(by) {
    const all = citations();
    if (all.length > 1) openReader(all[(all.indexOf(opener) + by + all.length) % all.length]);
  }

  function showContents() {
    const contents = find("#reader-body .contents");
    contents.open = true;
    contents.scrollIntoView({ block: "start", behavior: "instant" });
    contents.querySelector("summary").focus({ preventScroll: true });
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
    const shown = button.firstElementChild ?? button;
    button.usual ??= window.chineseOf(shown);
    shown.textContent = text;
    clearTimeout(button.saying);
    button.saying = setTimeout(() => (shown.textContent = button.usual), SAID_MILLISECONDS);
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

  document.addEventListener("click", (event) => {
    const target = event.target.closest?.bind(event.target);
    if (!target) return;
    const link = target(READER_LINK);
    if (link && find("#reader") && !(event.ctrlKey || event.metaKey || event.shiftKey || event.button)) {
      event.preventDefault();
      link.closest("details.documents")?.removeAttribute("open");
      openReader(link);
    } else if (target("button.copy")) copyCitation(target("button.copy"));
    else if (target("button.receipt")) saveReceipt(target("button.receipt"));
    else if (target("#reader-close")) closeReader();
    else if (target("#reader-contents")) showContents();
    else if (target("#citation-previous")) stepCitation(-1);
    else if (target("#citation-next")) stepCitation(1);
    else if (!target("details.documents")) find("details.documents[open]")?.removeAttribute("open");
  });

  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    const list = find("details.documents[open]");
    if (list) list.removeAttribute("open");
    else if (find("#reader") && !find("#reader").hidden) closeReader();
  });

  if (document.body?.classList.contains("standalone")) {
    document.body.classList.toggle("dark", matchMedia("(prefers-color-scheme: dark)").matches);
    showTarget(document.documentElement);
  }
})();
