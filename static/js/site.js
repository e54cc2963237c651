/* What every page may do: leave fast, and be light or dark as chosen. <a data-leave> works without this too; with it the
   page is blank at once and not in the history of this tab, as after three presses of Shift. Kept on the device: "look"
   when chosen in <select data-look>, "shift" when switched off by <input data-shift>. */
(function () {
  "use strict";
  var SHIFT = 16, IN_TIME = 2000, root = document.documentElement, presses = [], alone, status, silence;

  function get(name) {
    return document.querySelector("[data-" + name + "]");
  }
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
    if (words) silence = setTimeout(say, IN_TIME, "");
  }
  function forget() {
    alone = false;
    presses = [];
  }
  function dress(look) {
    if (look) root.setAttribute("data-theme", look);
    else root.removeAttribute("data-theme");
    return look;
  }
  function offer(control, name, value) {
    if (!control) return;
    control[name] = value;
    control.parentNode.hidden = false;
  }
  function show() {
    offer(get("look"), "value", dress(kept("look")));
    offer(get("shift"), "checked", !kept("shift"));
    if (status) return;
    status = document.body.appendChild(document.createElement("p"));
    status.className = "said";
    status.setAttribute("role", "status");
  }

  dress(kept("look"));
  addEventListener("pageshow", show);
  addEventListener("storage", show);
  addEventListener("mousedown", forget, true);
  addEventListener("keydown", function (event) {
    if (event.repeat) return;
    if (event.keyCode === SHIFT) alone = true;
    else forget();
  }, true);
  // A press counts when it ends: by then we know that it was not for a capital letter.
  addEventListener("keyup", function (event) {
    var link = get("leave"), now = Date.now();
    if (event.keyCode !== SHIFT || !alone || !status || kept("shift")) return;
    alone = false;
    presses = presses.filter(function (then) { return now - then < IN_TIME; }).concat(now);
    if (presses.length > 2) leave(link);
    else say(link.getAttribute("data-press-" + (3 - presses.length)));
  }, true);
  addEventListener("change", function (event) {
    var one = event.target;
    if (one === get("look")) dress(kept("look", one.value));
    if (one === get("shift")) kept("shift", one.checked ? "" : "off");
  });
  addEventListener("click", function (event) {
    var link = event.target.closest("[data-leave]");
    if (link) {
      event.preventDefault();
      leave(link);
    }
  });
})();
