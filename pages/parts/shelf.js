// Figures that are drawn and not shown: what the reader saw before, and what he may ask for next. Such
// a figure comes at once, where Plotly would need some ten milliseconds, and each first time more.
//
// What a figure shows is told by its name, its width and its JSON, all three together. `plots`, what
// stands on the page, is that of charts.js; both are parts of one script (browser.py).

const CONFIG = { displayModeBar: false, displaylogo: false, scrollZoom: false };
const MOST = 24; // figures on the shelf, and as many that wait; the longest there are let go
const REST = 700; // ms without a figure drawn until anything is drawn ahead
const TRIES = [0, 2000, 4000]; // ms until the server is asked for what it has not made yet
const shelf = new Map(); // what it shows, as text -> the element in which Plotly has drawn it
const wanted = new Map(); // figures that are to be drawn when the browser has time, by what they show
const works = []; // what waits until the page is at rest
let resting = 0;

const shownBy = ({ dataset: { chart, figure } }, width) => ({ name: chart, width, figure });
const label = ({ name, width, figure }) => `${name} ${width} ${figure}`;
const whenIdle = window.requestIdleCallback ?? ((then) => setTimeout(then, 50)); // Safari lacks it
const pause = (ms) => new Promise((then) => setTimeout(then, ms));

/* Has Plotly draw a figure into an element, new or used before; a mistake leaves the others alone. */
function react(plot, what) {
  plot.shows = what;
  try {
    const { data, layout } = JSON.parse(what.figure);
    Plotly.react(plot, data, { ...layout, width: what.width }, CONFIG);
  } catch (error) {
    console.error(what.name, error);
    plot.shows = { ...what, figure: "" }; // never taken for what was wanted
  }
  return plot;
}

/* Takes a drawn figure off the shelf; nothing where it is not there. */
function takeDrawn(what) {
  const plot = shelf.get(label(what));
  shelf.delete(label(what));
  return plot;
}

/* Puts a drawn figure on the shelf, without the words that stood at its mark under the pointer. */
function putAway(plot) {
  letGoOf(label(plot.shows));
  if (!plot.shows.figure) return Plotly.purge(plot);
  Plotly.Fx.unhover(plot);
  shelf.set(label(plot.shows), plot);
  if (shelf.size > MOST) letGoOf(shelf.keys().next().value);
}

function letGoOf(text) {
  if (shelf.has(text)) Plotly.purge(shelf.get(text));
  shelf.delete(text);
}

/* Does something once the page has been at rest for a while; each call begins that while anew. */
function atRest(work) {
  works.push(work);
  clearTimeout(resting);
  resting = setTimeout(() => works.splice(0).forEach((each) => each()), REST);
}

/* A figure that is likely to be asked for: drawn when the browser has time. */
function drawLater(what) {
  if (!what.figure || !what.width) return;
  if (!wanted.size) whenIdle(drawNext);
  wanted.set(label(what), what);
  if (wanted.size > MOST) wanted.delete(wanted.keys().next().value);
}

/* What the server has made of a figure for other waves (ahead.py): only a gain, so failing is silent. */
async function drawAhead(place) {
  const width = place.clientWidth;
  let missing = place.dataset.ahead?.split(" ") ?? [];
  for (const wait of TRIES) {
    if (missing.length && wait) await pause(wait);
    const asked = missing;
    missing = [];
    for (const address of asked) {
      if (!place.isConnected) return;
      try {
        const answer = await fetch(address);
        if (answer.status === 204) missing.push(address); // not made, or nothing to be drawn
        else if (answer.status === 200) drawLater({ ...shownBy(place, width), figure: await answer.text() });
      } catch {
        return;
      }
    }
  }
}

function drawNext() {
  const [next] = wanted;
  if (!next) return;
  const [text, what] = next;
  wanted.delete(text);
  if (wanted.size) whenIdle(drawNext);
  const shown = plots.get(what.name)?.shows;
  if (!shown || shelf.has(text) || label(shown) === text) return;
  putAway(react(document.createElement("div"), what));
}

/* Lets go of all figures of other names than these. */
function keepOnly(names) {
  for (const [text, plot] of shelf) if (!names.has(plot.shows.name)) letGoOf(text);
  for (const [text, { name }] of wanted) if (!names.has(name)) wanted.delete(text);
}
