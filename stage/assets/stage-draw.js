// Draws the figure of a slide as large as its place allows; type of 14 pixels becomes 28.
"use strict";
window.stage = window.stage || {};
(() => {
  const SCALE = 2;
  const LOOSEST = 2, TIGHTEST = 0.88; // how far rows may move apart or together
  const config = { staticPlot: true, displayModeBar: false, displaylogo: false, responsive: false };

  // what the section's chart needs: its scale, and the width and height it is laid out with
  const fitted = (place, layout) => {
    const wide = place.clientWidth, high = place.clientHeight;
    const wanted = layout.height || 400;
    const height = Math.min(Math.max(high / SCALE, wanted * TIGHTEST), wanted * LOOSEST);
    const scale = Math.min(SCALE, high / height);
    return { scale, width: Math.floor(wide / scale), height: Math.floor(height) };
  };

  const drawPart = async (place) => {
    const { data, layout } = JSON.parse(place.querySelector(".drawing").textContent);
    const { scale, width, height } = fitted(place, layout);
    const inner = place.firstElementChild;
    inner.style.width = `${width}px`;
    inner.style.height = `${height}px`;
    inner.style.transform = `scale(${scale})`;
    await Plotly.react(inner, data, { ...layout, width, height, autosize: false }, config);
    place.dataset.scale = scale.toFixed(3);
  };
  // a figure that is higher than a slide has several parts
  stage.draw = async (section) => {
    for (const place of section.querySelectorAll(".chart")) await drawPart(place);
    section.dataset.drawn = "yes";
  };

  // the smallest type of a drawn slide, in lines of a screen of 1080
  stage.smallest = (section) => {
    const scale = (each) => Number(each.closest(".chart").dataset.scale || 1);
    const sizes = [...section.querySelectorAll(".chart text, .chart tspan")]
      .filter((each) => each.textContent.trim())
      .map((each) => parseFloat(getComputedStyle(each).fontSize) * scale(each));
    return sizes.length ? Math.min(...sizes) : null;
  };

  stage.sections = () => [...document.querySelectorAll(".screen > .slide")];
  stage.drawAll = async (sections) => {
    await document.fonts.load('16px "Source Sans"').catch(() => undefined);
    for (const section of sections) await stage.draw(section).catch(() => { section.dataset.drawn = "no"; });
  };
})();
