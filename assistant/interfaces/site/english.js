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
  let forms = []; // of the keys with names in them, those with most words of their own first
  let language = stored();
  const texts = new WeakMap(); // text node -> its Chinese, its English, and the nodes that stand behind it for the rest
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
  // A key is a text of the page or a sentence of one. In it "{}" stands for a number, in English in the same order, and
  // "{s}" for the s of more than one of what stands before it; "{name}" stands for words that stay as they are, "{names}"
  // (any name with an s behind) for several with "、" between, of which those turn that are themselves in the dictionary.
  const SLOT = /\{([a-z_]*)\}/;

  // A key with names in it, as a pattern of whole texts.
  function formOf([key, english]) {
    let count = 0;
    const pieces = key.split(SLOT).map((piece, at) => {
      if (at % 2 === 0) return piece.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
      return piece ? `(?<${piece}>.*?)` : `(?<n${count++}>${NUMBER.source})`;
    });
    return { pattern: new RegExp(`^${pieces.join("")}$`), english, length: key.replace(/\{[a-z_]*\}/g, "").length };
  }

  // The English as pieces: texts of the page, and { kept } for words that stay as they are.
  function fill(english, numbers, names) {
    let next = 0;
    return english.split(SLOT).flatMap((piece, at) => {
      if (at % 2 === 0) return piece;
      if (piece === "") return numbers[next++];
      if (piece === "s") return numbers[next - 1] === "1" ? "" : "s";
      return piece.endsWith("s") ? inList(names[piece]) : { kept: names[piece] };
    });
  }

  function inList(names) {
    const items = names.split("、").map((name) => dictionary.get(name) ?? { kept: name });
    return items.flatMap((item, at) => (at ? [", ", item] : [item]));
  }

  function withNumbers(words) {
    const found = dictionary.get(words.replace(NUMBER, "{}"));
    return found === undefined ? null : fill(found, words.match(NUMBER) ?? [], {});
  }

  function withNames(words) {
    for (const { pattern, english } of forms) {
      const groups = pattern.exec(words)?.groups;
      if (groups) return fill(english, Object.keys(groups).filter((name) => /\d/.test(name)).map((name) => groups[name]), groups);
    }
    return null;
  }

  // Several sentences turn where each of them is known; what leads to a colon counts as one. Names may hold such marks
  // too: only what cannot be parted is taken for one sentence.
  function inSentences(words) {
    const whole = withNumbers(words);
    if (whole) return whole;
    for (const { 0: end, index } of words.matchAll(/[。！？：]\s*/g)) {
      const at = index + end.length;
      if (at === words.length) break;
      const first = words.slice(0, at).trim();
      const head = withNumbers(first) ?? withNames(first);
      const rest = head && inSentences(words.slice(at));
      if (rest) return [...head, " ", ...rest];
    }
    return withNames(words);
  }

  // The pieces of a text in English, neighbours of one kind as one, the first a text; null where it stays as it is.
  function piecesOf(text) {
    const words = CHINESE.test(text) && text.trim();
    const found = words && inSentences(words.replace(/\s+/g, " "));
    if (!found) return null;
    const [before, behind] = text.split(words);
    const joined = [before];
    for (const piece of [...found, behind]) {
      const said = CHINESE.test(piece.kept ?? "") ? piece : (piece.kept ?? piece);
      if (typeof said === "string" && typeof joined.at(-1) === "string") joined[joined.length - 1] += said;
      else joined.push(said);
    }
    return joined;
  }

  function inEnglish(text) {
    return piecesOf(text)?.map((piece) => piece.kept ?? piece).join("") ?? text;
  }

  // Words that are kept stand in an element of their own behind the text, so that they are known to be Chinese.
  function asNode(piece) {
    if (typeof piece === "string") return document.createTextNode(piece);
    return Object.assign(document.createElement("span"), { textContent: piece.kept, translate: false, lang: NAMES.zh });
  }

  function turnText(node) {
    if (SILENT.has(node.parentNode?.nodeName)) return;
    const held = texts.get(node);
    if (held && held.english !== node.data) takeBack(node, held);
    const pieces = piecesOf(node.data);
    if (!pieces) return;
    const [english, ...others] = pieces;
    const added = others.map(asNode);
    texts.set(node, { chinese: node.data, english, added });
    node.data = english;
    node.after(...added);
  }

  function takeBack(node, held) {
    held.added.forEach((one) => one.remove());
    texts.delete(node);
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
      if (held) {
        takeBack(node, held);
        if (held.english === node.data) node.data = held.chinese;
      }
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
    const entries = Object.entries(await response.json());
    forms = entries.filter(([key]) => /\{[a-z_]+\}/.test(key)).map(formOf).sort((one, other) => other.length - one.length);
    dictionary = new Map(entries);
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

  // A line that says the same in Chinese and, behind it, in English, as nodes; the style shows the one that holds.
  window.inBothLanguages = (line) => {
    const both = /^(.*[。？！]) ([A-Z].*)$/s.exec(line);
    if (!both) return [document.createTextNode(line)];
    const part = (textContent, className, lang) =>
      Object.assign(document.createElement("span"), { textContent, className, lang, translate: false });
    return [part(both[1], "in-chinese", NAMES.zh), document.createTextNode(" "), part(both[2], "in-english", NAMES.en)];
  };

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
