// On a phone a row of a list is a card: each value gets the name of its column, for the style sheet to show.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const names = [...document.querySelectorAll("#result_list thead th")].map((head) => {
    const text = head.querySelector(".text");
    return text ? text.textContent.trim() : "";
  });
  for (const row of document.querySelectorAll("#result_list tbody tr")) {
    [...row.children].forEach((cell, index) => {
      if (cell.tagName === "TD" && names[index] && !cell.classList.contains("action-checkbox")) {
        cell.dataset.label = names[index];
      }
    });
  }
});
