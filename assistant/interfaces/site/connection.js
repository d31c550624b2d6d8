// What Gradio says of a lost connection is written into it in English alone; here it is said in the language of the page.
(() => {
  "use strict";
  const WORDS = new Map([
    ["Error", "出错了"],
    ["Connection to the server was lost. Attempting reconnection...", "与服务器的连接中断，正在重新连接；恢复后页面会自动刷新。"],
    ["Connection errored out.", "与服务器的连接中断，请确认服务仍在运行后重试。"],
  ]);

  function say(notice) {
    const texts = document.createTreeWalker(notice, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const words = document.documentElement.lang !== "en" && WORDS.get(texts.currentNode.data.trim());
      if (words) texts.currentNode.data = words;
    }
  }

  new MutationObserver(() => document.querySelectorAll(".toast-wrap").forEach(say))
    .observe(document.documentElement, { childList: true, subtree: true });
})();
