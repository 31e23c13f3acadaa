// Which slide is seen, and which of its steps. Whoever moves tells the others by "stage:moved".
"use strict";
(() => {
  const at = { place: 0, step: 0, blank: "" };
  stage.at = () => ({ ...at, query: stage.sections()[at.place]?.dataset.query || "" });
  const steps = (place) => Number(stage.sections()[place].dataset.steps);
  const told = () => document.dispatchEvent(new CustomEvent("stage:moved", { detail: stage.at() }));

  stage.render = () => {
    stage.sections().forEach((section, place) => {
      const current = place === at.place;
      section.classList.toggle("current", current);
      section.classList.toggle("following", place === at.place + 1);
      section.setAttribute("aria-hidden", String(!current));
      const step = current ? at.step : 0;
      section.dataset.step = step;
      const built = section.classList.contains("builds") ? 1 : 0;
      section.querySelectorAll("[data-part]").forEach((part) => {
        part.classList.toggle("other-part", Number(part.dataset.part) !== Math.max(step - built, 0));
      });
      section.querySelectorAll("[data-from]").forEach((point) => {
        const later = section.classList.contains("builds") && Number(point.dataset.from) > step;
        point.classList.toggle("later", later);
      });
    });
    const blank = document.querySelector(".blank");
    blank.hidden = !at.blank || document.body.dataset.look !== "show";
    blank.classList.toggle("white", at.blank === "white");
  };

  stage.go = (place, step = 0, blank = "") => {
    const most = stage.sections().length - 1;
    at.place = Math.min(Math.max(place, 0), most);
    at.step = Math.min(Math.max(step, 0), steps(at.place) - 1);
    at.blank = blank;
    stage.render();
    try { history.replaceState(null, "", `${location.pathname}${location.search}#${at.place + 1}`); } catch { /* a packed file may not */ }
    told();
  };
  const border = (which) => { document.dispatchEvent(new CustomEvent(`stage:${which}`)); };
  stage.blank = (colour) => stage.go(at.place, at.step, at.blank ? "" : colour);
  stage.on = () => {
    if (at.blank) return stage.go(at.place, at.step);
    if (at.step + 1 < steps(at.place)) return stage.go(at.place, at.step + 1);
    return at.place + 1 < stage.sections().length ? stage.go(at.place + 1) : border("end");
  };
  stage.back = () => {
    if (at.blank) return stage.go(at.place, at.step);
    if (at.step) return stage.go(at.place, at.step - 1);
    return at.place ? stage.go(at.place - 1, steps(at.place - 1) - 1) : border("start");
  };

  const screen = () => document.querySelector(".screen");
  const fit = () => {
    const { width, height } = document.body.dataset;
    const scale = Math.min(innerWidth / width, innerHeight / height);
    const left = (innerWidth - width * scale) / 2, top = (innerHeight - height * scale) / 2;
    screen().style.transform = `translate(${left}px, ${top}px) scale(${scale})`;
  };

  document.addEventListener("DOMContentLoaded", async () => {
    if (document.body.dataset.look === "show") {
      fit();
      addEventListener("resize", fit);
    }
    const first = Number(location.hash.slice(1)) || 1;
    stage.go(first - 1);
    const sections = stage.sections(), now = sections[at.place];
    await stage.drawAll([now, ...sections.filter((section) => section !== now)]);
    document.documentElement.dataset.ready = "yes";
    document.dispatchEvent(new CustomEvent("stage:ready"));
  });
})();
