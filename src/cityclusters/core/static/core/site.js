// Small comforts; every page works without them.
"use strict";

// Tell the server the time zone once, so that times are shown as the reader lives them.
(() => {
  if (document.cookie.includes("zone=")) return;
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone) document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=lax`;
})();

// One click, one act: the second click on a button while its form is on the way does nothing.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post" || event.defaultPrevented) return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
});
// Coming back with the browser's Back button shows a form that can be sent again.
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) delete form.dataset.sent;
});

// Filters act at once where a form asks for it.
document.addEventListener("change", (event) => {
  const form = event.target.closest?.("form[data-auto]");
  if (form) form.requestSubmit();
});

// A picture of the page on paper.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});

// A page on which something is going on looks again by itself, while somebody is looking at it and not in
// the middle of a form. Without this script it offers a link to look again.
(() => {
  const seconds = Number(document.querySelector("[data-reload]")?.dataset.reload);
  if (!seconds) return;
  setInterval(() => {
    const busy = document.activeElement?.matches("input, select, textarea");
    if (!document.hidden && !busy) window.location.reload();
  }, seconds * 1000);
})();
