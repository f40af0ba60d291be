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

// How much of an upload has gone out; the answer comes once the bytes are on the server's disk.
document.addEventListener("htmx:xhr:progress", (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form || !event.detail.lengthComputable || !event.detail.total) return;
  const part = Math.round((event.detail.loaded / event.detail.total) * 100);
  const box = form.querySelector(".sending");
  box.hidden = false;
  box.querySelector("progress").value = part;
  box.querySelector("[role=status]").textContent = part < 100 ? `Mengirim ${part}%` : "Menyimpan …";
});

// An upload that got no answer of ours: the connection broke, or the server refused it whole.
const failed = (event) => {
  const form = event.target.closest("[data-upload]");
  if (!form) return;
  const status = event.detail.xhr ? event.detail.xhr.status : 0;
  const said = form.querySelector("[data-failure]");
  form.querySelector(".sending").hidden = true;
  said.hidden = false;
  said.textContent =
    status === 413
      ? "File terlalu besar untuk loket ini; file belum diterima."
      : status === 400
        ? "File belum diterima: kirimannya tidak terbaca. Beri filenya nama yang pendek, lalu unggah lagi."
        : "File belum diterima: sambungan ke loket terputus. Muat ulang halaman ini, lalu unggah lagi.";
};
document.addEventListener("htmx:sendError", failed);
document.addEventListener("htmx:responseError", failed);

// While the server is away, keep asking whether a version is judged.
document.addEventListener("htmx:afterRequest", (event) => {
  const box = event.target;
  if (event.detail.successful || box.id !== "keadaan") return;
  setTimeout(() => htmx.ajax("GET", box.getAttribute("hx-get"), { source: box, target: box, swap: "outerHTML" }), 5000);
});

document.addEventListener("htmx:afterSwap", () => {
  const alert = document.querySelector("main [role=alert]:not([hidden])");
  if (alert) {
    alert.tabIndex = -1;
    alert.focus();
  }
});

// Downloads that are made on request take a moment: say so, once.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[download]");
  if (link) {
    link.setAttribute("aria-busy", "true");
    setTimeout(() => link.removeAttribute("aria-busy"), 4000);
  }
});

for (const button of document.querySelectorAll("button[data-print]")) button.hidden = false;
