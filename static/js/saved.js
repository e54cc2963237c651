/* Meetings kept on this device only, and only when asked, as numbers in localStorage.
   <button data-save="12" data-saved="Words once saved"> saves or forgets one; <a data-saved-list> leads to all of them
   as a list that works without this script; <button data-forget> forgets them all. */
(function () {
  "use strict";
  var KEY = "meetings", MOST = 50; // as many as a list shows

  function read() {
    var found = (localStorage.getItem(KEY) || "").match(/\d+/g) || [];
    return found.slice(-MOST);
  }
  function each(chosen, show) {
    Array.prototype.forEach.call(document.querySelectorAll(chosen), show);
  }
  function show() {
    var ids = read();
    each("[data-save]", function (button) {
      var data = button.dataset;
      data.words = data.words || button.textContent;
      button.textContent = ids.indexOf(data.save) < 0 ? data.words : data.saved;
      button.hidden = false;
    });
    each("[data-saved-list]", function (link) {
      link.search = ids.map(function (id) { return "m=" + id; }).join("&");
      link.hidden = !ids.length;
    });
    each("[data-forget]", function (button) { button.hidden = !ids.length; });
  }

  try {
    show();
  } catch (refused) {
    return; // A device that refuses storage gets no button at all.
  }
  addEventListener("storage", show);
  addEventListener("pageshow", show);
  addEventListener("click", function (event) {
    var button = event.target.closest("[data-save], [data-forget]"), ids, at;
    if (!button) return;
    ids = button.dataset.save ? read() : [];
    at = ids.indexOf(button.dataset.save);
    if (at >= 0) ids.splice(at, 1);
    else if (button.dataset.save) ids.push(button.dataset.save);
    if (ids.length) localStorage.setItem(KEY, ids.join(" "));
    else localStorage.removeItem(KEY);
    show();
  });
})();
