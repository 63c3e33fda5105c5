"use strict";
// The living map: unfolds the layers, draws them, switches them, and says what is clicked.
(async () => {
  const atlas = document.getElementById("atlas");
  const frame = document.getElementById("live");
  const language = () => document.documentElement.lang;
  const drawable = () => {
    try {
      return Boolean(document.createElement("canvas").getContext("webgl2"));
    } catch {
      return false;
    }
  };
  if (!atlas || typeof DecompressionStream === "undefined" || !drawable()) return;

  const unfolded = async () => {
    const folded = atob(document.getElementById("map-data").textContent);
    const bytes = Uint8Array.from(folded, (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return JSON.parse(await new Response(stream).text());
  };
  const data = await unfolded();
  for (const layer of Object.values(data.layers)) {
    if (typeof layer.shapes === "string") layer.shapes = data.layers[layer.shapes].shapes;
  }
  const say = (words) => Array.isArray(words) ? words[language() === "en" ? 1 : 0] : words;
  const word = (key) => data.words[key][language() === "en" ? "en" : "fr"];

  // ---- shapes: lists of steps from the origin become coordinates
  const walked = (steps) => {
    let [x, y] = data.origin;
    const line = [];
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i]; y += steps[i + 1];
      line.push([x / data.precision, y / data.precision]);
    }
    return line;
  };
  const geometry = (coded) => {
    if (typeof coded[0] === "number") return { type: "Point", coordinates: walked(coded)[0] };
    if (typeof coded[0][0] === "number") return { type: "MultiLineString", coordinates: coded.map(walked) };
    return { type: "MultiPolygon", coordinates: coded.map((rings) => rings.map(walked)) };
  };
  const source = (layer) => ({
    type: "geojson",
    data: {
      type: "FeatureCollection",
      features: layer.shapes.map((coded, row) => ({
        type: "Feature",
        geometry: geometry(coded),
        properties: { row, ...layer.colours?.[row], class: layer.classes[row] || "", name: say(layer.facts.name?.[row]) || "", mark: say(layer.facts.mark?.[row]) || "" },
      })),
    },
  });
  const sources = Object.fromEntries(Object.entries(data.layers).map(([key, layer]) => [key, source(layer)]));
  if (data.perimeter) sources.perimeter = { type: "geojson", data: { type: "Feature", geometry: geometry(data.perimeter), properties: {} } };

  // ---- letters, drawn here
  const used = new Set("PVC!0123456789 >?+−");
  for (const layer of Object.values(data.layers)) {
    for (const name of [...(layer.facts.name || []), ...(layer.facts.mark || [])]) {
      for (const letter of say(name) || "") used.add(letter);
    }
  }
  maplibregl.addProtocol("letters", async ({ url }) => ({
    data: beffroiGlyphs(url.split("/").pop(), used, `500 24px ${getComputedStyle(document.body).fontFamily}`),
  }));

  // ---- style
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const far = (tiny, small, large) => ["interpolate", ["exponential", 1.6], ["zoom"], 10, tiny, 13, small, 18, large];
  const wide = (small, large) => ["interpolate", ["exponential", 1.6], ["zoom"], 13, small, 18, large];
  const roads = ["path", "service", "pedestrian", "street", "middle", "major"];
  const width = { service: [0.8, 7], pedestrian: [1.4, 14], street: [1.6, 15], middle: [2.2, 20], major: [3, 24] };
  const round = { "line-cap": "round", "line-join": "round" };
  const style = () => {
    const c = data.colours[dark.matches ? "dark" : "light"];
    const of = (key, rest) => ({ id: key, source: key, ...rest });
    const road = (name) => ["==", ["get", "class"], name];
    const edges = roads.slice(1).map((name) => of("streets", {
      id: `edge-${name}`, type: "line", filter: road(name), layout: round,
      paint: { "line-color": c["road-edge"], "line-width": wide(width[name][0] + 1, width[name][1] + 2) },
    }));
    const fills = roads.slice(1).map((name) => of("streets", {
      id: `road-${name}`, type: "line", filter: road(name), layout: round,
      paint: { "line-color": ["middle", "major"].includes(name) ? c["road-major"] : c.road, "line-width": wide(...width[name]) },
    }));
    const walks = [15, 10, 5].flatMap((minutes) => {
      const key = `minutes-${minutes}`;
      return [
        of(key, { type: "fill", paint: { "fill-color": c[key], "fill-opacity": 0.26, "fill-antialias": false } }),
        of(key, { id: `edge-${key}`, type: "line", layout: round, paint: { "line-color": c[key], "line-width": 1.2 } }),
      ];
    });
    const mark = (key, colour, radius, rest = {}) => of(key, {
      type: "circle",
      paint: { "circle-color": colour, "circle-radius": far(radius * 0.18, radius * 0.42, radius * 1.7), "circle-stroke-color": c.halo, "circle-stroke-width": far(0.3, 1.1, 1.6), ...rest },
    });
    const often = ["match", ["get", "class"], "60", 1.7, "30", 1.35, "15", 1.1, "1", 0.9, 0.7];
    const served = (radius) => far(["*", radius * 0.18, often], ["*", radius * 0.42, often], ["*", radius * 1.7, often]);
    const letter = (key, said) => of(key, {
      id: `letter-${key}`, type: "symbol", minzoom: 14.6,
      layout: { "text-field": said, "text-font": ["local"], "text-size": wide(6, 15), "text-allow-overlap": true, "text-ignore-placement": true },
      paint: { "text-color": c["mark-text"] },
    });
    const told_of = (rank) => {
      const squares = `scenario-${rank}-squares`, key = (part) => `scenario-${rank}-${part}`;
      const state = (names) => ["in", ["get", "class"], ["literal", names]];
      const gain = state(["gained", "better"]), strong = state(["gained", "lost"]);
      const colour = ["case", gain, c.gain, c.loss];
      const band = { "line-color": c.change, "line-width": wide(2.5, 7), "line-dasharray": [0.2, 1.8] };
      return [
        of(squares, { type: "fill", paint: { "fill-color": colour, "fill-opacity": ["case", strong, 0.5, 0.18], "fill-antialias": false } }),
        of(squares, { id: `edge-${squares}`, type: "line", filter: gain, paint: { "line-color": c.gain, "line-width": 1 } }),
        of(squares, { id: `dash-${squares}`, type: "line", filter: ["!", gain], paint: { "line-color": c.loss, "line-width": 1.4, "line-dasharray": [3, 2] } }),
        of(squares, {
          id: `sign-${squares}`, type: "symbol", filter: strong,
          layout: { "text-field": ["match", ["get", "class"], "gained", "+", "−"], "text-font": ["local"], "text-size": far(11, 22, 60), "text-allow-overlap": true, "text-ignore-placement": true },
          paint: { "text-color": c.label, "text-halo-color": c.halo, "text-halo-width": 1.4 },
        }),
        of(key("zones"), { type: "fill", paint: { "fill-color": c.change, "fill-opacity": 0.05 } }),
        of(key("zones"), { id: `edge-${key("zones")}`, type: "line", paint: { "line-color": c.change, "line-width": 2.2, "line-dasharray": [3, 2] } }),
        of(key("lines"), { id: `under-${key("lines")}`, type: "line", layout: round, paint: { "line-color": c.halo, "line-width": wide(6, 13), "line-opacity": 0.8 } }),
        of(key("lines"), { type: "line", layout: round, paint: band }),
        mark(key("places"), c.change, 8),
      ];
    };
    const ranks = [...new Set(Object.keys(sources).flatMap((key) => /^scenario-(\d+)-/.exec(key)?.[1] ?? []))];
    const looking = (look) => Object.keys(data.layers).filter((key) => data.layers[key].look === look);
    const bearing = (key, rest, colour, halo) => of(key, {
      id: `mark-${key}`, type: "symbol", ...rest,
      layout: { "text-field": ["get", "mark"], "text-font": ["local"], "text-size": 12, ...rest.layout },
      paint: { "text-color": colour, ...halo },
    });
    const haloed = { "text-halo-color": c.halo, "text-halo-width": 1.8 };
    const over = { "text-allow-overlap": true, "text-ignore-placement": true };
    const tints = ["class-1", "class-2", "class-3", "class-4", "class-5"].flatMap((name) => [name, c[name]]);
    const areas = looking("areas").flatMap((key) => [
      of(key, { type: "fill", paint: { "fill-color": ["match", ["get", "class"], ...tints, c["class-none"]], "fill-opacity": 0.66, "fill-antialias": false } }),
      of(key, { id: `edge-${key}`, type: "line", paint: { "line-color": c.land, "line-width": 1 } }),
    ]);
    const bands = looking("bands").flatMap((key) => [
      of(key, { id: `edge-${key}`, type: "line", paint: { "line-color": c.halo, "line-width": 1.6 } }),
      of(key, { type: "fill", paint: { "fill-color": ["match", ["get", "class"], ...tints, c["class-none"]], "fill-antialias": false } }),
    ]);
    const bandMarks = looking("bands").map((key) => bearing(key, { minzoom: 15, layout: { "text-size": wide(8, 14) } }, c.label, haloed));
    const areaMarks = looking("areas").map((key) => bearing(key, { minzoom: 13.3, layout: { "text-size": wide(9, 16) } }, c.label, haloed));
    const own = (key) => ["coalesce", ["get", dark.matches ? "dark" : "light"], c[key]];
    const drawnLines = looking("lines").flatMap((key) => [
      of(key, { id: `edge-${key}`, type: "line", layout: round, paint: { "line-color": c.halo, "line-width": 7 } }),
      of(key, { type: "line", layout: round, paint: { "line-color": own(key), "line-width": 4 } }),
    ]);
    const lineMarks = looking("lines").map((key) => bearing(key, { layout: { "symbol-placement": "line-center", "text-rotation-alignment": "viewport", "text-size": 14, ...over } }, own(key), { "text-halo-color": c.halo, "text-halo-width": 3 }));
    const hollow = (names) => ["in", ["get", "class"], ["literal", names]];
    const points = looking("points").flatMap((key) => [
      of(key, { type: "circle", paint: {
        "circle-color": ["case", hollow(["doubtful", "unknown"]), c.halo, c[key]], "circle-opacity": ["case", hollow(["likely"]), 0.45, hollow(["unknown"]), 0.3, 1],
        "circle-radius": far(3, 8, 13), "circle-stroke-color": ["case", hollow(["likely", "doubtful", "unknown"]), c[key], c.halo], "circle-stroke-width": ["case", hollow(["doubtful", "unknown"]), 2.2, 1.4],
      } }),
      bearing(key, { minzoom: 12.6, layout: { "text-size": wide(10, 15), ...over } }, c["mark-text"], {}),
    ]);
    const along = { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": ["local"], "text-max-angle": 30, "symbol-spacing": 320 };
    const layers = [
      { id: "land", type: "background", paint: { "background-color": c.land } },
      of("greens", { type: "fill", paint: { "fill-color": c.green } }),
      ...walks, ...areas,
      of("water", { type: "fill", paint: { "fill-color": c.water } }),
      of("waterways", { type: "line", layout: round, paint: { "line-color": c.water, "line-width": wide(1.6, 9) } }),
      of("car-park-areas", { type: "fill", paint: { "fill-color": c["car-park"], "fill-opacity": 0.18, "fill-outline-color": c["car-park"] } }),
      of("buildings", { type: "fill", minzoom: 12.5, paint: { "fill-color": c.building, "fill-outline-color": c["building-edge"] } }),
      of("streets", { id: "road-path", type: "line", filter: road("path"), paint: { "line-color": c.path, "line-width": wide(0.6, 2.2), "line-dasharray": [3, 2] } }),
      ...edges, ...fills,
      of("main-street", { type: "line", layout: round, paint: { "line-color": c["main-street"], "line-width": wide(2, 7), "line-opacity": 0.85 } }),
      ...bands, ...drawnLines,
      of("perimeter", { type: "line", paint: { "line-color": c.perimeter, "line-width": 2, "line-dasharray": [4, 2.5] } }),
      ...ranks.flatMap(told_of),
      mark("car-park", c["car-park"], 7), letter("car-park", "P"),
      mark("bicycle", c.bicycle, 6), letter("bicycle", "V"),
      mark("carpool", c.carpool, 7), letter("carpool", "C"),
      mark("missed", c.missed, 7), letter("missed", "!"),
      mark("stop", c.halo, 4.4, { "circle-radius": served(4.4), "circle-stroke-color": c.stop, "circle-stroke-width": far(0.5, 1.3, 3) }),
      mark("trading", c.trading, 4.4),
      mark("vacant", c.halo, 4.6, { "circle-stroke-color": c.vacant, "circle-stroke-width": far(0.8, 1.8, 5) }),
      ...areaMarks, ...bandMarks, ...points,
      mark("centre", c.perimeter, 5, { "circle-stroke-color": c.halo, "circle-stroke-width": 4 }),
      of("streets", {
        id: "names", type: "symbol", minzoom: 14,
        filter: ["all", ["!=", ["get", "name"], ""], ["!=", ["get", "class"], "path"]],
        layout: { ...along, "text-size": ["interpolate", ["linear"], ["zoom"], 14, 10, 18, 15], "symbol-sort-key": ["-", ["index-of", ["get", "class"], ["literal", roads]]] },
        paint: { "text-color": c.label, "text-halo-color": c.halo, "text-halo-width": 1.6 },
      }),
      of("main-street", {
        id: "main-name", type: "symbol", minzoom: 13, filter: ["!=", ["get", "name"], ""],
        layout: { ...along, "text-size": ["interpolate", ["linear"], ["zoom"], 13, 12, 18, 19] },
        paint: { "text-color": c["main-street"], "text-halo-color": c.halo, "text-halo-width": 2.2 },
      }),
      ...lineMarks,
    ].filter((layer) => !layer.source || sources[layer.source]);
    for (const layer of layers) {
      const box = layer.source && boxes.get(data.layers[layer.source]?.group);
      layer.layout = { ...layer.layout, visibility: box && !box.checked ? "none" : "visible" };
    }
    return { version: 8, glyphs: "letters://{fontstack}/{range}", sources, layers };
  };
  const boxes = new Map([...atlas.querySelectorAll("[data-group]")].map((box) => [box.dataset.group, box]));

  // ---- the map
  const [west, south, east, north] = data.bounds;
  const room = 2 * Math.max(east - west, north - south);
  const boundsOf = (key, bounds) => {
    const points = (at) => (typeof at[0] === "number" ? bounds.extend(at) : at.forEach(points));
    for (const { geometry: shape } of sources[key].data.features) points(shape.coordinates);
    return bounds;
  };
  const farthest = new maplibregl.LngLatBounds([west - room, south - room, east + room, north + room]);
  for (const key of Object.keys(data.layers)) {
    if (!data.layers[key].area) continue;
    const [[w, s], [e, n]] = boundsOf(key, new maplibregl.LngLatBounds()).toArray();
    farthest.extend([w - room / 2, s - room / 2]).extend([e + room / 2, n + room / 2]);
  }
  const seen = atlas.querySelector(".plan").viewBox.baseVal;
  frame.style.aspectRatio = `${seen.width} / ${seen.height}`;
  frame.hidden = false;
  atlas.dataset.state = "live";
  let map;
  const still = () => {
    atlas.dataset.state = "plan";
    frame.hidden = true;
  };
  try {
    map = new maplibregl.Map({
      container: frame, style: style(), bounds: data.view, fitBoundsOptions: { padding: 18 },
      maxBounds: farthest,
      minZoom: 10, maxZoom: 20, maxPitch: 0, dragRotate: false, pitchWithRotate: false, touchPitch: false,
      attributionControl: false, cooperativeGestures: true, fadeDuration: 0,
      locale: {
        "Map.Title": word("map"), "NavigationControl.ZoomIn": word("zoom_in"), "NavigationControl.ZoomOut": word("zoom_out"),
        "Popup.Close": word("close"), "CooperativeGesturesHandler.WindowsHelpText": word("ctrl_zoom"),
        "CooperativeGesturesHandler.MacHelpText": word("cmd_zoom"), "CooperativeGesturesHandler.MobileHelpText": word("two_fingers"),
      },
    });
  } catch {
    still();
    return;
  }
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.addControl(new maplibregl.ScaleControl({ maxWidth: 140 }), "bottom-left");
  map.once("idle", () => { atlas.dataset.ready = "yes"; });
  atlas.beffroiMap = map;
  dark.addEventListener("change", () => map.setStyle(style()));
  const showing = (group, shown) => {
    for (const { id, source } of map.getStyle().layers) {
      if (data.layers[source]?.group === group) map.setLayoutProperty(id, "visibility", shown ? "visible" : "none");
    }
  };
  // Areas hide each other: those of one set alone are shown.
  const cleared = (area) => {
    for (const [group, box] of boxes) {
      if (!box.checked || !box.dataset.area || box.dataset.area === area) continue;
      box.checked = false;
      showing(group, false);
    }
  };
  // Areas that reach farther than the eye are shown whole.
  const embraced = (group) => {
    const own = Object.keys(data.layers).filter((key) => data.layers[key].group === group && data.layers[key].area);
    if (!own.length) return;
    const seen = own.reduce((bounds, key) => boundsOf(key, bounds), new maplibregl.LngLatBounds());
    map.fitBounds(seen, { padding: 18, maxZoom: 16, animate: false });
  };
  for (const [group, box] of boxes) {
    box.addEventListener("change", () => {
      if (box.checked && box.dataset.area) {
        cleared(box.dataset.area);
        embraced(group);
      }
      showing(group, box.checked);
    });
  }

  // ---- what is clicked: facts are put in as text, never as markup
  const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
  const told = (layer, row) => {
    const facts = layer.facts, found = document.createElement("div");
    const title = layer.name[language() === "en" ? "en" : "fr"];
    const name = say(facts.name?.[row]);
    found.append(line("h4", name || title));
    if (name) found.append(line("p", title));
    for (const key of Object.keys(facts).filter((one) => !["name", "mark"].includes(one))) {
      const fact = say(facts[key][row]);
      if (fact) found.append(line("p", key === "kind" ? fact : `${word(key)} ${fact}`));
      else if (facts[key] && key !== "kind") found.append(line("p", `${word(key)} ${word("unknown")}`));
    }
    return found;
  };
  const tried = ["places", "lines", "zones", "squares"].flatMap((part) => Object.keys(data.layers).filter((key) => /^scenario-\d+-/.test(key) && key.endsWith(part)));
  const seeming = (look) => Object.keys(data.layers).filter((key) => data.layers[key].look === look);
  const order = [...seeming("points"), "vacant", "trading", "missed", "stop", "carpool", "bicycle", "car-park", ...seeming("lines"), ...seeming("bands"), "car-park-areas", "main-street", ...tried, ...seeming("areas"), "streets", "greens", "water", "waterways"];
  const hit = (point) => {
    const near = [[point.x - 6, point.y - 6], [point.x + 6, point.y + 6]];
    const features = map.queryRenderedFeatures(near).filter((f) => order.includes(f.source));
    return features.sort((a, b) => order.indexOf(a.source) - order.indexOf(b.source))[0];
  };
  map.on("click", ({ point, lngLat }) => {
    const feature = hit(point);
    if (!feature) return;
    new maplibregl.Popup({ maxWidth: "18rem" }).setLngLat(lngLat)
      .setDOMContent(told(data.layers[feature.source], feature.properties.row)).addTo(map);
  });
  map.on("mousemove", ({ point }) => { map.getCanvas().style.cursor = hit(point) ? "pointer" : ""; });
})();
