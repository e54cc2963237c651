/* Keeps pages for when there is no signal, and removes every trace, each only when asked; sw.js shows them.
   <button data-keep="addresses" data-list="the list's"> and <button data-remove> say in [data-kept] how it went. */
(function () {
  "use strict";
  var worker = navigator.serviceWorker;

  function get(name) {
    return document.querySelector("[data-" + name + "]");
  }
  function offer(name, act) {
    var button = get(name);
    if (!button) return;
    button.hidden = false;
    button.addEventListener("click", function () {
      act(button.dataset, function (how) { get("kept").textContent = button.dataset[how]; });
    });
  }
  function keep(data, say) {
    var saved = get("saved-list"), list = data.list;
    if (list.indexOf("?") < 0 && !saved.hidden) list += saved.search;
    worker.onmessage = function (event) {
      say(event.data ? "done" : "failed");
      // Only now may the browser's own menu offer an icon.
      if (event.data) document.head.insertAdjacentHTML("beforeend", '<link rel="manifest" href="/manifest.webmanifest">');
    };
    worker.register("/sw.js").then(function () { return worker.ready; }).then(function (ready) {
      ready.active.postMessage((data.keep + " " + list).split(" "));
    }).catch(say.bind(0, "failed"));
  }
  function remove(data, say) {
    localStorage.clear();
    sessionStorage.clear();
    dispatchEvent(new Event("storage"));
    if (!worker) return say("done");
    worker.getRegistration().then(function (one) { return one && one.unregister(); })
      .then(function () { return caches.delete("kept"); }).then(say.bind(0, "done"));
  }

  addEventListener("beforeinstallprompt", function (event) { event.preventDefault(); });
  offer("remove", remove);
  if (worker) offer("keep", keep);
})();
