"use strict";
// Lists of shops: what is open now; on the first page, the search, its filters and the map.
(() => {
  const data = siteData, calendar = data.calendar, PAGE = 40;
  const tables = data.weeks.map((week, n) => ({
    w: week.map((day) => data.days[day]),
    c: Object.fromEntries(Object.entries(data.changes[n]).map(([day, own]) => [day, data.days[own]])),
    m: Object.fromEntries(Object.entries(data.maybe[n]).map(([day, own]) => [day, data.days[own]])),
  }));
  const language = () => (document.documentElement.lang === "en" ? 1 : 0);
  const list = document.getElementById("shops");

  const tell = () => {
    const now = site.clock(calendar.zone);
    for (const element of document.querySelectorAll("[data-t]")) site.mark(element, site.status(tables[element.dataset.t], calendar, now));
  };
  tell();
  setInterval(tell, 60_000);
  document.addEventListener("language", tell);

  const form = document.getElementById("search");
  if (!form || !list) return;
  const query = document.getElementById("q"), count = document.getElementById("count"), more = document.getElementById("more");
  const pager = document.querySelector(".pager"), original = [...list.children], summary = [...count.childNodes];
  const [family, street] = ["family", "street"].map((id) => document.getElementById(id));

  // ---- words, without accents; a fault or two is forgiven
  const LETTERS = { "œ": "oe", "æ": "ae", "ß": "ss" };
  const folded = (text) => text.toLowerCase().replace(/[œæß]/g, (letter) => LETTERS[letter]).normalize("NFKD").replace(/\p{M}/gu, "");
  const words = (text) => folded(text).match(/[a-z0-9]+/g) || [];
  const shops = data.shops.map(([page, name, kind, group, way, number, table, lon, lat]) => ({
    page, name, kind, group, way, number, table, lon, lat,
    label: name || data.kinds[kind]?.[0] || "",
  }));
  const vocabulary = new Map();
  shops.forEach((shop, row) => {
    const heard = (text, weight) => {
      for (const word of words(text)) {
        if (!vocabulary.has(word)) vocabulary.set(word, new Map());
        const rows = vocabulary.get(word);
        rows.set(row, Math.max(rows.get(row) || 0, weight));
      }
    };
    heard(shop.name, 3);
    for (const text of data.kinds[shop.kind] || []) heard(text, 2);
    for (const text of data.families[shop.group] || []) heard(text, 1);
    if (shop.way >= 0) heard(data.streets[shop.way], 1);
  });
  // Letters changed, added, left out or swapped, at most `most`; the end of the other word is free.
  const faults = (typed, word, most) => {
    if (word.length < typed.length - most) return most + 1;
    const width = Math.min(word.length, typed.length + most);
    let two = [], one = Array.from({ length: width + 1 }, (_, j) => j);
    for (let i = 1; i <= typed.length; i++) {
      const row = [i];
      for (let j = 1; j <= width; j++) {
        const same = typed[i - 1] === word[j - 1] ? 0 : 1;
        row[j] = Math.min(one[j] + 1, row[j - 1] + 1, one[j - 1] + same);
        if (i > 1 && j > 1 && typed[i - 1] === word[j - 2] && typed[i - 2] === word[j - 1]) row[j] = Math.min(row[j], two[j - 2] + 1);
      }
      if (Math.min(...row) > most) return most + 1;
      [two, one] = [one, row];
    }
    return Math.min(...one);
  };
  const SMALL = new Set(["de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "et", "en", "the", "of"]);
  const scores = (typed) => {
    const asked = words(typed), kept = asked.filter((word) => !SMALL.has(word));
    let found = null;
    for (const one of (kept.length ? kept : asked).slice(0, 8)) {
      const most = one.length < 4 ? 0 : one.length < 7 ? 1 : 2;
      const hits = new Map();
      for (const [word, rows] of vocabulary) {
        const n = word.startsWith(one) ? 0 : most ? faults(one, word, most) : 1;
        if (n > most) continue;
        const worth = (word === one ? 4 : 3) / (1 + 2 * n);
        for (const [row, weight] of rows) hits.set(row, Math.max(hits.get(row) || 0, weight * worth));
      }
      found = found ? new Map([...found].filter(([row]) => hits.has(row)).map(([row, score]) => [row, score + hits.get(row)])) : hits;
    }
    // What a trade or a name says drowns in what its whole family says: the far ones are left out.
    const best = found ? Math.max(0, ...found.values()) : 0;
    return found && new Map([...found].filter(([, score]) => score >= 0.4 * best));
  };

  // ---- what is asked for
  const option = (value, text) => Object.assign(document.createElement("option"), { value, textContent: text });
  const choices = () => {
    const kept = [family.value, street.value], at = language();
    const names = data.families.map((said, n) => [n, said[at]]).filter(([n]) => shops.some((shop) => shop.group === n));
    family.replaceChildren(option("", site.say("all_families")), ...names.map(([n, name]) => option(n, name)));
    street.replaceChildren(option("", site.say("all_streets")), ...data.streets.map((name, n) => option(n, name)));
    [family.value, street.value] = kept;
  };
  const asked = () => {
    const when = form.elements.when.value, now = site.clock(calendar.zone), found = query.value.trim() ? scores(query.value) : null;
    const fits = (shop, row) =>
      (!found || found.has(row)) && (!family.value || shop.group === Number(family.value)) && (!street.value || shop.way === Number(street.value)) &&
      (!when || (shop.table >= 0 && (when === "now" ? site.status(tables[shop.table], calendar, now).state === "open" : data.facets[shop.table] & (when === "sunday" ? 1 : 2))));
    const rows = shops.map((_, row) => row).filter((row) => fits(shops[row], row));
    if (found) rows.sort((a, b) => found.get(b) - found.get(a) || a - b);
    return { rows, is_all: !found && !when && !family.value && !street.value, left_out: when ? shops.filter((shop) => shop.table < 0).length : 0 };
  };
  const make = (tag, name, text) => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const line = (row) => {
    const shop = shops[row], item = make("li", "shop", "");
    const kind = data.kinds[shop.kind]?.[language()] || "";
    const link = make("a", "", shop.name || kind || site.say("nameless"));
    link.href = `commerces/${shop.page}.html`;
    const state = make("span", "state", site.say("hours_unknown"));
    if (shop.table >= 0) {
      state.dataset.t = shop.table;
      site.mark(state, site.status(tables[shop.table], calendar));
    }
    const way = shop.way < 0 ? "" : data.streets[shop.way];
    item.append(link, make("span", "kind", kind), make("span", "where", [shop.number, way].filter(Boolean).join(" ")), state);
    return item;
  };
  let shown = [], until = 0;
  const next = () => {
    list.append(...shown.slice(until, until + PAGE).map(line));
    until += PAGE;
    more.hidden = until >= shown.length;
  };
  const answer = () => {
    const { rows, is_all, left_out } = asked();
    if (pager) pager.hidden = !is_all;
    if (is_all) {
      list.replaceChildren(...original);
      more.hidden = true;
      count.replaceChildren(...summary);
      tell();
    } else {
      [shown, until] = [rows, 0];
      list.replaceChildren();
      next();
      count.textContent = site.say(rows.length < 2 ? "found_one" : "found", { n: rows.length }) + (left_out ? ` ${site.say("left_out", { n: left_out })}` : "");
    }
    document.dispatchEvent(new CustomEvent("asked", { detail: rows }));
  };
  more.addEventListener("click", () => {
    const first = until;
    next();
    list.children[first]?.querySelector("a").focus();
  });
  let waiting;
  query.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(answer, 120); });
  form.addEventListener("change", (event) => { if (event.target !== query) answer(); });
  form.addEventListener("submit", (event) => { event.preventDefault(); answer(); });
  document.addEventListener("language", () => { choices(); answer(); });
  choices();

  // ---- the map, fetched when it is asked for
  const box = document.getElementById("map-box"), button = document.getElementById("open-map");
  if (!box) return;
  if (typeof DecompressionStream === "undefined") {
    box.hidden = true;
    return;
  }
  const fetched = (src) => new Promise((done, failed) => {
    document.head.append(Object.assign(document.createElement("script"), { src, onload: done, onerror: failed }));
  });
  button.addEventListener("click", async () => {
    button.disabled = true;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "assets/maplibre.css" }));
    for (const name of ["maplibre", "glyphs", "map-data", "map"]) await fetched(`assets/${name}.js`);
    document.getElementById("map").hidden = false;
    await siteMap(shops, data, asked().rows);
    button.hidden = true;
  });
})();
