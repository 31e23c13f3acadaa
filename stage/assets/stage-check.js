// What only the machine of the event knows: screen, type, network, windows, and each slide drawn.
"use strict";
(() => {
  const LEAST = 27.9, SLOW = 1000;
  const words = () => JSON.parse(document.getElementById("check-words").textContent);
  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);
  const judge = (row, right, value) => {
    if (value !== undefined) row.querySelector(".value").textContent = value;
    row.dataset.right = right ? "yes" : "no";
  };
  const row = (id) => document.getElementById(`check-${id}`);

  const answered = async () => {
    const began = performance.now();
    const found = await fetch(`stage/state?${document.body.dataset.query}`, { cache: "no-store" });
    return found.ok ? Math.round(performance.now() - began) : null;
  };
  const pictures = (section) => [...section.querySelectorAll("img")].every((each) => each.complete && each.naturalWidth > 0);

  document.addEventListener("DOMContentLoaded", async () => {
    const said = words(), { width, height } = document.body.dataset;
    const format = `${width} × ${height}`;
    const ratio = screen.width / screen.height, meant = width / height;
    const pixels = { width: screen.width * devicePixelRatio, height: screen.height * devicePixelRatio, format };
    judge(row("screen"), Math.abs(ratio / meant - 1) < 0.15 && screen.height >= 700, filled(said.screen, pixels));
    judge(row("full"), Boolean(document.fullscreenEnabled), document.fullscreenEnabled ? said.possible : said.impossible);
    const linked = typeof BroadcastChannel === "function" || typeof localStorage === "object";
    judge(row("window"), linked, linked ? said.possible : said.impossible);
    const ms = await answered().catch(() => null);
    judge(row("network"), ms !== null && ms < SLOW, ms === null ? said.silent : filled(said.network, { ms }));
    const loaded = await document.fonts.load('16px "Source Sans"').catch(() => []);
    judge(row("font"), loaded.length > 0, loaded.length ? `Source Sans – ${said.shown}` : said.missing);

    for (const section of stage.sections()) {
      const line = document.querySelector(`.of-slide[data-place="${section.dataset.place}"]`);
      const planned = line.dataset.right === "yes";
      await stage.draw(section).catch(() => undefined);
      const chart = section.querySelector(".chart"), px = stage.smallest(section);
      if (!pictures(section)) judge(line, false, said.picture);
      else if (!chart) judge(line, planned, said.words);
      else if (px === null) judge(line, false, said.undrawn);
      else judge(line, planned && px >= LEAST, filled(said.type, { px: Math.round(px) }));
    }
    const rows = [...document.querySelectorAll("[data-right]")];
    rows.forEach((each) => { each.querySelector(".verdict").textContent = each.dataset.right === "yes" ? said.right : said.wrong; });
    const wrong = rows.filter((each) => each.dataset.right !== "yes").length;
    document.querySelector(".summary").textContent = wrong ? filled(said.some, { n: wrong }) : said.all;
    document.documentElement.dataset.ready = "yes";
  });
})();
