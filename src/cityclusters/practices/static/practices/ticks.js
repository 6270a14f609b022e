// Steps as a checklist: what is ticked stays on this device, and is nobody else's business.
"use strict";

for (const list of document.querySelectorAll("[data-ticks]")) {
  const key = `ticks:${list.dataset.ticks}`;
  const boxes = [...list.querySelectorAll("input[type=checkbox]")];
  const kept = new Set(JSON.parse(localStorage.getItem(key) || "[]"));
  boxes.forEach((box, at) => {
    box.checked = kept.has(at);
    box.addEventListener("change", () => {
      const ticked = boxes.flatMap((one, number) => (one.checked ? [number] : []));
      if (ticked.length) localStorage.setItem(key, JSON.stringify(ticked));
      else localStorage.removeItem(key);
    });
  });
}
