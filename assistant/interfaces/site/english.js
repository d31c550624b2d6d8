// The pages in English: swaps the interface's own words by a dictionary, and puts the Chinese back.
// What stands in an element with translate="no" is left alone, but for elements with translate="yes" in it: the words of
// documents, questions, answers, names. In a Gradio dropdown of class "verbatim" it is the choices.
(() => {
  "use strict";
  const root = document.documentElement;
  const KEPT_AS = "policy-assistant-language";
  const ATTRIBUTES = ["placeholder", "title", "aria-label", "alt", "data-label"];
  const BORDER = '[translate], .verbatim :is([role="option"], .token, ul.options)';
  const SILENT = new Set(["SCRIPT", "STYLE", "TEXTAREA"]);
  const CHINESE = /\p{Script=Han}/u;
  const NUMBER = /\d+(?:[.,:/-]\d+)*/g;
  const NAMES = { zh: "zh-CN", en: "en" };

  let dictionary = null;
  let language = stored();
  const texts = new WeakMap(); // text node -> its Chinese and English
  const attributes = new WeakMap(); // element -> the same of each attribute by name
  const marked = new WeakSet(); // elements that were said to be Chinese here

  function stored() {
    try {
      return localStorage.getItem(KEPT_AS) === "en" ? "en" : "zh";
    } catch {
      return "zh"; // storage is forbidden
    }
  }

  function store(chosen) {
    try {
      localStorage.setItem(KEPT_AS, chosen);
    } catch {
      // The choice holds until the page is left.
    }
  }

  // ---- words ----
  // "{}" stands for a number, in English in the same order; "{s}" for the s of more than one of what stands before it.
  function inEnglish(text) {
    if (!CHINESE.test(text)) return text;
    const words = text.trim();
    const found = dictionary.get(words.replace(/\s+/g, " ").replace(NUMBER, "{}"));
    if (found === undefined) return text;
    const numbers = words.match(NUMBER) ?? [];
    let next = 0;
    const filled = found.replace(/\{(s?)\}/g, (_, plural) => {
      if (plural) return numbers[next - 1] === "1" ? "" : "s";
      return numbers[next++];
    });
    return text.replace(words, () => filled);
  }

  function turnText(node) {
    if (SILENT.has(node.parentNode?.nodeName)) return;
    const english = inEnglish(node.data);
    if (english === node.data) return;
    texts.set(node, { chinese: node.data, english });
    node.data = english;
  }

  // A name may begin with a word of the page and end, behind a colon, in words of a document.
  function nameInEnglish(chinese) {
    const english = inEnglish(chinese);
    const colon = chinese.indexOf("：");
    if (english !== chinese || colon < 1) return english;
    const word = chinese.slice(0, colon);
    const turned = inEnglish(word);
    return turned === word ? chinese : `${turned}: ${chinese.slice(colon + 1)}`;
  }

  function turnAttribute(element, name) {
    const chinese = element.getAttribute(name);
    const english = chinese && nameInEnglish(chinese);
    if (english === chinese) return;
    attributes.set(element, { ...attributes.get(element), [name]: { chinese, english } });
    element.setAttribute(name, english);
  }

  // ---- trees ----
  function isAlone(element) {
    const border = element?.closest(BORDER);
    return Boolean(border) && border.getAttribute("translate") !== "yes";
  }

  function leaveAlone(element) {
    if (element.matches(BORDER) && !element.hasAttribute("lang")) {
      element.setAttribute("lang", "zh-CN"); // for voices and for the forms of the signs
      marked.add(element);
    }
    element.querySelectorAll('[translate="yes"]').forEach(turnInside);
  }

  function turnInside(start) {
    const walker = document.createTreeWalker(start, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
      if (node.nodeType === Node.TEXT_NODE || node === start || !node.matches(BORDER)) return NodeFilter.FILTER_ACCEPT;
      if (node.getAttribute("translate") === "yes") return NodeFilter.FILTER_ACCEPT;
      leaveAlone(node);
      return NodeFilter.FILTER_REJECT;
    });
    for (let node = start; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) turnText(node);
      else for (const name of ATTRIBUTES) if (node.hasAttribute(name)) turnAttribute(node, name);
    }
  }

  function turn(node) {
    if (!node.isConnected) return;
    if (node.nodeType === Node.TEXT_NODE) {
      if (CHINESE.test(node.data) && !isAlone(node.parentElement)) turnText(node);
    } else if (node.nodeType === Node.ELEMENT_NODE) {
      if (isAlone(node)) leaveAlone(node);
      else turnInside(node);
    }
  }

  const observer = new MutationObserver((changes) => {
    for (const change of changes) {
      if (change.type === "childList") change.addedNodes.forEach(turn);
      else if (change.type === "characterData") turn(change.target);
      else if (!isAlone(change.target)) turnAttribute(change.target, change.attributeName);
    }
    observer.takeRecords(); // what was written here
  });

  function restore() {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = root; node; node = walker.nextNode()) {
      const held = texts.get(node);
      if (held && held.english === node.data) node.data = held.chinese;
      for (const [name, value] of Object.entries(attributes.get(node) ?? {})) {
        if (node.getAttribute(name) === value.english) node.setAttribute(name, value.chinese);
      }
      if (marked.delete(node)) node.removeAttribute("lang");
    }
  }

  // ---- the switch ----
  async function load() {
    if (dictionary) return;
    const response = await fetch("page/english.json");
    if (!response.ok) throw new Error(`page/english.json: ${response.status}`);
    dictionary = new Map(Object.entries(await response.json()));
  }

  async function show(chosen) {
    language = chosen;
    if (chosen === "en") {
      try {
        await load();
      } catch {
        language = "zh"; // the server is gone; the page stays as it is
      }
      if (language !== chosen) return settle();
    }
    observer.disconnect();
    if (language === "en") {
      turn(root);
      const options = { subtree: true, childList: true, characterData: true, attributeFilter: ATTRIBUTES };
      observer.observe(root, options);
    } else restore();
    settle();
  }

  function settle() {
    root.lang = NAMES[language];
    root.classList.toggle("english", language === "en");
    root.classList.remove("turning");
  }

  // A text that shows for a moment in the place of another is put back in Chinese; it is turned again as it comes.
  window.chineseOf = (element) => texts.get(element.firstChild)?.chinese ?? element.textContent;

  document.addEventListener("click", (event) => {
    if (!event.target.closest?.("button.language")) return;
    const chosen = language === "en" ? "zh" : "en";
    store(chosen);
    show(chosen);
  });
  window.addEventListener("storage", (event) => {
    if (event.key === KEPT_AS && stored() !== language) show(stored());
  });

  if (language === "en") {
    root.classList.add("english", "turning"); // no Chinese shows before the dictionary is there
    show("en");
  }
})();
