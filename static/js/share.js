/* Passes this page on: by the device's own share sheet where it has one, else the address is copied. Only the address
   without its query is shared, so that no search is given away. <a data-share-link href="#keep"> leads to the same links
   without this; the words of data-copied are said in [data-share-status]. */
(function () {
  "use strict";
  var status = document.querySelector("[data-share-status]");
  if (!navigator.share && !navigator.clipboard) return;

  addEventListener("click", function (event) {
    var link = event.target.closest("[data-share-link]");
    var canonical = document.querySelector("link[rel=canonical]");
    var url = canonical ? canonical.href : location.origin + location.pathname;
    if (!link) return;
    event.preventDefault();
    if (navigator.share) navigator.share({ url: url }).catch(function () { /* Closing it is an answer too. */ });
    else navigator.clipboard.writeText(url).then(function () {
      status.textContent = link.getAttribute("data-copied");
    }, function () { location.hash = link.hash; });
  });
})();
