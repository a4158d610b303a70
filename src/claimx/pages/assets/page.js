"use strict";
// Sorting and filtering. Without this script the page is whole and readable, only still.
(() => {
  const tables = [...document.querySelectorAll("main table")];
  const rows = [...document.querySelectorAll("main tbody tr:not(.group)")];
  const listed = rows.filter((row) => !row.closest(".sentences"));
  const filter = document.getElementById("filter");
  const facets = [...document.querySelectorAll("select[data-facet]")];
  const count = document.getElementById("count");
  const compare = new Intl.Collator("en", { numeric: true, sensitivity: "base" }).compare;

  const words = new Map(rows.map((row) => {
    const body = row.closest("tbody");
    const heading = row.closest("section")?.querySelector("h2") ?? body.querySelector("tr.group");
    return [row, `${row.textContent} ${heading?.textContent ?? ""}`.toLowerCase().replace(/\s+/g, " ")];
  }));

  function passes(row, wanted) {
    return wanted.every((word) => words.get(row).includes(word)) &&
      facets.every((facet) => !facet.value || row.dataset[facet.dataset.facet] === facet.value);
  }

  function apply() {
    const wanted = filter.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const row of rows) row.hidden = !passes(row, wanted);
    for (const body of document.querySelectorAll("main tbody")) {
      const group = body.querySelector("tr.group");
      if (group) group.hidden = !body.querySelector("tr:not(.group):not([hidden])");
    }
    for (const section of document.querySelectorAll("main section")) {
      section.hidden = !section.querySelector("tbody tr:not([hidden])");
    }
    const visible = listed.filter((row) => !row.hidden).length;
    count.textContent = visible === listed.length ? `${visible} rows` : `${visible} of ${listed.length} rows`;
  }

  // The value that a cell is sorted by; null for an empty cell, which always stands last.
  function key(row, at) {
    const cell = row.cells[at];
    if (cell.dataset.sort !== undefined) return Number(cell.dataset.sort);
    const text = cell.textContent.trim();
    return text === "" ? null : text;
  }

  function order(a, b, sign) {
    if (a === null || b === null) return (a === null) - (b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : compare(String(a), String(b)));
  }

  function sortable(table) {
    const home = [...table.tBodies].map((body) => [body, [...body.rows]]);
    const all = home.flatMap(([, bodyRows]) => bodyRows.filter((row) => !row.classList.contains("group")));
    const heads = [...table.tHead.rows[0].cells];

    function sort(at, direction) {
      for (const head of heads) head.removeAttribute("aria-sort");
      table.classList.toggle("flat", Boolean(direction));
      if (!direction) {
        for (const [body, bodyRows] of home) body.append(...bodyRows);
        return;
      }
      heads[at].setAttribute("aria-sort", direction);
      const sign = direction === "ascending" ? 1 : -1;
      const keyed = all.map((row) => [key(row, at), row]);
      keyed.sort(([a], [b]) => order(a, b, sign));
      home[0][0].append(...keyed.map(([, row]) => row));
    }

    heads.forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.title = "sort";
      head.replaceChildren(button);
      const next = { ascending: "descending", descending: null };
      button.addEventListener("click", () => {
        const now = head.getAttribute("aria-sort");
        sort(at, now ? next[now] : "ascending");
      });
    });
  }

  // A number leads to its sentence even where a filter hides it.
  function reveal() {
    const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (!target?.closest("[hidden]")) return;
    filter.value = "";
    for (const facet of facets) facet.value = "";
    apply();
    target.scrollIntoView({ block: "center" });
  }

  tables.forEach(sortable);
  filter.addEventListener("input", apply);
  for (const facet of facets) facet.addEventListener("change", apply);
  window.addEventListener("hashchange", reveal);
  document.querySelector(".controls").hidden = rows.length === 0;
  apply();
  reveal();
})();
