// Search over everything, filters and sorting of tables, and the look-up of an area. Without it every page still reads.
"use strict";
(() => {
  const { root, lang } = document.body.dataset;
  const zh = lang === "zh";
  const collator = new Intl.Collator(zh ? "zh" : "en", { numeric: true });
  const fold = (text) => text.normalize("NFKC").toLowerCase();
  const make = (tag, attributes = {}, ...inside) => {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
    node.append(...inside);
    return node;
  };
  const load = (file) => new Promise((done) => {
    const script = make("script", { src: `${root}../assets/${file}` });
    script.onload = done;
    document.head.append(script);
  });

  // Search ---------------------------------------------------------------------

  const box = document.getElementById("q");
  const hits = document.getElementById("hits");
  const MOST = 40;
  let things = null;
  let chosen = -1;

  const ready = async () => {
    if (things) return;
    if (!window.yidiSearch) await load("search.js");
    things = window.yidiSearch.things.map(([kind, address, first, second = "", also = "", saysZh = "", saysEn = ""]) => {
      const title = zh ? first : second || first;
      const says = zh ? saysZh : saysEn;
      return {
        kind: window.yidiSearch.kinds[kind][zh ? 0 : 1], address, title, says,
        titles: fold(`${first}\n${second}`), also: fold(also), all: fold(`${first}\n${second}\n${also}\n${saysZh}\n${saysEn}`),
      };
    });
  };

  const score = (thing, words) => {
    let sum = 0;
    for (const word of words) {
      if (!thing.all.includes(word)) return 0;
      const lines = thing.titles.split("\n");
      if (lines.includes(word) || thing.also.split(" ").includes(word)) sum += 100;
      else if (lines.some((line) => line.startsWith(word))) sum += 40;
      else if (thing.titles.includes(word)) sum += 25;
      else if (thing.also.includes(word)) sum += 15;
      else sum += 2;
    }
    return sum + (thing.address.includes("#") ? 0 : 3) + 1 / (1 + thing.title.length);
  };

  const marked = (text, words) => {
    const lower = fold(text);
    const at = words.map((word) => [lower.indexOf(word), word.length]).filter(([where]) => where >= 0).sort((a, b) => a[0] - b[0])[0];
    if (!at || lower.length !== text.length) return [text];
    const [where, length] = at;
    return [text.slice(0, where), make("mark", {}, text.slice(where, where + length)), text.slice(where + length)];
  };

  const show = async () => {
    const words = fold(box.value).split(/\s+/).filter(Boolean);
    if (!words.length) return hide();
    await ready();
    const found = things.map((thing) => [score(thing, words), thing]).filter(([sum]) => sum).sort((a, b) => b[0] - a[0]);
    hits.replaceChildren(...found.slice(0, MOST).map(([, thing], number) => {
      const link = make("a", { href: root + thing.address, tabindex: "-1" }, make("span", {}, thing.kind), make("span", {}, ...marked(thing.title, words)));
      if (thing.says) link.append(make("small", {}, ...marked(thing.says, words)));
      return make("li", { role: "option", id: `hit-${number}`, "aria-selected": "false" }, link);
    }));
    const more = found.length - MOST;
    if (!found.length) hits.append(make("li", { class: "none" }, zh ? "没有找到" : "nothing found"));
    if (more > 0) hits.append(make("li", { class: "none" }, zh ? `另有 ${more} 项，请再写几个字` : `${more} more; write a few more letters`));
    hits.hidden = false;
    box.setAttribute("aria-expanded", "true");
    choose(found.length ? 0 : -1);
  };

  const hide = () => {
    hits.hidden = true;
    box.setAttribute("aria-expanded", "false");
    box.removeAttribute("aria-activedescendant");
    chosen = -1;
  };

  const choose = (number) => {
    const options = [...hits.querySelectorAll("[role=option]")];
    chosen = options.length ? (number + options.length) % options.length : -1;
    options.forEach((option, at) => option.setAttribute("aria-selected", String(at === chosen)));
    if (chosen >= 0) {
      box.setAttribute("aria-activedescendant", options[chosen].id);
      options[chosen].scrollIntoView({ block: "nearest" });
    }
  };

  box.addEventListener("focus", ready);
  box.addEventListener("input", show);
  box.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown") choose(chosen + 1);
    else if (event.key === "ArrowUp") choose(chosen - 1);
    else if (event.key === "Enter" && chosen >= 0) hits.querySelectorAll("[role=option] a")[chosen].click();
    else if (event.key === "Escape") { hide(); box.blur(); } else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "/" && !/^(input|textarea|select)$/i.test(document.activeElement.tagName)) {
      event.preventDefault();
      box.focus();
      box.select();
    }
  });
  document.addEventListener("click", (event) => { if (!event.target.closest(".find")) hide(); });
  const asked = new URLSearchParams(location.search).get("q");
  if (asked) { box.value = asked; show(); }

  // Tables ---------------------------------------------------------------------

  const sort = (table, column, down) => {
    const body = table.tBodies[0];
    const text = (row) => row.cells[column].textContent.trim();
    const rows = [...body.rows].sort((a, b) => collator.compare(text(a), text(b)) * (down ? -1 : 1));
    body.append(...rows);
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((cell, column) => {
      const button = make("button", { type: "button" }, ...cell.childNodes);
      cell.append(button);
      button.addEventListener("click", () => {
        const down = cell.getAttribute("aria-sort") === "ascending";
        for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
        cell.setAttribute("aria-sort", down ? "descending" : "ascending");
        sort(table, column, down);
      });
    });
  }

  const filters = [];
  for (const tools of document.querySelectorAll(".tools")) {
    const input = tools.querySelector(".filter");
    const output = tools.querySelector("output");
    const rows = input.dataset.of
      ? [...document.querySelectorAll(input.dataset.of)]
      : [...tools.nextElementSibling.querySelectorAll("tbody > tr")].filter((row) => row.parentElement.parentElement === tools.nextElementSibling.firstElementChild);
    if (rows.length < 8) continue;
    tools.hidden = false;
    const texts = rows.map((row) => fold(row.textContent));
    const apply = () => {
      const words = fold(input.value).split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, at) => {
        row.hidden = row.dataset.out === "true" || !words.every((word) => texts[at].includes(word));
        if (!row.hidden) shown += 1;
      });
      output.value = shown === rows.length ? "" : `${shown} / ${rows.length}`;
    };
    input.addEventListener("input", apply);
    filters.push({ rows, apply });
  }

  // What holds in one area -------------------------------------------------------

  for (const lookup of document.querySelectorAll(".lookup")) {
    lookup.hidden = false;
    const input = lookup.querySelector("input");
    const list = lookup.querySelector("datalist");
    const rows = [...document.querySelectorAll("#rules ~ .wide tr[data-areas], #rules ~ .tools ~ .wide tr[data-areas]")];
    const apply = () => {
      const word = fold(input.value.trim());
      const area = window.yidiAreas?.find(([code, , a, b]) => word === code || word === fold(a) || word === fold(b) || word === fold(`${zh ? a : b} ${code}`));
      const chain = area ? area[1].split(" ") : null;
      for (const row of rows) row.dataset.out = String(Boolean(chain) && !row.dataset.areas.split(" ").some((code) => chain.includes(code)));
      for (const filter of filters) filter.apply();
      for (const row of rows) if (!filters.some((filter) => filter.rows.includes(row))) row.hidden = row.dataset.out === "true";
    };
    input.addEventListener("focus", async () => {
      if (window.yidiAreas) return;
      await load("areas.js");
      list.append(...window.yidiAreas.map(([code, , a, b]) => make("option", { value: `${zh ? a : b} ${code}` })));
    });
    input.addEventListener("input", apply);
    const wanted = new URLSearchParams(location.hash.slice(1)).get("area");
    if (wanted) load("areas.js").then(() => { input.value = wanted; apply(); });
  }

  for (const box of document.querySelectorAll(".drawing")) {
    const here = box.querySelector(".here")?.getBoundingClientRect();
    if (here) box.scrollLeft = here.right - box.getBoundingClientRect().right + 16;
  }

  for (const article of document.querySelectorAll("[data-printed]")) {
    for (const summary of article.querySelectorAll(".printed > summary")) summary.dataset.words = article.dataset.printed;
  }
})();
