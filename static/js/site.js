/* What every page may do: leave fast. Written for browsers of 2016; without it the link still leads away. */
(function () {
  "use strict";

  function leave(event) {
    event.preventDefault();
    // The page left does not stay in the history of this tab; those before it do: /cover-your-tracks/ says so.
    location.replace(this.href);
  }

  function prepare() {
    var links = document.querySelectorAll("[data-leave]");
    for (var i = 0; i < links.length; i++) links[i].addEventListener("click", leave);
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", prepare);
  else prepare();
})();
