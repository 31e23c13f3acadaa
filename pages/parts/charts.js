// Draws the figures of a page: each `.db-chart` carries its data and layout as Plotly takes them.
//
// A figure that comes again, for another selection or in other colours, is changed where it stands:
// that takes Plotly a fraction of drawing it anew, and nothing flickers.

const CONFIG = { displayModeBar: false, displaylogo: false, scrollZoom: false };
const plots = new Map(); // name of a figure -> the element in which Plotly has drawn it
let library = null; // Plotly and the font whose letters it measures, once they are there

/* Loads Plotly once for the document; asked for again after it has failed. */
function load(source) {
  library ??= Promise.all([
    new Promise((there, failed) => {
      const script = Object.assign(document.createElement("script"), { src: source, onload: there });
      script.onerror = () => { library = null; script.remove(); failed(new Error(source)); };
      document.head.append(script);
    }),
    document.fonts.load("14px 'Source Sans'").catch(() => {}),
  ]);
  return library;
}

/* What was drawn for this place before stands in it until its turn comes, unless of another size. */
function keep(place) {
  const before = plots.get(place.dataset.chart);
  if (!before || before.parentElement === place) return;
  if (`${before.layout.height}px` === place.style.height) place.replaceChildren(before);
}

/* Draws for the width there is; what cannot be seen has none, and is drawn when it can. */
function draw(place) {
  const width = place.clientWidth;
  if (!place.isConnected || !width) return;
  const name = place.dataset.chart;
  const plot = plots.get(name) ?? document.createElement("div");
  plots.set(name, plot);
  if (plot.parentElement !== place) place.replaceChildren(plot);
  place.dataset.drawn = width; // what Plotly cannot draw is not tried again and again
  const { data, layout } = JSON.parse(place.dataset.figure);
  Plotly.react(plot, data, { ...layout, width }, CONFIG);
}

/* Lets go of figures whose place is no longer on the page. */
function letGo() {
  const there = new Set([...document.querySelectorAll(".db-chart")].map(({ dataset }) => dataset.chart));
  for (const [name, plot] of plots) {
    if (there.has(name)) continue;
    Plotly.purge(plot);
    plots.delete(name);
  }
}

const inView = (place) => {
  const { top, bottom } = place.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};
const undrawn = () => document.querySelectorAll(".db-chart:not([data-drawn])");

/* Watches the document for figures; gives back what ends it. */
function watchCharts({ plotly, failed }) {
  let waiting = 0;
  const resized = new ResizeObserver((changes) => {
    for (const { target } of changes) {
      const { chart, drawn } = target.dataset;
      if (!drawn) later();
      else if (target.clientWidth && target.clientWidth !== Number(drawn)) {
        target.dataset.drawn = target.clientWidth;
        Plotly.relayout(plots.get(chart), { width: target.clientWidth });
      }
    }
  });

  // those in view at once, before the browser paints; each other one when it has time
  const now = () => {
    for (const place of undrawn()) if (inView(place)) draw(place);
    later();
  };
  const later = () => {
    clearTimeout(waiting);
    const next = [...undrawn()].find((place) => place.clientWidth);
    if (next && window.Plotly) waiting = setTimeout(() => { draw(next); later(); });
  };

  const seen = new WeakSet();
  const look = () => {
    const places = [...undrawn()];
    places.forEach(keep);
    for (const place of places) if (!seen.has(place)) seen.add(place), resized.observe(place);
    letGo();
    if (!places.length) return;
    if (window.Plotly) now();
    else load(plotly).then(now, () => { for (const place of undrawn()) place.textContent = failed; });
  };
  const changes = new MutationObserver(look);
  changes.observe(document.body, { childList: true, subtree: true });
  load(plotly).catch(() => {}); // before the first figure comes
  look();
  return () => {
    changes.disconnect();
    resized.disconnect();
    clearTimeout(waiting);
  };
}
