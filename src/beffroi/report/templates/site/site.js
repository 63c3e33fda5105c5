"use strict";
// Every page: the language, and whether a shop is open now. Dates are those of the town's clock.
const site = (() => {
  const root = document.documentElement;
  root.classList.add("js");
  const DAY = 1440;

  // ---- language: kept until the tab is closed, only once it is chosen
  const stored = (write) => {
    try {
      if (write) sessionStorage.setItem("language", write);
      return sessionStorage.getItem("language");
    } catch {
      return null;
    }
  };
  const say = (key, parts = {}) => {
    const text = siteWords[key][root.lang === "en" ? 1 : 0];
    return text.replace(/\{(\w+)\}/g, (whole, name) => parts[name] ?? whole);
  };
  const show = (language) => {
    root.lang = language;
    document.title = document.querySelector("title").dataset[language];
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    document.dispatchEvent(new CustomEvent("language"));
  };
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => show(stored(button.dataset.language) || button.dataset.language));
  }

  // ---- the town's clock: days since 1970 and minutes since midnight, there
  const clock = (zone) => {
    const parts = new Intl.DateTimeFormat("en-GB", {
      timeZone: zone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit",
    }).formatToParts(new Date());
    const of = Object.fromEntries(parts.map(({ type, value }) => [type, Number(value)]));
    return { day: Date.UTC(of.year, of.month - 1, of.day) / 864e5, minute: of.hour * 60 + of.minute };
  };
  const hour = (minute) => {
    const at = minute % DAY, m = at % 60;
    if (!at) return say("midnight");
    return root.lang === "en" ? `${String(at / 60 | 0).padStart(2, "0")}:${String(m).padStart(2, "0")}` : `${at / 60 | 0}\u202fh${m ? `\u202f${String(m).padStart(2, "0")}` : ""}`;
  };
  const weekday = (day) => (day + 3) % 7;
  // A timetable: w, its usual week; c, the days that differ; m, the moments to be checked.
  const status = (table, calendar, now = clock(calendar.zone)) => {
    const at = now.day - calendar.first;
    if (at < 0 || at >= calendar.n) return { state: "stale" };
    const moments = (n) => (n < 0 || n >= calendar.n ? [] : table.c[n] ?? table.w[weekday(calendar.first + n)]);
    const within = (list, minute) => list.find(([a, b]) => a <= minute && minute < b);
    const here = within(moments(at), now.minute), night = within(moments(at - 1), now.minute + DAY);
    if (here || night) {
      let end = here ? here[1] : night[1] - DAY;
      for (let ahead = 1; end === ahead * DAY; ahead++) {
        const next = within(moments(at + ahead), 0);
        if (!next) break;
        if (ahead === 7) return { state: "open", always: true };
        end += next[1];
      }
      return { state: "open", until: end };
    }
    if (within(table.m[at] ?? [], now.minute) || within(table.m[at - 1] ?? [], now.minute + DAY)) return { state: "maybe" };
    for (let n = at; n < Math.min(at + 8, calendar.n); n++) {
      const next = moments(n).find(([a]) => n > at || a > now.minute);
      const maybe = (table.m[n] ?? []).some(([a]) => n > at || a > now.minute);
      if (next) return { state: "closed", days: n - at, weekday: weekday(calendar.first + n), from: next[0] };
      if (maybe) return { state: "closed" };
    }
    return { state: "closed" };
  };
  const told = (found) => {
    if (found.state === "stale") return say("stale");
    if (found.state === "maybe") return say("maybe");
    if (found.state === "open") return found.always || found.until > 1.5 * DAY ? say("open") : say("open_until", { hour: hour(found.until) });
    if (found.from === undefined) return say("closed");
    const day = found.days === 0 ? "" : found.days === 1 ? say("tomorrow") : say("on_day", { day: say(`day${found.weekday}`) });
    return say(found.days ? "closed_day" : "closed_until", { hour: hour(found.from), day });
  };
  const mark = (element, found) => {
    element.dataset.state = found.state;
    element.textContent = told(found);
  };

  // ---- the page of a shop
  const own = document.querySelector("[data-hours]");
  const tell = () => {
    if (!own) return;
    const hours = JSON.parse(own.dataset.hours);
    const now = clock(hours.zone);
    mark(own, status(hours, hours, now));
    for (const row of document.querySelectorAll(".week tr")) row.classList.toggle("today", Number(row.dataset.day) === weekday(now.day));
  };
  tell();
  document.addEventListener("language", tell);
  setInterval(tell, 60_000);
  if (stored() === "en") addEventListener("DOMContentLoaded", () => show("en"));
  return { say, status, mark, clock };
})();
