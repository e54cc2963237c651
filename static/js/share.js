/* Buttons that pass this page on: the device's own share sheet where it has one, else the address is copied.
   Only the address without its query is shared, so that no search is given away.
   <button type="button" data-share="Words to say once copied" hidden>…</button> <span role="status"></span> */

function plainAddress() {
  const canonical = document.querySelector("link[rel=canonical]");
  return canonical ? canonical.href : location.origin + location.pathname;
}

async function pass(button) {
  const url = plainAddress();
  if (navigator.share) return navigator.share({ url });
  await navigator.clipboard.writeText(url);
  const status = button.parentElement.querySelector("[role=status]");
  if (status) status.replaceChildren(button.dataset.share);
}

if (navigator.share || navigator.clipboard)
  for (const button of document.querySelectorAll("[data-share]")) {
    // Closing the share sheet is an answer too, not a fault.
    button.addEventListener("click", () => pass(button).catch(() => undefined));
    button.hidden = false;
  }
