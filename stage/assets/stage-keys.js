// What keyboards and clickers send. While a list is open its own keys are left to it.
"use strict";
(() => {
  const overlay = () => document.querySelector(".help:not([hidden]), .large-code:not([hidden])");
  const close = () => { const open = overlay(); if (open) open.hidden = true; return Boolean(open); };

  const fullScreen = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    else document.documentElement.requestFullscreen?.().catch(() => undefined);
  };
  const help = () => { const box = document.querySelector(".help"); box.hidden = !box.hidden; };
  const largeCode = () => {
    const box = document.querySelector(".large-code");
    const code = document.querySelector(".slide.current .code svg");
    if (!box.hidden || !code) { box.hidden = true; return; }
    const address = document.createElement("p");
    address.textContent = document.querySelector(".slide.current .code").dataset.link;
    box.replaceChildren(code.cloneNode(true), address);
    box.hidden = false;
  };
  const presenter = () => {
    const query = document.body.dataset.query;
    if (document.body.dataset.state) open(`presenter?${query}${location.hash}`, "presenter");
  };
  const leave = () => {
    if (close() || stage.choices?.close()) return;
    if (stage.at().blank) stage.blank();
    else if (document.fullscreenElement) document.exitFullscreen();
    else if (window.parent !== window) document.dispatchEvent(new CustomEvent("stage:leave"));
    else if (document.body.dataset.state && document.body.dataset.look === "show") location.href = document.body.dataset.back;
  };

  const KEYS = {
    PageDown: stage.on, ArrowRight: stage.on, ArrowDown: stage.on, " ": stage.on, Enter: stage.on, n: stage.on,
    PageUp: stage.back, ArrowLeft: stage.back, ArrowUp: stage.back, Backspace: stage.back,
    Home: () => stage.go(0), End: () => stage.go(stage.sections().length - 1),
    b: () => stage.blank("black"), ".": () => stage.blank("black"), w: () => stage.blank("white"), ",": () => stage.blank("white"),
    f: fullScreen, F5: fullScreen, F11: fullScreen, Escape: leave,
    s: () => stage.choices?.toggle(), r: () => stage.choices?.asPlanned(),
    q: largeCode, p: presenter, h: help, "?": help,
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inList = event.target.closest?.(".choices, button, a");
    if (inList && event.key !== "Escape" && !event.key.startsWith("Page")) return;
    const name = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const slide = /^[1-9]$/.test(name) && Number(name) <= stage.sections().length ? Number(name) : 0;
    const act = slide ? () => stage.go(slide - 1) : KEYS[name];
    if (!act) return;
    event.preventDefault();
    if (name !== "Escape" && name !== "q" && name !== "h" && name !== "?") close();
    act();
  });
  // a click on the slide, or a tap, goes on; on its left fifth, back
  document.addEventListener("click", (event) => {
    if (!event.target.closest(".screen, .blank") || event.target.closest("form, a, button")) return;
    if (document.body.dataset.look !== "show") return;
    if (event.clientX < innerWidth / 5) stage.back(); else stage.on();
  });
})();
