// A facilitator's notebook: entries wait on the device, encrypted where the browser can, until the server has
// each of them once. The key never leaves the device and can't be read out; an entry's id is made here.
"use strict";

const root = document.getElementById("notebook");
const words = root.dataset;
const form = document.getElementById("notebook-form");
const part = (name) => document.getElementById(`notebook-${name}`);
const SIGNS = "23456789abcdefghjkmnpqrstuvwxyz";
const FIELDS = ["group", "on", "where", "guests", "topics", "decisions", "needs"];
let book = null; // who she is and her groups
let current = newEntry();
let sending = null;
let timer = 0;

function newEntry() {
  const bytes = crypto.getRandomValues(new Uint32Array(27));
  return { id: [...bytes].map((one) => SIGNS[one % SIGNS.length]).join(""), present: [] };
}

const opened = new Promise((resolve, reject) => {
  const asked = indexedDB.open("notebook", 1);
  asked.onupgradeneeded = () => {
    for (const name of ["keys", "entries", "kept"]) asked.result.createObjectStore(name);
  };
  asked.onsuccess = () => resolve(asked.result);
  asked.onerror = () => reject(asked.error);
});

async function store(name, act, mode = "readonly") {
  const done = (await opened).transaction(name, mode);
  const asked = act(done.objectStore(name));
  return new Promise((resolve, reject) => {
    done.oncomplete = () => resolve(asked.result);
    done.onerror = done.onabort = () => reject(done.error);
  });
}
const read = (name, key) => store(name, (rows) => rows.get(key));
const write = (name, key, value) => store(name, (rows) => rows.put(value, key), "readwrite");
const remove = (name, key) => store(name, (rows) => rows.delete(key), "readwrite");

async function key() {
  if (!crypto.subtle) return null;
  const known = await read("keys", "key");
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Two tabs may have made one each: the first stays.
  await store("keys", (rows) => rows.add(made, "key"), "readwrite").catch(() => {});
  return read("keys", "key");
}

async function seal(value) {
  const own = await key();
  const plain = new TextEncoder().encode(JSON.stringify(value));
  if (!own) return { plain };
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, sealed: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, own, plain) };
}

async function unseal(kept) {
  if (!kept) return null;
  try {
    const plain = kept.plain || (await crypto.subtle.decrypt({ name: "AES-GCM", iv: kept.iv }, await key(), kept.sealed));
    return JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

const say = (text) => {
  part("state").textContent = text || "";
};

function fill(entry) {
  current = entry;
  for (const name of FIELDS) if (name in entry) form.elements[name].value = entry[name];
  members();
}

function members() {
  const box = document.getElementById("nb-members");
  for (const old of box.querySelectorAll("div")) old.remove();
  const group = book?.groups.find((one) => one.id === form.elements.group.value);
  box.hidden = !group?.members.length;
  for (const [id, name] of group?.members || []) {
    const label = document.createElement("label");
    const tick = document.createElement("input");
    Object.assign(tick, { type: "checkbox", name: "present", value: id, checked: current.present.includes(id) });
    const text = document.createElement("bdi");
    text.textContent = name;
    label.append(tick, " ", text);
    const row = document.createElement("div");
    row.append(label);
    box.append(row);
  }
}

function typed() {
  const entry = { ...current, present: [...form.querySelectorAll("[name=present]:checked")].map((one) => one.value) };
  for (const name of FIELDS) entry[name] = form.elements[name].value;
  return { ...entry, language: book.groups.find((one) => one.id === entry.group)?.language || "en" };
}

function showBook() {
  const chosen = form.elements.group.value || current.group;
  form.elements.group.replaceChildren(...book.groups.map((one) => new Option(one.name, one.id)));
  if (book.groups.some((one) => one.id === chosen)) form.elements.group.value = chosen;
  form.hidden = !book.groups.length;
  part("none").hidden = book.groups.length > 0;
  members();
}

async function fresh() {
  // Who is signed in, and her groups; null without a signal, false where nobody is signed in.
  try {
    const answer = await fetch(words.data, { credentials: "same-origin", cache: "no-store" });
    const told = answer.ok ? await answer.json() : null;
    return told && !told.person ? false : told;
  } catch {
    return null;
  }
}

async function showWaiting() {
  const list = part("list");
  const rows = await store("entries", (all) => all.getAll());
  document.getElementById("nb-waits").textContent = `${words.waiting} ${rows.length}`;
  part("waiting").hidden = !rows.length;
  list.replaceChildren(...(await Promise.all(rows.map(line))));
}

async function line(row) {
  const entry = await unseal(row.content);
  const item = document.createElement("li");
  item.className = "card";
  const name = book?.groups.find((one) => one.id === row.group)?.name || "";
  const text = document.createElement("p");
  text.textContent = entry ? `${name} ${entry.on}` : words.unreadable;
  item.append(text);
  for (const problem of row.errors || []) {
    const told = document.createElement("p");
    told.className = "problems";
    told.textContent = problem;
    item.append(told);
  }
  // What may have reached the server already is not changed any more: it would be another entry.
  if (entry && (!row.tried || row.errors)) item.append(button(words.correct, () => reopen(entry)));
  const drop = button(words.drop, async () => {
    if (drop.textContent === words.drop) drop.textContent = words.sure;
    else await remove("entries", row.id).then(showWaiting);
  });
  item.append(" ", drop);
  return item;
}

function button(text, act) {
  const made = document.createElement("button");
  Object.assign(made, { type: "button", className: "quiet small", textContent: text, onclick: act });
  return made;
}

async function reopen(entry) {
  await remove("entries", entry.id);
  fill(entry);
  await keepTyped();
  await showWaiting();
  form.elements.on.focus();
}

const keepTyped = async () => write("kept", "typed", await seal(typed()));

function send() {
  sending ??= sendAll().finally(() => {
    sending = null;
  });
  return sending;
}

async function sendAll() {
  const known = await fresh();
  part("signin").hidden = known !== false;
  if (known === false) await remove("kept", "book"); // names don't stay on a device whose owner signed out
  if (!known) return say(known === null ? words.offline : "");
  book = known;
  await write("kept", "book", await seal({ ...known, token: "" }));
  showBook();
  for (const row of await store("entries", (all) => all.getAll())) await sendOne(row, known);
  return showWaiting();
}

async function sendOne(row, known) {
  const entry = await unseal(row.content);
  if (!entry) return;
  if (row.owner !== known.person) return write("entries", row.id, { ...row, errors: [words.other] });
  await write("entries", row.id, { ...row, tried: true, errors: null });
  try {
    const answer = await fetch(words.entries, {
      method: "POST",
      credentials: "same-origin",
      headers: { "Content-Type": "application/json", "X-CSRFToken": known.token },
      body: JSON.stringify({ ...entry, waited: row.away || Boolean(row.tried) }),
    });
    const told = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : {};
    if (told.kept) {
      await remove("entries", row.id);
      say(words.sent);
    } else if (told.errors) await write("entries", row.id, { ...row, tried: true, errors: told.errors });
    else say(words.fit);
  } catch {
    say(words.offline);
  }
}

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  clearTimeout(timer);
  const entry = typed();
  if (!(entry.present.length || Number(entry.guests) || entry.topics || entry.decisions || entry.needs)) return say(words.empty);
  try {
    // The same id twice is one entry: a second press changes nothing.
    const row = { id: entry.id, owner: book.person, group: entry.group, away: !navigator.onLine };
    await write("entries", entry.id, { ...row, content: await seal(entry) });
    await remove("kept", "typed");
  } catch {
    return say(words.full);
  }
  if (current.id === entry.id) {
    const group = entry.group;
    form.reset();
    fill({ ...newEntry(), group, on: entry.on });
    say(words.kept);
  }
  await showWaiting();
  return send();
});
form.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(() => keepTyped().catch(() => say(words.full)), 400);
});
form.elements.group.addEventListener("change", members);
part("send").addEventListener("click", send);
window.addEventListener("online", send);
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") send();
});

(async () => {
  root.hidden = false;
  if (!crypto.subtle) Object.assign(part("unsafe"), { hidden: false, textContent: words.unsafe });
  if (navigator.serviceWorker) {
    const made = await navigator.serviceWorker.register(words.worker).catch(() => null);
    made?.active?.postMessage("refresh");
  }
  book = await unseal(await read("kept", "book"));
  if (book) showBook();
  const before = await unseal(await read("kept", "typed"));
  const now = new Date();
  const today = new Date(now - now.getTimezoneOffset() * 60000).toISOString().slice(0, 10);
  fill(before || { ...current, on: today });
  await showWaiting();
  await send();
})();
