// Keeps the notebook's page and what it is drawn with on the device. It answers for nothing else: other pages
// are out of its scope, and data and entries always go to the network.
"use strict";

const PAGE = "{{ page|escapejs }}";
const NAME = "notebook-1";

const refresh = async () => {
  const cache = await caches.open(NAME);
  const answer = await fetch(`${PAGE}?shell`, { credentials: "same-origin", cache: "no-store" });
  if (!answer.ok) return;
  const text = await answer.clone().text();
  const files = [...text.matchAll(/(?:href|src)="(\/static\/[^"]+)"/g)].map((found) => found[1]);
  await Promise.all(files.map(async (file) => (await cache.match(file)) || cache.add(file)));
  await cache.put(PAGE, answer);
};

self.addEventListener("install", (event) => event.waitUntil(refresh().then(() => self.skipWaiting())));

self.addEventListener("activate", (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith("notebook-") && name !== NAME) await caches.delete(name);
  await self.clients.claim();
})()));

self.addEventListener("message", (event) => {
  if (event.data === "refresh") event.waitUntil(refresh().catch(() => {}));
});

self.addEventListener("fetch", (event) => {
  const address = new URL(event.request.url);
  if (event.request.method !== "GET" || address.origin !== self.location.origin) return;
  const isPage = event.request.mode === "navigate" && address.pathname === PAGE;
  if (!isPage && !address.pathname.startsWith("/static/")) return;
  event.respondWith((async () => {
    try {
      return await fetch(event.request);
    } catch (problem) {
      const known = await caches.match(isPage ? PAGE : event.request, { ignoreVary: true });
      if (known) return known;
      throw problem;
    }
  })());
});
