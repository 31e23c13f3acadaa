// When figures are drawn, told by the browser itself: `window.redrawn`, used by browsing.py.
//
// After each change of the document that concerns a figure, what is drawn of every figure is kept
// with the time; other changes are passed over, for looking takes some milliseconds. A figure counts
// as redrawn from the first time at which it was as it still is in the end. Clocks are those of
// performance.now(), from the key that chose, or from the start of the navigation.
(() => {
  const layers = () => [...document.querySelectorAll(".js-plotly-plot .cartesianlayer")];
  // each drawing has names of its own for its clips
  const drawn = () => layers().map((layer) => layer.innerHTML.replace(/clip[0-9a-f]{6}/g, "clip"));
  const state = { begin: 0, before: [], seen: [] };
  const figure = ".js-plotly-plot";
  const concerns = (node) => node.nodeType === Node.ELEMENT_NODE
    && (node.matches(figure) || node.querySelector(figure) !== null);
  const inside = ({ target }) => (target.closest ? target : target.parentElement)?.closest(figure);
  const look = (changes) => {
    const concerned = (each) =>
      inside(each) || [...each.addedNodes, ...each.removedNodes].some(concerns);
    if (changes.some(concerned)) state.seen.push([performance.now(), drawn()]);
  };
  const start = (begin) => Object.assign(state, { begin, before: drawn(), seen: [] });

  new MutationObserver(look).observe(document, {
    subtree: true, childList: true, attributes: true, characterData: true,
  });
  addEventListener("keydown", (event) => {
    if (event.key === "Enter") start(event.timeStamp);
  }, true);

  // milliseconds until each figure was redrawn; null where one of them shows what it showed before
  const times = () => {
    const last = drawn();
    return last.map((now, i) => {
      if (now === state.before[i]) return null;
      return state.seen.find(([, each]) => each[i] === now)?.[0] - state.begin;
    });
  };
  // milliseconds until any figure had marks
  const first = () => state.seen.find(([, each]) => each.some((x) => x.includes('class="trace')))?.[0];
  window.redrawn = { times, first };
})();
