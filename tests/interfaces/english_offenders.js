() => {
  const chinese = /\p{Script=Han}/u;
  const border = '[translate], .verbatim :is([role="option"], .token, ul.options)';
  const isAlone = (element) => {
    const found = element?.closest(border);
    return Boolean(found) && found.getAttribute("translate") !== "yes";
  };
  const NAMED = ".gtitle, .xtick, .bartext"; // of a chart: the indicator, its places and values
  const left = [];
  const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
  for (let node = walker.currentNode; node; node = walker.nextNode()) {
    if (node.nodeType === Node.TEXT_NODE) {
      const parent = node.parentElement;
      const isPart = !["SCRIPT", "STYLE", "TEXTAREA"].includes(parent.nodeName) && !parent.closest(NAMED);
      if (isPart && chinese.test(node.data) && !isAlone(parent)) left.push(node.data.trim());
    } else {
      for (const place of ["::before", "::after"]) {
        const content = getComputedStyle(node, place).content;
        if (chinese.test(content)) left.push(`${place}: ${content}`);
      }
      for (const name of ["placeholder", "title", "aria-label", "alt", "data-label"]) {
        const value = node.getAttribute(name) ?? "";
        // A word of the page before words of a document: "Details: 《…》".
        if (/^[^\p{Script=Han}]+: /u.test(value)) continue;
        if (chinese.test(value) && !isAlone(node)) left.push(`${name}: ${value}`);
      }
    }
  }
  return [...new Set(left)];
}
