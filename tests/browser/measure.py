"""What a browser can be asked about the page it shows, as small scripts; all lengths are CSS pixels."""

# The element with the focus: what it is, whether one sees that it has it, where it is, what lies over it.
FOCUS = """() => {
  const it = document.activeElement;
  if (!it || it === document.body) return null;
  const look = getComputedStyle(it), box = it.getBoundingClientRect(), line = it.getClientRects()[0] || box;
  const over = document.elementFromPoint(line.x + line.width / 2, line.y + line.height / 2);
  return {
    under: over && !it.contains(over) && !over.contains(it) ? over.outerHTML.slice(0, 90) : null,
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
  scrollTo(0, 0); // else what stays in its place lies over what moved under it
  const cut = [...document.body.querySelectorAll("*")].filter((one) => {
    if (one.closest(".vh, .wide, input, select") || !one.checkVisibility()) return false;
    if (one.tagName !== "BUTTON" && getComputedStyle(one).overflow === "visible") return false;
    return one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1;
  }).map((one) => "cut: " + one.outerHTML.slice(0, 90));
  const lines = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const text = walk.currentNode, holder = text.parentElement;
    if (!text.data.trim() || holder.closest(".vh, .wide, script, select")) continue;
    if (!holder.checkVisibility()) continue;
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
  const target = spread ? one.offsetParent : ticked ? one.labels[0] || one : one;
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
STYLED = "(on) => { for (const sheet of document.styleSheets) sheet.disabled = !on; }"

# Things to press that do not show that the focus is on them; each gets it in turn.
UNRINGED = """(chosen) => [...document.querySelectorAll(chosen)].filter((one) => {
  if (!one.checkVisibility()) return false;
  one.focus();
  const look = getComputedStyle(one);
  const line = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) >= 2;
  return one === document.activeElement && !line && look.boxShadow === "none";
}).map((one) => one.outerHTML.slice(0, 90))"""

# Things to press that, once they have the focus, stand under something that stays in its place when the page
# moves: less than 24 pixels, or than a thing that is lower, are left to be seen.
OBSCURED = """(chosen) => {
  const stuck = [...document.body.querySelectorAll("*")].filter(
    (one) => ["fixed", "sticky"].includes(getComputedStyle(one).position) && one.checkVisibility());
  const under = (one) => {
    if (stuck.some((bar) => bar.contains(one))) return false;
    one.focus();
    if (one !== document.activeElement) return false;
    const box = one.getBoundingClientRect();
    let top = Math.max(box.top, 0), bottom = Math.min(box.bottom, innerHeight);
    for (const bar of stuck) {
      const over = bar.getBoundingClientRect();
      if (over.left >= box.right || over.right <= box.left) continue;
      if (over.top <= top && over.bottom > top) top = over.bottom;
      if (over.bottom >= bottom && over.top < bottom) bottom = over.top;
    }
    return bottom - top < Math.min(24, box.height) - 1;
  };
  const all = [...document.querySelectorAll(chosen)].filter((one) => one.checkVisibility());
  // Forwards and back: what comes into view from below is never under a bar at the top.
  return [...all.filter(under), ...all.reverse().filter(under)].map((one) => one.outerHTML.slice(0, 90));
}"""

# In forced colours, where backgrounds go: fields and buttons without a line around them, links and things
# to unfold that look like text, and whatever keeps colours of its own.
EDGELESS = """() => {
  const stubborn = [...document.body.querySelectorAll("*")].filter((one) =>
    !one.closest("svg") && getComputedStyle(one).forcedColorAdjust !== "auto");
  const plain = getComputedStyle(document.body).color;
  const lined = (look) => ["Top", "Right", "Bottom", "Left"].some((side) =>
    look[`border${side}Style`] !== "none" && parseFloat(look[`border${side}Width`]) >= 1);
  const shown = (one) => {
    const look = getComputedStyle(one);
    if (lined(look) || look.appearance === "auto") return true;
    if (one.matches("a[href]")) return look.textDecorationLine.includes("underline") || look.color !== plain;
    const marked = ["::before", "::after"].some((part) => getComputedStyle(one, part).content !== "none");
    return one.matches("summary") && (look.display === "list-item" || marked || one.querySelector("svg"));
  };
  const pressed = "a[href], button, input:not([type=hidden]), select, summary, textarea";
  const bare = [...document.querySelectorAll(pressed)]
    .filter((one) => one.checkVisibility() && !one.closest(".vh") && !shown(one));
  return [...stubborn, ...bare].map((one) => one.outerHTML.slice(0, 90));
}"""

# Whatever a page has kept in this browser; cookies are asked of the browser itself.
KEPT_HERE = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...(await caches.keys()),
  ...(await indexedDB.databases()).map((one) => one.name),
  ...(await navigator.serviceWorker.getRegistrations()).map((one) => one.scope),
]"""
