/* The button "Near me": shown only where this script runs, asks where the device is only when pressed, rounds
   the answer to two decimals (about a kilometre) before it is sent, and keeps the other filters of the form.
   When the device does not say, a sentence says so and the box is focused. */
(function () {
  "use strict";
  var DECIMALS = 2;
  var WAITS = { maximumAge: 300000, timeout: 15000 };
  var LEFT_OUT = ["near", "lat", "lng", "page"];

  function address(form, place) {
    var query = [];
    [].forEach.call(form.elements, function (one) {
      if (!one.name || !one.value || LEFT_OUT.indexOf(one.name) >= 0) return;
      if (one.type === "checkbox" && !one.checked) return;
      query.push(one.name + "=" + encodeURIComponent(one.value));
    });
    query.push("lat=" + place.latitude.toFixed(DECIMALS), "lng=" + place.longitude.toFixed(DECIMALS));
    return form.getAttribute("action") + "?" + query.join("&");
  }

  function prepare(button) {
    var form = button.form;
    var status = form.querySelector("[data-near-status]");

    function wait(words) {
      button.disabled = !!words;
      status.textContent = words;
    }
    button.addEventListener("click", function () {
      wait(status.getAttribute("data-asking"));
      navigator.geolocation.getCurrentPosition(
        function (found) {
          location.assign(address(form, found.coords));
        },
        function () {
          wait("");
          status.textContent = status.getAttribute("data-refused");
          form.elements.near.focus();
        },
        WAITS
      );
    });
    // Coming back with the browser's own button must not find it still waiting.
    addEventListener("pageshow", function () {
      wait("");
    });
    button.hidden = false;
  }

  if (navigator.geolocation) [].forEach.call(document.querySelectorAll("[data-near-me]"), prepare);
})();
