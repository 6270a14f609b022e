// Suggestions under a search box (the combobox pattern). The box holds words, the hidden field beside
// it the chosen id; without this script the server asks which one was meant.
"use strict";

for (const box of document.querySelectorAll("input[data-suggest-url]")) {
  const holder = box.closest(".suggest") || box.parentElement;
  const hidden = holder.querySelector("input[type=hidden]");
  const list = document.createElement("ul");
  list.id = `${box.id}_list`;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.getAttribute("aria-label") || box.labels?.[0]?.textContent || "");
  list.hidden = true;
  holder.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-expanded", "false");
  box.setAttribute("aria-controls", list.id);
  box.autocomplete = "off";
  let timer = 0;
  let asked = 0;
  let at = -1;

  const close = () => {
    list.hidden = true;
    at = -1;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
  };

  const choose = (option) => {
    box.value = option.textContent;
    if (hidden) hidden.value = option.dataset.id;
    close();
    if ("suggestSend" in box.dataset) box.form.requestSubmit();
  };

  const show = (items) => {
    list.replaceChildren(
      ...items.map((item, index) => {
        const option = document.createElement("li");
        option.id = `${list.id}_${index}`;
        option.setAttribute("role", "option");
        option.setAttribute("aria-selected", "false");
        option.dataset.id = item.id;
        option.textContent = item.label;
        option.addEventListener("mousedown", (event) => {
          event.preventDefault();
          choose(option);
        });
        return option;
      }),
    );
    list.hidden = items.length === 0;
    at = -1;
    box.setAttribute("aria-expanded", String(items.length > 0));
  };

  const ask = async () => {
    const words = box.value.trim();
    if (words.length < 2) return close();
    const mine = ++asked;
    const extra = box.dataset.suggestWith ? document.getElementById(box.dataset.suggestWith)?.value : "";
    const address = new URL(box.dataset.suggestUrl, location.href);
    address.searchParams.set("q", words);
    if (extra) address.searchParams.set("country", extra);
    try {
      const answer = await fetch(address, { credentials: "same-origin" });
      const items = answer.ok ? await answer.json() : [];
      if (mine === asked) show(Array.isArray(items) ? items : items.results || []);
    } catch {
      close();
    }
  };

  box.addEventListener("input", () => {
    if (hidden) hidden.value = "";
    clearTimeout(timer);
    timer = setTimeout(ask, 200);
  });
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    const options = list.children;
    if (list.hidden || !options.length) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (at >= 0) options[at].setAttribute("aria-selected", "false");
      at = (at + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length;
      options[at].setAttribute("aria-selected", "true");
      options[at].scrollIntoView({ block: "nearest" });
      box.setAttribute("aria-activedescendant", options[at].id);
    } else if (event.key === "Enter" && at >= 0) {
      event.preventDefault();
      choose(options[at]);
    } else if (event.key === "Escape") close();
  });
}
