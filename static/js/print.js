/* On pages made for paper: a button that opens the browser's own print window. Without scripts there is none. */
(function () {
  "use strict";
  var button = document.querySelector("[data-print]");
  if (!button || !window.print) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", function () {
    window.print();
  });
})();
