// Saves a long form on the server while it is filled (data-autosave names the address), and keeps a
// second copy on the device until the server has it. Never for forms marked as not to be kept.
"use strict";

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector(".draft-state");
  const key = `draft:${form.dataset.autosave}`;
  const keepsCopy = form.dataset.copy !== "no";
  let timer = 0;
  let waiting = false;

  const say = (text) => {
    if (state) state.textContent = text || "";
  };

  const body = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  };

  const save = async () => {
    const data = body();
    waiting = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, credentials: "same-origin" });
      if (!answer.ok) throw new Error(String(answer.status));
      if (keepsCopy) localStorage.removeItem(key);
      say(state?.dataset.saved);
    } catch {
      if (keepsCopy) localStorage.setItem(key, data.toString());
      say(state?.dataset.offline);
      waiting = true;
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    localStorage.removeItem(key);
  });
  window.addEventListener("online", () => {
    if (waiting) save();
  });

  const copy = keepsCopy ? localStorage.getItem(key) : null;
  if (copy) {
    for (const [name, value] of new URLSearchParams(copy)) {
      if (name === "csrfmiddlewaretoken") continue;
      for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
        if (field.type === "checkbox" || field.type === "radio") field.checked = field.checked || field.value === value;
        else if (field.type !== "file" && field.type !== "hidden") field.value = value;
      }
    }
    save();
  }
}
