// Figures that are drawn and not shown: what the reader saw before, and what he may ask for next. Such
// a figure comes at once, where Plotly would need some ten milliseconds, and each first time more.
//
// What a figure shows is told by its name, its width and its JSON, all three together.

const MOST = 24; // figures on the shelf; the one that was used longest ago is let go
const REST = 700; // ms without a change of the page until anything is drawn ahead
const shelf = new Map(); // what it shows, as text -> the element in which Plotly has drawn it
const wanted = new Map(); // figures that are to be drawn when the browser has time, by what they show
const works = []; // what waits until the page is at rest
let resting = 0;

const shownBy = ({ dataset: { chart, figure } }, width) => ({ name: chart, width, figure });
const label = ({ name, width, figure }) => `${name} ${width} ${figure}`;
const whenIdle = window.requestIdleCallback ?? ((then) => setTimeout(then, 50)); // Safari lacks it

/* Has Plotly draw a figure into an element, new or used before. */
function react(plot, what) {
  const { data, layout } = JSON.parse(what.figure);
  plot.shows = what;
  try {
    Plotly.react(plot, data, { ...layout, width: what.width }, CONFIG);
  } catch (error) { // a mistake of ours: the other figures are drawn all the same
    console.error(what.name, error);
  }
  return plot;
}

/* Takes a drawn figure off the shelf; nothing where it is not there. */
function takeDrawn(what) {
  const plot = shelf.get(label(what));
  shelf.delete(label(what));
  return plot;
}

/* Puts a drawn figure on the shelf. */
function putAway(plot) {
  shelf.set(label(plot.shows), plot);
  for (const [name, oldest] of shelf) {
    if (shelf.size <= MOST) break;
    shelf.delete(name);
    Plotly.purge(oldest);
  }
}

/* Does something once the page has been at rest for a while; each call begins that while anew. */
function atRest(work) {
  works.push(work);
  clearTimeout(resting);
  resting = setTimeout(() => works.splice(0).forEach((each) => each()), REST);
}

/* A figure that is likely to be asked for: drawn when the browser has time. */
function drawLater(what) {
  if (!wanted.size) whenIdle(drawNext);
  wanted.set(label(what), what);
}

/* What the server has made of this figure for other waves (ahead.py); it may fail unheard. */
async function drawAhead(place) {
  for (const address of place.dataset.ahead?.split(" ") ?? []) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.status !== 200 || !place.isConnected) return;
    drawLater({ ...shownBy(place, place.clientWidth), figure: await answer.text() });
  }
}

function drawNext() {
  const [next] = wanted;
  if (!next) return;
  wanted.delete(next[0]);
  const shown = plots.get(next[1].name)?.shows;
  if (!shelf.has(next[0]) && shown && label(shown) !== next[0]) {
    putAway(react(document.createElement("div"), next[1]));
  }
  if (wanted.size) whenIdle(drawNext);
}

/* Lets go of all figures of other names than these. */
function keepOnly(names) {
  for (const [text, plot] of shelf) {
    if (names.has(plot.shows.name)) continue;
    shelf.delete(text);
    Plotly.purge(plot);
  }
  for (const [text, { name }] of wanted) if (!names.has(name)) wanted.delete(text);
}
