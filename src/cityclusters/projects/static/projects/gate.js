// While a plan is typed, the gate answers beside the form. Without this script it answers on save.
"use strict";

for (const form of document.querySelectorAll("form[data-gate]")) {
  const place = document.getElementById("gate");
  let timer = 0;
  let asked = 0;

  const ask = async () => {
    const number = ++asked;
    try {
      const body = new FormData(form);
      const answer = await fetch(form.dataset.gate, { method: "POST", body, credentials: "same-origin" });
      if (answer.ok && !answer.redirected && number === asked) place.innerHTML = await answer.text();
    } catch {
      // No connection: the last answer stays, and the server judges again on save.
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 400);
  });
}
