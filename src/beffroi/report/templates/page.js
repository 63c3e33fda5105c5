"use strict";
// The page itself: the switch between the languages, and the sections opened before printing.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const show = (language) => {
    root.lang = language;
    document.title = document.querySelector("title").dataset[language];
    for (const button of document.querySelectorAll("[data-language]")) {
      button.setAttribute("aria-pressed", String(button.dataset.language === language));
    }
    document.dispatchEvent(new CustomEvent("language"));
  };
  for (const button of document.querySelectorAll("[data-language]")) {
    button.addEventListener("click", () => {
      show(button.dataset.language);
      history.replaceState(null, "", button.dataset.language === "en" ? "#en" : "#");
    });
  }
  if (location.hash === "#en") show("en");

  // A link to a finding or a need opens it.
  const reveal = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && document.getElementById(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    target.scrollIntoView();
  };
  addEventListener("hashchange", reveal);
  reveal();

  for (const button of document.querySelectorAll(".show-layers")) {
    const shown = new Set(button.dataset.groups.split(" "));
    button.addEventListener("click", () => {
      for (const box of document.querySelectorAll("#atlas input[data-group]")) {
        if (box.checked !== shown.has(box.dataset.group)) box.click();
      }
      location.hash = "#map";
    });
  }

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
