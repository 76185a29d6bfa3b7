"use strict";
(() => {
  const PAGE = 100;
  const [TITLE, BASE, REST, DATE, SECTION, WORDS, NOTES] = [0, 1, 2, 3, 4, 5, 6];
  const data = JSON.parse(document.getElementById("articles").textContent);
  const place = document.getElementById("all");
  const body = place.querySelector("tbody");
  const nav = place.querySelector("nav");
  const field = place.querySelector("input");
  const heads = [...place.querySelectorAll("th")];
  const names = data.sections;
  let found = data.rows;
  let start = 0;

  const url = (row) => data.bases[row[BASE]] + row[REST];
  const words = (row) =>
    `${row[TITLE]} ${names[row[SECTION]]} ${row[DATE]} ${url(row)} ${row[NOTES]}`.toLowerCase();
  let texts = null; // made when it is first searched

  const cell = (row, value) => row.insertCell().append(value);

  function link(row) {
    const a = document.createElement("a");
    a.href = url(row);
    a.rel = "noreferrer noopener";
    a.textContent = row[TITLE];
    return a;
  }

  function show() {
    const rows = document.createDocumentFragment();
    for (const one of found.slice(start, start + PAGE)) {
      const row = document.createElement("tr");
      cell(row, one[DATE]);
      cell(row, link(one));
      cell(row, names[one[SECTION]]);
      cell(row, one[WORDS].toLocaleString("en"));
      cell(row, one[NOTES]);
      rows.append(row);
    }
    body.replaceChildren(rows);
    const end = Math.min(start + PAGE, found.length);
    const count = (number) => number.toLocaleString("en");
    place.querySelector("output").textContent = `${count(found.length)} of ${count(data.rows.length)}`;
    nav.querySelector("span").textContent = found.length ? `${count(start + 1)} to ${count(end)}` : "none";
    nav.querySelector("[name=back]").disabled = start === 0;
    nav.querySelector("[name=on]").disabled = end === found.length;
  }

  function search() {
    const asked = field.value.toLowerCase().split(/\s+/).filter(Boolean);
    texts ??= new Map(data.rows.map((row) => [row, words(row)]));
    found = asked.length
      ? data.rows.filter((row) => asked.every((word) => texts.get(row).includes(word)))
      : data.rows;
    start = 0;
    show();
    const hash = asked.length ? `#q=${encodeURIComponent(field.value.trim())}` : "#all";
    history.replaceState(null, "", hash);
  }

  function sort(head) {
    const key = Number(head.dataset.key);
    const isDown = head.getAttribute("aria-sort") !== "descending";
    const value = key === SECTION ? (row) => names[row[key]] : (row) => row[key];
    const order = new Intl.Collator("en").compare;
    const compare = key === WORDS ? (a, b) => a - b : key === DATE ? (a, b) => (a < b ? -1 : a > b ? 1 : 0) : order;
    data.rows.sort((a, b) => (isDown ? -1 : 1) * compare(value(a), value(b)));
    heads.forEach((one) => one.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    search();
  }

  function turn(pages) {
    start += pages * PAGE;
    show();
    place.scrollIntoView();
  }

  heads.forEach((head) => head.firstElementChild.addEventListener("click", () => sort(head)));
  nav.querySelector("[name=back]").addEventListener("click", () => turn(-1));
  nav.querySelector("[name=on]").addEventListener("click", () => turn(1));
  field.addEventListener("input", search);
  field.form.addEventListener("submit", (event) => event.preventDefault());

  document.documentElement.classList.add("scripted");
  nav.hidden = false;
  const asked = location.hash.match(/^#q=(.*)/);
  if (asked) {
    field.value = decodeURIComponent(asked[1]);
    search();
  } else {
    show();
  }
})();
