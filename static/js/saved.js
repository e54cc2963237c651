/* Meetings kept on this device only, and only when asked: their numbers stand in localStorage, never on our side.
   <button type="button" data-save="12" data-saved="Words once saved" hidden>Save</button> saves or forgets one;
   <a data-saved-list href="/list/" hidden>…</a> leads to all of them as a list that works without this script;
   <button type="button" data-forget hidden>…</button> forgets them all. */

const KEY = "meetings";
const MOST = 100;

function read() {
  try {
    const found = JSON.parse(localStorage.getItem(KEY));
    return Array.isArray(found) ? found.filter((id) => /^\d+$/.test(id)).slice(0, MOST) : [];
  } catch {
    return [];
  }
}

function write(ids) {
  if (ids.length) localStorage.setItem(KEY, JSON.stringify(ids.slice(-MOST)));
  else localStorage.removeItem(KEY);
  show();
}

function show() {
  const ids = read();
  for (const button of document.querySelectorAll("[data-save]")) {
    const saved = ids.includes(button.dataset.save);
    button.dataset.words ??= button.textContent;
    button.replaceChildren(saved ? button.dataset.saved : button.dataset.words);
    button.hidden = false;
  }
  for (const link of document.querySelectorAll("[data-saved-list]")) {
    link.dataset.list ??= link.getAttribute("href");
    link.href = `${link.dataset.list}?${ids.map((id) => `m=${id}`).join("&")}`;
    link.hidden = !ids.length;
  }
  for (const button of document.querySelectorAll("[data-forget]")) button.hidden = !ids.length;
}

function pressed({ target }) {
  const button = target.closest("[data-save], [data-forget]");
  if (!button) return;
  const id = button.dataset.save;
  const ids = id ? read() : [];
  write(!id || ids.includes(id) ? ids.filter((other) => other !== id) : [...ids, id]);
}

try {
  // A device that refuses storage gets no button at all.
  localStorage.getItem(KEY);
  document.addEventListener("click", pressed);
  addEventListener("storage", show);
  show();
} catch {
  // Nothing to keep, nothing to show.
}
