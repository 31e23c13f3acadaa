// The foyer: the show plays by itself and begins anew; whoever presses a key has the slide for a while.
"use strict";
(() => {
  if (document.body?.dataset.foyer !== "1") return;
  let timer = 0;
  const on = () => {
    const { place, step } = stage.at(), section = stage.sections()[place];
    const last = step + 1 >= Number(section.dataset.steps);
    if (last && place + 1 >= stage.sections().length) stage.go(0); else stage.on();
  };
  const wait = () => {
    clearTimeout(timer);
    const section = stage.sections()[stage.at().place];
    const seconds = Number(section.dataset.seconds) / Number(section.dataset.steps);
    timer = setTimeout(on, seconds * 1000);
  };
  document.addEventListener("stage:moved", wait);
})();
