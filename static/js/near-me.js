/* The button "Near me": shown only where this script runs, asks where the device is only when pressed, rounds
   the answer to two decimals (about a kilometre) before it is sent, and keeps the other filters of the form.
   When the device does not say, a sentence says so and the box is focused. */

const DECIMALS = 2;
const ALLOWED_SECONDS = 15;

function address(form, { latitude, longitude }) {
  const query = new URLSearchParams(
    [...new FormData(form)].filter(([name, value]) => value && !["near", "lat", "lng", "page"].includes(name)),
  );
  query.set("lat", latitude.toFixed(DECIMALS));
  query.set("lng", longitude.toFixed(DECIMALS));
  return `${form.getAttribute("action")}?${query}`;
}

function prepare(button) {
  const { form } = button;
  const status = form.querySelector("[data-near-status]");
  const say = (words) => status.replaceChildren(words);

  const refused = () => {
    button.disabled = false;
    say(status.dataset.refused);
    form.elements.near.focus();
  };
  button.addEventListener("click", () => {
    button.disabled = true;
    say(status.dataset.asking);
    navigator.geolocation.getCurrentPosition(({ coords }) => location.assign(address(form, coords)), refused, {
      maximumAge: 300_000,
      timeout: ALLOWED_SECONDS * 1000,
    });
  });
  // Coming back with the browser's own button must not find it still waiting.
  addEventListener("pageshow", () => {
    button.disabled = false;
    say("");
  });
  button.hidden = false;
}

if ("geolocation" in navigator) document.querySelectorAll("[data-near-me]").forEach(prepare);
