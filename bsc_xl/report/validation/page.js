// Search and filters over the rows of the table. Without it the page shows every row.
"use strict";
(() => {
  const form = document.getElementById("filter");
  if (!form) return;
  const rows = Array.from(document.getElementById("table").tBodies[0].rows);
  const search = document.getElementById("search");
  const count = document.getElementById("count");
  const nothing = document.getElementById("nothing");
  const choices = ["severity", "rule", "unit", "file"].map((name) => document.getElementById(name)).filter(Boolean);
  const texts = new Map();
  const total = rows.length.toLocaleString("en");

  function textOf(row) {
    if (!texts.has(row)) texts.set(row, row.textContent.replace(/\s+/g, " ").toLowerCase());
    return texts.get(row);
  }

  function filter() {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    const wanted = choices.filter((choice) => choice.value !== "");
    let shown = 0;
    for (const row of rows) {
      const fits =
        wanted.every((choice) => row.dataset[choice.id] === choice.value) &&
        words.every((word) => textOf(row).includes(word));
      if (row.hidden === fits) row.hidden = !fits;
      if (fits) shown += 1;
    }
    nothing.hidden = shown > 0;
    count.textContent = `${shown.toLocaleString("en")} of ${total} shown`;
  }

  // A link leads to a row also while a filter hides it.
  function follow() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target) return;
    if (target.hidden) {
      form.reset();
      filter();
    }
    target.scrollIntoView({ block: "center" });
    target.focus({ preventScroll: true });
  }

  let waiting = 0;
  form.addEventListener("input", () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  });
  form.addEventListener("reset", () => setTimeout(filter));
  form.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("hashchange", follow);
  form.hidden = false;
  filter();
  if (location.hash) follow();
})();
