// On a phone a row of a list is a card: each value gets the name of its column, for the style sheet to show.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  for (const table of document.querySelectorAll("#result_list, .inline-group .tabular table")) {
    const names = [...table.querySelectorAll("thead th")].map((head) => {
      const text = head.querySelector(".text") || head.firstChild;
      return text ? text.textContent.trim() : "";
    });
    for (const row of table.querySelectorAll("tbody tr")) {
      [...row.children].forEach((cell, index) => {
        if (cell.tagName === "TD" && names[index] && !cell.matches(".action-checkbox, .original")) {
          cell.dataset.label = names[index];
        }
      });
    }
  }
});
