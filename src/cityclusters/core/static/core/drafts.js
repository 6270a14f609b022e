// Saves a long form on the server while it is filled (data-autosave names the address), and keeps a
// second copy on the device until the server has it. Never for forms marked as not to be kept.
// A form with a field named "seen" says which state of the record it shows; each save brings the next one.
"use strict";

for (const form of document.querySelectorAll("form[data-autosave]")) {
  const state = form.querySelector(".draft-state");
  const key = `draft:${form.dataset.autosave}`;
  const keepsCopy = form.dataset.copy !== "no";
  const seen = form.querySelector("input[name=seen]");
  let timer = 0;
  let waiting = false;
  let saving = null;

  const say = (text) => {
    if (state) state.textContent = text || "";
  };

  const body = () => {
    const data = new URLSearchParams();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    return data;
  };

  const send = async () => {
    const data = body();
    waiting = false;
    try {
      const answer = await fetch(form.dataset.autosave, { method: "POST", body: data, credentials: "same-origin" });
      // Being led elsewhere means that nobody is signed in any more: nothing was saved.
      if (!answer.ok || answer.redirected) throw new Error(String(answer.status));
      const told = await answer.json().catch(() => ({}));
      if (keepsCopy) localStorage.removeItem(key);
      if (seen && told.seen) seen.value = told.seen;
      say(told.problem || state?.dataset.saved);
      return told;
    } catch {
      if (keepsCopy) localStorage.setItem(key, data.toString());
      say(state?.dataset.offline);
      waiting = true;
      return {};
    }
  };

  // One save at a time: the next one needs to know what the one before has seen.
  const save = () => {
    clearTimeout(timer);
    const after = saving || Promise.resolve();
    const mine = after.then(send).finally(() => {
      if (saving === mine) saving = null;
    });
    saving = mine;
    return mine;
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(save, 1200);
  });
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (saving) {
      event.preventDefault();
      const button = event.submitter;
      saving.finally(() => form.requestSubmit(button));
    } else if (navigator.onLine) localStorage.removeItem(key);
    else if (keepsCopy) localStorage.setItem(key, body().toString());
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
        else if (field === seen || (field.type !== "file" && field.type !== "hidden")) field.value = value;
      }
    }
    // Somebody may have written since: the page then shows both texts.
    save().then((told) => {
      if (told.stale) window.location.reload();
    });
  }
}
