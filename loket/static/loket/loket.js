// What htmx does not do by itself. No page depends on it.
"use strict";

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-copy], button[data-print]");
  if (!button) return;
  if ("print" in button.dataset) { window.print(); return; }
  const field = document.querySelector(button.dataset.copy);
  field.select();
  // Without TLS browsers offer no clipboard; the text stays selected then.
  if (navigator.clipboard) navigator.clipboard.writeText(field.value).then(() => { button.textContent = "Tersalin"; });
});
