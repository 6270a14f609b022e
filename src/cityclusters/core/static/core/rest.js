// Leaving a page at once: a click or the Shift key three times covers the page, then replaces it.
// Without this script the link does the same, a moment later.
"use strict";

(() => {
  const link = document.querySelector("[data-rest]");
  if (!link) return;
  let presses = [];

  const leave = () => {
    const cover = document.createElement("p");
    cover.className = "rest-cover";
    cover.role = "alert";
    cover.textContent = link.dataset.rest;
    document.body.replaceChildren(cover);
    window.location.replace(link.href);
  };
  link.addEventListener("click", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    if (event.repeat) return;
    presses = event.key === "Shift" ? [...presses, event.timeStamp].slice(-3) : [];
    if (presses.length === 3 && event.timeStamp - presses[0] < 3000) leave();
  });
  // A browser that kept the page all the same asks the server again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) window.location.reload();
  });
})();
