// Draws the figures of a page: each `.db-chart` carries its data and layout as Plotly takes them.
//
// A figure that comes again, for another selection or in other colours, is changed where it stands:
// that takes Plotly a fraction of drawing it anew, and nothing flickers.

const plots = new Map(); // name of a figure -> the element in which Plotly has drawn it
const held = new WeakSet(); // places that were given what was drawn before: each once, lest two of one name swap for ever
let library = null; // Plotly and the font whose letters it measures, once they are there
let ready = false; // both are

/* Loads Plotly once for the document; asked for again after it has failed. */
function load(source) {
  library ??= Promise.all([
    new Promise((there, failed) => {
      const script = Object.assign(document.createElement("script"), { src: source, onload: there });
      script.onerror = () => { library = null; script.remove(); failed(new Error(source)); };
      document.head.append(script);
    }),
    document.fonts.load("14px 'Source Sans'").catch(() => {}),
  ]).then(() => { ready = true; });
  return library;
}

/* What was drawn under this name before, unless another place shows it. */
function drawnBefore(place) {
  const before = plots.get(place.dataset.chart);
  const other = before?.isConnected && before.parentElement !== place ? before.parentElement : null;
  return other?.dataset.drawn ? undefined : before;
}

/* What was drawn for this place before stands in it until its turn comes, unless of another size. */
function keep(place) {
  const before = drawnBefore(place);
  if (!before || held.has(place)) return;
  held.add(place);
  if (`${before.layout?.height}px` === place.style.height) place.replaceChildren(before);
}

/* The element that shows a figure: it does already, lay on the shelf, or Plotly changes it. */
function plotOf(what, before) {
  if (before && label(before.shows) === label(what)) return before;
  const waiting = takeDrawn(what);
  if (waiting) {
    if (before) putAway(before);
    return waiting;
  }
  return react(before ?? document.createElement("div"), what);
}

/* Draws for the width there is; what cannot be seen has none, and is drawn when it can. */
function draw(place, width = place.clientWidth) {
  if (!place.isConnected || !width) return;
  const what = shownBy(place, width);
  const before = drawnBefore(place);
  const left = before?.shows; // the reader may go back to it
  const plot = plotOf(what, before);
  plots.set(what.name, plot);
  place.dataset.drawn = width;
  if (plot.parentElement !== place) place.replaceChildren(plot);
  atRest(() => {
    if (!inView(place)) return;
    if (left) drawLater(left);
    drawAhead(place);
  });
}

/* What lies on the shelf is shown before anything is measured: most places are as wide as before. */
function drawFromShelf(place) {
  const width = drawnBefore(place)?.shows.width;
  if (width && shelf.has(label(shownBy(place, width)))) draw(place, width);
}

/* Lets go of figures whose place is no longer on the page. */
function letGo() {
  const there = new Set([...document.querySelectorAll(".db-chart")].map(({ dataset }) => dataset.chart));
  for (const [name, plot] of plots) {
    if (there.has(name)) continue;
    Plotly.purge(plot);
    plots.delete(name);
  }
  keepOnly(there);
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
      const { dataset, clientWidth: width, firstElementChild: plot } = target;
      if (!dataset.drawn) later();
      else if (plot && width && width !== Number(dataset.drawn)) {
        dataset.drawn = width;
        plot.shows = { ...plot.shows, width };
        Plotly.relayout(plot, { width });
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
    if (next && ready) waiting = setTimeout(() => { draw(next); later(); });
  };

  // said once: each change of the document asks for Plotly again
  const say = () => {
    for (const place of undrawn()) if (place.textContent !== failed) place.textContent = failed;
  };

  const seen = new WeakSet();
  const look = () => {
    for (const place of document.querySelectorAll(".db-chart")) {
      if (!seen.has(place)) resized.observe(place);
      seen.add(place);
    }
    letGo();
    undrawn().forEach(drawFromShelf);
    const places = [...undrawn()];
    if (!places.length) return;
    places.forEach(keep);
    if (ready) now();
    else load(plotly).then(now, say);
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
