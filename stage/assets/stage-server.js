// Asks the server every other second whether the slides are still the same. While it is silent the
// slides that are here go on; new ones are drawn out of sight before they take their place.
"use strict";
(() => {
  const EVERY = 2000, PATIENCE = 5000;
  const data = document.body?.dataset || {};
  let state = data.state, busy = false;
  const sign = (lost) => {
    document.querySelector(".sign").hidden = !lost;
    document.documentElement.dataset.connected = lost ? "no" : "yes";
  };

  const ask = async (path) => {
    const answer = await fetch(path, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer;
  };
  const parsed = async (path) => {
    const html = await (await ask(path)).text();
    const found = new DOMParser().parseFromString(html, "text/html").querySelectorAll(".slide");
    return [...found].map((each) => document.importNode(each, true));
  };
  // A section is measured and drawn beside the one it replaces, which stays until then.
  const replaced = async (old, fresh) => {
    document.querySelector(".screen").append(fresh);
    fresh.classList.add("coming");
    await stage.drawAll([fresh]);
    fresh.classList.remove("coming");
    if (old.isConnected) old.replaceWith(fresh); else fresh.remove();
    stage.render();
    document.dispatchEvent(new CustomEvent("stage:fresh", { detail: fresh }));
  };
  stage.sections = () => [...document.querySelectorAll(".screen > .slide:not(.coming)")];

  // The slide under other filters; null, and the old one stays, where the server does not answer.
  stage.filtered = async (place, query) => {
    try {
      const [fresh] = await parsed(`stage/slide?${data.query}&slide=${place}&${query}`);
      fresh.dataset.live = "yes";
      await replaced(stage.sections()[place], fresh);
      return fresh;
    } catch { return null; }
  };
  stage.planned = async (place) => {
    try {
      const all = await parsed(`stage/slides?${data.query}`);
      await replaced(stage.sections()[place], all[place]);
      return all[place];
    } catch { return null; }
  };

  const renewed = async () => {
    const all = await parsed(`stage/slides?${data.query}`);
    const old = stage.sections(), live = old.map((each) => each.dataset.live && each.dataset.query);
    for (const [place, fresh] of all.entries()) {
      if (place < old.length) await replaced(old[place], fresh);
      else { document.querySelector(".screen").append(fresh); await stage.drawAll([fresh]); }
    }
    old.slice(all.length).forEach((each) => each.remove());
    for (const [place, query] of live.entries()) if (query && all[place]) await stage.filtered(place, query);
    const { place, step, blank } = stage.at();
    stage.go(place, step, blank);
  };

  const beat = async () => {
    if (busy) return;
    busy = true;
    try {
      const found = await (await ask(`stage/state?${data.query}`)).json();
      if (found.state !== state) { await renewed(); state = found.state; }
      sign(false);
    } catch { sign(true); } finally { busy = false; }
  };
  if (state) setInterval(beat, EVERY);
})();
