"use strict";
const body = document.querySelector("tbody");
const rows = [...body.rows];
const form = document.querySelector("form");
const shown = document.querySelector("#shown");

function filter() {
  const { words, severity, series } = Object.fromEntries(new FormData(form));
  let count = 0;
  for (const row of rows) {
    const fits = (!severity || row.dataset.severity.split(" ").includes(severity))
      && (!series || row.dataset.series === series)
      && (!words || row.textContent.toLowerCase().includes(words.toLowerCase()));
    row.hidden = !fits;
    count += fits;
  }
  shown.textContent = `${count} of ${rows.length} rows`;
}

function sort(head) {
  const column = head.cellIndex;
  const falling = head.getAttribute("aria-sort") === "ascending";
  for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
  head.setAttribute("aria-sort", falling ? "descending" : "ascending");
  const key = (row) => row.cells[column].dataset.key;
  const order = new Intl.Collator("en", { numeric: true });
  rows.sort((a, b) => order.compare(key(a), key(b)) * (falling ? -1 : 1));
  body.append(...rows);
}

form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
for (const head of document.querySelectorAll("th")) head.firstElementChild.addEventListener("click", () => sort(head));
// report.html#severity=error&sort=Found opens the page as somebody wants to see it
const wanted = new URLSearchParams(location.hash.slice(1));
for (const [name, value] of wanted) if (form.elements[name]) form.elements[name].value = value;
const first = [...document.querySelectorAll("th")].find((head) => head.textContent === wanted.get("sort"));
if (first) sort(first);
form.hidden = false;
filter();
