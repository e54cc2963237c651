/* Keeps pages for when there is no signal, and removes every trace, each only when asked; sw.js shows them.
   <button data-keep="addresses" data-list="the list's"> and <button data-remove> say in [data-kept] how it went. */
(function () {
  "use strict";
  var worker = navigator.serviceWorker, manifest = document.createElement("link");

  function find(name) { return document.querySelector("[data-" + name + "]"); }
  function say(button, how) { find("kept").textContent = button.getAttribute("data-" + how); }
  function offer(button, act) {
    if (button) button.hidden = false;
    if (button) button.addEventListener("click", act);
  }
  function keep() {
    var button = this, saved = find("saved-list"), list = button.getAttribute("data-list");
    function failed() { say(button, "failed"); }
    if (list.indexOf("?") < 0 && !saved.hidden) list += saved.search;
    worker.onmessage = function (event) {
      if (!event.data) return failed();
      say(button, "done");
      // Only now may the browser's own menu offer an icon.
      manifest.rel = "manifest";
      manifest.href = "/manifest.webmanifest";
      document.head.appendChild(manifest);
    };
    worker.register("/sw.js").then(function () { return worker.ready; }).then(function (ready) {
      ready.active.postMessage((button.getAttribute("data-keep") + " " + list).split(" "));
    }).catch(failed);
  }
  function remove() {
    var done = say.bind(0, this, "done");
    localStorage.clear();
    sessionStorage.clear();
    manifest.remove();
    dispatchEvent(new Event("storage"));
    if (!worker) return done();
    worker.getRegistrations().then(function (all) {
      return Promise.all(all.map(function (one) { return one.unregister(); }));
    }).then(function () { return caches.delete("kept"); }).then(done);
  }

  addEventListener("beforeinstallprompt", function (event) { event.preventDefault(); });
  offer(find("remove"), remove);
  if (worker) offer(find("keep"), keep);
})();
