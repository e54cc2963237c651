"""What a browser can be asked about the page it shows, as small scripts; all lengths are CSS pixels."""

# The element that has the focus: what it is, whether one sees that it has it, and where it stands.
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const look = getComputedStyle(it), box = it.getBoundingClientRect();
  return {
    words: (it.innerText || it.getAttribute("aria-label") || it.id || it.tagName).trim(),
    ringed: (look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2) || look.boxShadow !== "none",
    inside: box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0,
  };
}"""

# How far the page reaches beyond the window, and what does it.
SIDEWAYS = """() => {
  const wide = [...document.body.querySelectorAll("*")].filter((one) => {
    const hidden = one.closest(".vh") || !one.checkVisibility();
    return !hidden && one.getBoundingClientRect().right > innerWidth + 1;
  });
  const beyond = document.documentElement.scrollWidth - innerWidth;
  const which = wide.map((one) => one.outerHTML.slice(0, 90));
  return beyond > 0 ? [`${beyond} px beyond the window`, ...which] : which;
}"""

# Texts that are cut off by the box they stand in, or that lie over another text.
LOST = """() => {
  const cut = [...document.body.querySelectorAll("*")].filter((one) => {
    if (one.closest(".vh, input, select") || !one.checkVisibility()) return false;
    if (one.tagName !== "BUTTON" && getComputedStyle(one).overflow === "visible") return false;
    return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  }).map((one) => "cut: " + one.outerHTML.slice(0, 90));
  const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement;
    if (!text.data.trim() || holder.closest(".vh, script, select") || !holder.checkVisibility()) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) if (box.width > 1) lines.push({ box, said: text.data.trim() });
  }
  const over = [];
  for (let i = 0; i < lines.length; i++) for (let j = i + 1; j < lines.length; j++) {
    const [a, b] = [lines[i].box, lines[j].box];
    const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
    const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (across > 3 && down > 5) over.push(`over: ${lines[i].said} / ${lines[j].said}`);
  }
  return [...cut, ...over];
}"""

# Things to press that are smaller than wanted; links within a sentence may be as high as its lines.
SMALL = """([wanted, chosen]) => [...document.querySelectorAll(chosen)].filter((one) => {
  if (!one.checkVisibility() || one.closest(".vh")) return false;
  const spread = getComputedStyle(one, "::after").position === "absolute"; // over the box it stands in
  const ticked = one.matches("input[type=checkbox], input[type=radio]");
  const target = spread ? one.offsetParent : ticked ? one.closest("label") || one : one;
  const box = target.getBoundingClientRect();
  const around = one.parentElement.innerText.trim().length - one.innerText.trim().length;
  const inSentence = one.tagName === "A" && getComputedStyle(one).display === "inline" && around > 0;
  return !inSentence && Math.min(box.width, box.height) < wanted - 0.5;
}).map((one) => {
  const { width, height } = one.getBoundingClientRect();
  return `${Math.round(width)} x ${Math.round(height)}: ${one.outerHTML.slice(0, 90)}`;
})"""

# The distances between letters, words, lines and paragraphs that WCAG 1.4.12 says a reader may ask for.
SPACED = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`p { margin-bottom: 2em !important }
    * { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }`);
  document.adoptedStyleSheets = [sheet];
}"""

OPEN_ALL = "() => document.querySelectorAll('details').forEach((one) => { one.open = true; })"
WITHOUT_STYLES = (
    "() => document.querySelectorAll('style, link[rel=stylesheet]').forEach((one) => one.remove())"
)

# Whatever a page has kept in this browser; cookies are asked of the browser itself.
KEPT_HERE = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
  ...(await indexedDB.databases()).map((one) => one.name),
  ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
]"""
