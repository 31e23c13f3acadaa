// The presenter view: this slide and the next one side by side, notes, the clock.
"use strict";
(() => {
  const text = (selector, words) => { document.querySelector(selector).textContent = words; };
  let began = Date.now(), heardAt = 0;
  let following = true; // until the window is there: opening it must not move the stage

  const placed = (section, box) => {
    const at = box.getBoundingClientRect();
    const scale = Math.min(at.width / document.body.dataset.width, at.height / document.body.dataset.height);
    section.style.transform = `translate(${at.left}px, ${at.top}px) scale(${scale})`;
  };
  const arranged = () => {
    const { place, step } = stage.at(), sections = stage.sections();
    const [now, next] = [sections[place], sections[place + 1]];
    sections.forEach((each) => { each.style.transform = ""; });
    placed(now, document.querySelector(".box.now"));
    if (next) {
      next.dataset.step = Number(next.dataset.steps) - 1;
      placed(next, document.querySelector(".box.next"));
    }
    document.querySelector(".end").hidden = Boolean(next);
    document.querySelector(".further").hidden = step + 1 >= Number(now.dataset.steps);
    text(".place", now.getAttribute("aria-label"));
    text(".note", now.querySelector(".notes").textContent);
  };

  const two = (number) => String(number).padStart(2, "0");
  const tick = () => {
    const now = new Date(), passed = Math.floor((Date.now() - began) / 1000);
    text(".clock", `${two(now.getHours())}:${two(now.getMinutes())}`);
    text(".elapsed span", `${two(Math.floor(passed / 60))}:${two(passed % 60)}`);
    const link = document.querySelector(".link");
    link.textContent = Date.now() - heardAt < 5000 ? link.dataset.linked : link.dataset.alone;
  };

  document.addEventListener("stage:moved", (event) => {
    arranged();
    if (!following) stage.link.tell({ from: "presenter", ...event.detail });
  });
  document.addEventListener("stage:fresh", arranged);
  stage.link.listen(async (said) => {
    if (said.from !== "stage") return;
    heardAt = Date.now();
    const section = stage.sections()[said.place];
    following = true;
    const { place, step, blank } = stage.at();
    if (place !== said.place || step !== said.step || blank !== said.blank) stage.go(said.place, said.step, said.blank);
    following = false;
    if (said.query && section && section.dataset.query !== said.query) await stage.filtered(said.place, said.query);
  });
  document.addEventListener("click", (event) => {
    if (event.target.closest(".restart")) { began = Date.now(); tick(); }
  });
  addEventListener("resize", arranged);
  document.addEventListener("DOMContentLoaded", () => {
    following = false;
    stage.link.tell({ from: "presenter", ask: true });
    setInterval(tick, 1000);
    setInterval(() => stage.link.tell({ from: "presenter", ask: true }), 2000);
    tick();
  });
})();
