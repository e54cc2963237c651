/* The button "Near me": shown only where this script runs, asks where the device is only when pressed, rounds
   the answer to two decimals (about a kilometre) before it is sent, and keeps the other filters of the form.
   When the device does not say, a sentence says so and the box is focused. */
(function () {
  "use strict";
  var DECIMALS = 2, WAITS = { maximumAge: 300000, timeout: 15000 };
  var button = document.querySelector("[data-near-me]"), status = document.querySelector("[data-near-status]");
  if (!button || !navigator.geolocation) return;

  function say(words, waiting) {
    status.textContent = words;
    button.disabled = waiting;
  }
  function found(place) {
    var query = [];
    [].forEach.call(button.form.elements, function (one) {
      var chosen = one.value && (one.type !== "checkbox" || one.checked);
      if (chosen && !/^(near|lat|lng|)$/.test(one.name)) query.push(one.name + "=" + encodeURIComponent(one.value));
    });
    query.push("lat=" + place.coords.latitude.toFixed(DECIMALS), "lng=" + place.coords.longitude.toFixed(DECIMALS));
    location.assign(button.form.getAttribute("action") + "?" + query.join("&"));
  }
  button.onclick = function () {
    say(status.getAttribute("data-asking"), true);
    navigator.geolocation.getCurrentPosition(found, function () {
      say(status.getAttribute("data-refused"), false);
      button.form.elements.near.focus();
    }, WAITS);
  };
  // Coming back must not find it still waiting.
  addEventListener("pageshow", function () {
    say("", false);
  });
  button.hidden = false;
})();
