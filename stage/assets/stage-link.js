// Stage and presenter view tell each other where they are: two windows of one browser.
"use strict";
(() => {
  const name = `stage:${document.body?.dataset.order}`;
  const heard = [];
  let tell;
  if (typeof BroadcastChannel === "function" && location.protocol !== "file:") {
    const channel = new BroadcastChannel(name);
    channel.addEventListener("message", (event) => heard.forEach((listen) => listen(event.data)));
    tell = (said) => channel.postMessage(said);
  } else {
    addEventListener("storage", (event) => {
      if (event.key === name && event.newValue) heard.forEach((listen) => listen(JSON.parse(event.newValue)));
    });
    // the time makes each message another one: the same twice would be no event
    tell = (said) => { try { localStorage.setItem(name, JSON.stringify({ ...said, time: Date.now() })); } catch { /* no storage */ } };
  }
  stage.link = { tell, listen: (listen) => heard.push(listen) };

  if (document.body?.dataset.look !== "show") return;
  let following = false; // what the presenter asked for need not be told back as a move of ours
  document.addEventListener("stage:moved", (event) => { if (!following) tell({ from: "stage", ...event.detail }); });
  document.addEventListener("stage:fresh", () => tell({ from: "stage", ...stage.at() }));
  stage.link.listen((said) => {
    if (said.from !== "presenter") return;
    if (said.ask) { tell({ from: "stage", ...stage.at() }); return; }
    following = true;
    stage.go(said.place, said.step, said.blank);
    following = false;
  });
})();
