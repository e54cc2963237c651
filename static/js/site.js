/* What every page may do: leave fast, and stay light or dark as chosen. For browsers of 2016.
   <a data-leave> works without this too. With it the page is blank at once and not in the history of this tab; Shift
   pressed three times does the same. <select data-look> and <input data-shift> are shown here. Kept on the device:
   "look" if one was chosen, "shift" if that is switched off. */
(function () {
  "use strict";
  var IN_TIME = 2000, SHIFT = 16;
  var root = document.documentElement, presses = [], alone, status, silence;

  function kept(name, value) {
    try {
      if (value) localStorage.setItem(name, value);
      else if (value === "") localStorage.removeItem(name);
      return localStorage.getItem(name) || "";
    } catch (refused) {
      return value || "";
    }
  }
  function leave(link) {
    root.hidden = true;
    document.title = link.hostname;
    location.replace(link.href);
  }
  function say(words) {
    clearTimeout(silence);
    status.textContent = words;
    silence = setTimeout(function () { status.textContent = ""; }, IN_TIME);
  }
  function forget() {
    alone = false;
    presses = [];
  }
  // A press counts when it ends: by then we know that it was not for a capital letter.
  function up(event) {
    var link = document.querySelector("[data-leave]"), now = Date.now();
    if (event.keyCode !== SHIFT || !alone || !status || kept("shift")) return;
    alone = false;
    presses = presses.filter(function (then) { return now - then < IN_TIME; }).concat(now);
    if (presses.length > 2) leave(link);
    else say(link.getAttribute("data-press-" + (3 - presses.length)));
  }
  function dress(look) {
    if (look) root.setAttribute("data-theme", look);
    else root.removeAttribute("data-theme");
  }
  function show() {
    var look = document.querySelector("[data-look]"), shift = document.querySelector("[data-shift]");
    dress(kept("look"));
    if (look) look.value = kept("look");
    if (look) look.parentNode.hidden = false;
    if (shift) shift.checked = !kept("shift");
    if (shift) shift.parentNode.hidden = false;
    if (status) return;
    status = document.body.appendChild(document.createElement("p"));
    status.className = "said";
    status.setAttribute("role", "status");
  }

  dress(kept("look"));
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  addEventListener("mousedown", forget, true);
  addEventListener("keyup", up, true);
  addEventListener("keydown", function (event) {
    if (event.repeat) return;
    if (event.keyCode === SHIFT) alone = true;
    else forget();
  }, true);
  addEventListener("change", function (event) {
    var one = event.target;
    if (one.hasAttribute("data-look")) dress(kept("look", one.value));
    if (one.hasAttribute("data-shift")) kept("shift", one.checked ? "" : "off");
  });
  addEventListener("click", function (event) {
    var link = event.target.closest("[data-leave]");
    if (!link) return;
    event.preventDefault();
    leave(link);
  });
})();
