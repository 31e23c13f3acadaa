// What the browser tells the server, and what it can do alone. Listens on the whole document, so that
// figures and tables that come and go need nothing of their own.

let tell = () => {}; // the newest way to the server
const LINKS = "a[data-filter], a[data-explore], a[data-pin], .db-jumps a";
const opened = new Set(); // what the reader has folded open, and stays so when it is drawn anew
let stop = () => {}; // takes away what the call before listened with

/* Codes of the mark that was clicked, as `sector:group=F`, one for each dimension it belongs to. */
function filters(plot, point) {
  const box = plot.closest(".db-exhibit");
  const marks = box?.querySelector("[data-marks]")?.dataset.marks.split(",") ?? [];
  const codes = [].concat(point.customdata ?? []);
  return marks
    .map((cut, i) => [cut, codes[i]])
    .filter(([cut, code]) => cut && code && cut !== "item" && cut !== "option")
    .map(([cut, code]) => `${cut}=${code}`);
}

/* Plotly takes its listeners away with a figure: they are set again when the pointer comes. */
function hear(plot) {
  if (!plot.on || plot.heard === plot._ev) return;
  plot.heard = plot._ev;
  const pointer = (shape) => {
    for (const area of plot.querySelectorAll(".nsewdrag")) area.style.cursor = shape;
  };
  plot.on("plotly_hover", ({ points }) => {
    if (points?.length && filters(plot, points[0]).length) pointer("pointer");
  });
  plot.on("plotly_unhover", () => pointer(""));
  plot.on("plotly_click", ({ points }) => {
    const chosen = points?.length ? filters(plot, points[0]) : [];
    if (chosen.length) tell(chosen);
  });
}

async function copy(button, lang) {
  const day = new Date().toLocaleDateString(lang === "de" ? "de-DE" : "en-GB", { dateStyle: "long" });
  const text = button.dataset.text.replace("{address}", () => location.href).replace("{date}", day);
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // without https there is no clipboard: copy from a field that is gone at once
    const field = document.body.appendChild(document.createElement("textarea"));
    field.value = text;
    field.select();
    document.execCommand("copy");
    field.remove();
    button.focus();
  }
  done(button);
}

/* To a heading of this page, for eyes and keyboard. The address stays: it is the selection's. */
function jump(link) {
  const heading = document.getElementById(link.hash.slice(1));
  heading?.scrollIntoView();
  heading?.focus({ preventScroll: true });
}

/* What was clicked says for a moment that it is done. */
function done(button) {
  const before = button.dataset.label ?? (button.dataset.label = button.textContent);
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = before; }, 2500);
}

export default function ({ data, setStateValue, setTriggerValue }) {
  stop();
  document.documentElement.lang = data.lang;
  const unwatch = watchCharts(data); // charts.js
  const query = window.matchMedia(`(max-width: ${data.phone}px)`);
  const resize = () => { if (query.matches !== data.narrow) setStateValue("narrow", query.matches); };
  resize();
  query.addEventListener("change", resize);

  // what was drawn keeps the colours of the theme before, until it is drawn again
  const dark = window.matchMedia("(prefers-color-scheme: dark)");
  const draw = () => setTimeout(() => setStateValue("dark", dark.matches), 100);
  dark.addEventListener("change", draw);

  // a chart keeps its width on paper: it is made smaller as a whole (style.css)
  const fit = () => {
    for (const chart of document.querySelectorAll(".db-chart")) {
      chart.style.setProperty("--db-fit", Math.min(1, data.paper / chart.clientWidth));
    }
  };
  window.addEventListener("beforeprint", fit);

  const fold = ({ target }) => {
    const name = target.dataset?.kept;
    if (name && target.isConnected) opened[target.open ? "add" : "delete"](name);
  };
  const again = new MutationObserver((changes) => {
    if (!opened.size || !changes.some(({ addedNodes }) => addedNodes.length)) return;
    for (const each of document.querySelectorAll("details[data-kept]:not([open])")) {
      each.open = opened.has(each.dataset.kept);
    }
  });
  document.addEventListener("toggle", fold, true); // it does not bubble
  again.observe(document.body, { childList: true, subtree: true });

  tell = (chosen) => setTriggerValue("filter", chosen);
  const over = (event) => {
    // a finger reads a value by touching it; it filters by the names in the table
    const plot = event.pointerType === "mouse" && event.target.closest?.(".js-plotly-plot");
    if (plot) hear(plot);
  };
  const press = (event) => {
    const button = event.target.closest?.("button.db-copy");
    if (button) copy(button, data.lang);
    const link = event.target.closest?.(LINKS);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return; // a new tab or window
    event.preventDefault();
    if (link.hash) jump(link);
    else if (link.dataset.filter) tell([link.dataset.filter]);
    else if ("pin" in link.dataset) {
      done(link);
      setTriggerValue("pin", link.search);
    }
    else setTriggerValue("open", link.search);
  };
  document.addEventListener("pointerover", over);
  document.addEventListener("click", press);
  const own = () => {
    unwatch();
    query.removeEventListener("change", resize);
    dark.removeEventListener("change", draw);
    window.removeEventListener("beforeprint", fit);
    document.removeEventListener("toggle", fold, true);
    again.disconnect();
    document.removeEventListener("pointerover", over);
    document.removeEventListener("click", press);
  };
  stop = own;
  return own;
}
