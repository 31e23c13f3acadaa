// The panel in which wave and filters are chosen on the stage: lists, all by keyboard.
"use strict";
(() => {
  const panel = () => document.querySelector(".slide.current form.choices");
  const opened = () => { const found = panel(); return found && !found.hidden ? found : null; };
  const open = (form, at) => {
    form.hidden = false;
    form.closest(".slide").classList.add("choosing");
    (form.elements[at] || form.querySelector("select"))?.focus();
  };

  stage.choices = {
    toggle: () => { const form = panel(); if (!form) return; if (form.hidden) open(form); else stage.choices.close(); },
    close: () => {
      const form = opened();
      if (!form) return false;
      form.hidden = true;
      form.closest(".slide").classList.remove("choosing");
      document.activeElement?.blur();
      return true;
    },
    asPlanned: async () => {
      const { place, query } = stage.at();
      const section = stage.sections()[place];
      if (!query || !section.dataset.live) return;
      const was = opened() && document.activeElement?.name;
      const fresh = await stage.planned(place);
      if (fresh && was !== null) open(fresh.querySelector("form.choices"), was);
    },
  };

  // codes in an address repeat their name; a list holds several as one entry
  const query = (form, section) => {
    const wanted = new URLSearchParams(section.dataset.query);
    for (const list of form.querySelectorAll("select")) {
      wanted.delete(list.name);
      for (const code of list.value.split("|")) if (code) wanted.append(list.name, code);
    }
    return wanted.toString();
  };
  document.addEventListener("change", async (event) => {
    const form = event.target.closest("form.choices");
    if (!form) return;
    const section = form.closest(".slide"), place = stage.sections().indexOf(section), at = event.target.name;
    const fresh = await stage.filtered(place, query(form, section));
    if (!fresh) { // the lists say what the picture shows
      for (const option of event.target.options) option.selected = option.defaultSelected;
      form.querySelector('[role="status"]').textContent = document.querySelector(".sign").textContent;
      return;
    }
    const { step, blank } = stage.at();
    stage.go(place, step, blank);
    open(fresh.querySelector("form.choices"), at);
  });
  document.addEventListener("reset", (event) => { event.preventDefault(); stage.choices.asPlanned(); });
  document.addEventListener("submit", (event) => event.preventDefault());
  document.addEventListener("click", (event) => { if (event.target.closest(".choices .close")) stage.choices.close(); });
})();
