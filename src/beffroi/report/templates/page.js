"use strict";
// The page itself: the switch between the languages, and the sections opened before printing.
(() => {
  const root = document.documentElement;
  root.classList.add("js");

  const show = (language) => {
    root.lang = language;
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

  let closed = [];
  addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")];
    for (const details of closed) details.open = true;
  });
  addEventListener("afterprint", () => {
    for (const details of closed) details.open = false;
  });
})();
