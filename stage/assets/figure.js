// Draws each chart for the room that it has, and tells the page around an embed how high it is.
"use strict";
(() => {
  const config = { displayModeBar: false, displaylogo: false, scrollZoom: false, responsive: true };
  const places = [...document.querySelectorAll(".chart")].map((place) => [
    place,
    JSON.parse(place.nextElementSibling.textContent),
  ]);
  let drawn = "";

  const draw = async () => {
    const fitting = window.innerWidth <= 640 ? "narrow" : "wide";
    if (fitting === drawn) return;
    drawn = fitting;
    for (const [place, charts] of places) {
      const { data, layout } = charts[fitting];
      await Plotly.react(place, data, { ...layout, autosize: true }, config);
    }
    document.documentElement.dataset.drawn = fitting;
    tell();
  };

  // an embedding page may listen and give the frame this height: docs/embedding
  const tell = () => {
    if (window.parent === window) return;
    const height = Math.ceil(document.querySelector("main").getBoundingClientRect().height);
    window.parent.postMessage({ digitalbarometer: "height", height }, "*");
  };

  window.addEventListener("resize", draw);
  new ResizeObserver(tell).observe(document.querySelector("main"));
  draw();
})();
