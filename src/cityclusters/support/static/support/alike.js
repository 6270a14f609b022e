// While a need is typed, those that are like it appear below its title. Without this script they are shown
// when the form is sent.
"use strict";

for (const form of document.querySelectorAll("form[data-alike]")) {
  const place = form.querySelector(".alike");
  const wanted = ["title", "organisation", "organisation_id", "themes", "need"];
  let timer = 0;
  let last = "";

  const look = async () => {
    const asked = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (wanted.includes(name) && typeof value === "string") asked.append(name, value);
    }
    const query = asked.toString();
    if (query === last || (asked.get("title") || "").trim().length < 4) return;
    last = query;
    try {
      const answer = await fetch(`${form.dataset.alike}?${query}`, { credentials: "same-origin" });
      if (answer.ok && !answer.redirected && query === last) place.innerHTML = await answer.text();
    } catch {
      last = "";
    }
  };

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, 500);
  });
}
