// Keeps the progress of a release up to date in its place; without it the page asks for itself again.
"use strict";
const place = document.querySelector("[data-progress]");
const look = async () => {
  const answer = await fetch(location.href).catch(() => null);
  if (answer && answer.ok) {
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const now = page.querySelector("[data-progress]");
    if (!now) { location.reload(); return; }
    if (now.textContent !== place.textContent) place.replaceChildren(...now.childNodes);
  }
  setTimeout(look, 1500);
};
setTimeout(look, 1000);
