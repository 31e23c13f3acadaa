// In a frame of another presentation: it hears when the show begins and ends, and may turn its slides.
"use strict";
(() => {
  if (window.parent === window) return;
  const tell = (what) => window.parent.postMessage({ digitalbarometer: what }, "*");
  for (const what of ["ready", "start", "end", "leave"]) document.addEventListener(`stage:${what}`, () => tell(what));
  addEventListener("message", (event) => {
    if (event.source !== window.parent) return;
    if (event.data?.digitalbarometer === "on") stage.on();
    if (event.data?.digitalbarometer === "back") stage.back();
  });
})();
