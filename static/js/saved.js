/* Meetings kept on this device only, and only when asked, as numbers: <button data-save="12" data-saved="Words once
   saved"> saves or forgets one, <a data-saved-list> leads to all as a list that works without this, <button data-forget>
   forgets them. <a data-share-link data-copied="Words"> passes the page on, without the query: no search is given away. */
(function () {
  "use strict";
  var KEY = "meetings", MOST = 50; // as many as a list shows

  function read() {
    return (localStorage.getItem(KEY) || "").match(/\d+/g) || [];
  }
  function each(chosen, act) {
    [].forEach.call(document.querySelectorAll(chosen), act);
  }
  function show() {
    var ids;
    try {
      ids = read();
    } catch (refused) {
      return; // a device that refuses storage gets no button
    }
    each("[data-save]", function (button) {
      var data = button.dataset;
      data.words = data.words || button.textContent;
      button.textContent = ids.indexOf(data.save) < 0 ? data.words : data.saved;
      button.hidden = false;
    });
    each("[data-saved-list]", function (link) { link.search = "m=" + ids.join("&m="); });
    each("[data-saved-list], [data-forget]", function (one) { one.hidden = !ids.length; });
  }
  function save(button) {
    var id = button.dataset.save, ids = id ? read() : [], others = ids.filter(function (one) { return one !== id; });
    if (id && others.length === ids.length) others.push(id);
    if (others.length) localStorage.setItem(KEY, others.slice(-MOST).join(" "));
    else localStorage.removeItem(KEY);
    show();
  }
  function share(link) {
    var canonical = document.querySelector("link[rel=canonical]");
    var url = canonical ? canonical.href : location.origin + location.pathname;
    if (navigator.share) return navigator.share({ url: url }).catch(String); // closing it is an answer too
    navigator.clipboard.writeText(url).then(function () {
      document.querySelector("[data-share-status]").textContent = link.dataset.copied;
    }, function () { location.hash = link.hash; });
  }

  addEventListener("click", function (event) {
    var one = event.target.closest("[data-save], [data-forget], [data-share-link]");
    if (!one) return;
    if (!one.hash) save(one);
    else if (navigator.share || navigator.clipboard) {
      event.preventDefault();
      share(one);
    }
  });
  show();
  addEventListener("storage", show);
  addEventListener("pageshow", show);
})();
