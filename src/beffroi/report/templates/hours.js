"use strict";
// The hours of a day on a map: the slider changes the class and the number of each place.
(() => {
  const box = document.getElementById("hours");
  if (!box) return;
  const data = JSON.parse(document.getElementById("hours-data").textContent);
  const slider = document.getElementById("hour"), told = document.getElementById("hour-told");
  const play = document.getElementById("hour-play");
  const places = [...box.querySelectorAll("[data-place]")];
  const numbers = new Map([...box.querySelectorAll("[data-number]")].map((one) => [one.dataset.number, one]));
  const show = (rank) => {
    told.textContent = data.hours[rank];
    document.getElementById("hour-shown").textContent = data.hours[rank];
    slider.setAttribute("aria-valuetext", data.hours[rank]);
    for (const place of places) {
      const [tone, says] = data.places[place.dataset.place][rank];
      place.setAttribute("class", `h-place h-${tone}`);
      place.querySelector("title").textContent = `${data.names[place.dataset.place]} – ${data.hours[rank]} : ${says}`;
      const number = numbers.get(place.dataset.place);
      if (number) number.textContent = says === "–" ? "" : says;
    }
    for (const cell of box.querySelectorAll("[data-column]")) cell.classList.toggle("now", cell.dataset.column === String(rank));
  };
  let timer = 0;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.setAttribute("aria-pressed", "false");
    play.querySelector(".to-play").hidden = false;
    play.querySelector(".to-stop").hidden = true;
  };
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  play.addEventListener("click", () => {
    if (timer) { stop(); return; }
    play.setAttribute("aria-pressed", "true");
    play.querySelector(".to-play").hidden = true;
    play.querySelector(".to-stop").hidden = false;
    timer = setInterval(() => {
      slider.value = String((Number(slider.value) + 1) % data.hours.length);
      show(Number(slider.value));
    }, 1200);
  });
  show(Number(slider.value));
})();
