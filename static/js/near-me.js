/* The button "Near me": shown only where this script runs, asks where the device is only when pressed, rounds
   the answer to two decimals (about a kilometre) before it is sent, and keeps the other filters of the form.
   When the device does not say, a sentence says so and the box is focused. */
(function () {
"use strict";
var DECIMALS = 2, WAITS = { maximumAge: 300000, timeout: 15000 };

function address(form, place) {
  var query = [];
  [].forEach.call(form.elements, function (one) {
    var chosen = one.value && (one.type !== "checkbox" || one.checked);
    if (chosen && !/^(near|lat|lng|)$/.test(one.name)) query.push(one.name + "=" + encodeURIComponent(one.value));
  });
  query.push("lat=" + place.latitude.toFixed(DECIMALS), "lng=" + place.longitude.toFixed(DECIMALS));
  return form.getAttribute("action") + "?" + query.join("&");
}
function prepare(button) {
  var form = button.form, status = form.querySelector("[data-near-status]");
  function say(words, waiting) {
    status.textContent = words;
    button.disabled = waiting;
  }
  button.onclick = function () {
    say(status.getAttribute("data-asking"), true);
    navigator.geolocation.getCurrentPosition(function (found) {
      location.assign(address(form, found.coords));
    }, function () {
      say(status.getAttribute("data-refused"), false);
      form.elements.near.focus();
    }, WAITS);
  };
  // Coming back must not find it still waiting.
  addEventListener("pageshow", function () {
    say("", false);
  });
  button.hidden = false;
}
if (navigator.geolocation) [].forEach.call(document.querySelectorAll("[data-near-me]"), prepare);
})();
