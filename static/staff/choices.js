// The choices that search while one types have no name of their own: they get that of their label.
"use strict";
(() => {
  const name = (select) => {
    const shown = select.nextElementSibling;
    if (!shown || !shown.classList.contains("select2")) return;
    const label = select.labels[0];
    const words = label ? label.textContent.trim() : select.getAttribute("aria-label") || "";
    const box = shown.querySelector("[role=combobox]");
    const value = shown.querySelector(".select2-selection--single .select2-selection__rendered");
    if (value) {
      value.removeAttribute("role");
      value.removeAttribute("aria-readonly");
      if (label) {
        label.id ||= `${select.id}-label`;
        box.setAttribute("aria-labelledby", `${label.id} ${value.id}`);
      } else {
        box.removeAttribute("aria-labelledby");
        box.setAttribute("aria-label", [words, value.textContent.trim()].filter(Boolean).join(": "));
      }
    } else {
      for (const one of shown.querySelectorAll("[role=combobox], .select2-search__field")) {
        one.setAttribute("aria-label", words);
      }
    }
    return words;
  };
  const nameAll = () => document.querySelectorAll("select.admin-autocomplete").forEach(name);
  window.addEventListener("load", () => {
    nameAll();
    const { jQuery } = window.django || {};
    if (!jQuery) return;
    jQuery(document).on("change", "select.admin-autocomplete", (event) => name(event.target));
    jQuery(document).on("select2:open", (event) => {
      const field = document.querySelector(".select2-dropdown .select2-search__field");
      if (field) field.setAttribute("aria-label", name(event.target) || "");
    });
  });
  document.addEventListener("formset:added", () => setTimeout(nameAll));
})();
