"use strict";
// The map of the shops: streets and houses folded in one text, shops as points that lead to pages.
const siteMap = async (shops, data, rows) => {
  const frame = document.getElementById("map");
  const bytes = Uint8Array.from(atob(siteMapData), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  const folded = JSON.parse(await new Response(stream).text());
  const walked = (steps) => {
    let [x, y] = folded.origin;
    const line = [];
    for (let i = 0; i < steps.length; i += 2) {
      x += steps[i]; y += steps[i + 1];
      line.push([x / folded.precision, y / folded.precision]);
    }
    return line;
  };
  const geometry = (coded) => typeof coded[0][0] === "number"
    ? { type: "MultiLineString", coordinates: coded.map(walked) }
    : { type: "MultiPolygon", coordinates: coded.map((rings) => rings.map(walked)) };
  const text = (said) => (Array.isArray(said) ? said[0] : said) || "";
  const sources = Object.fromEntries(Object.entries(folded.layers).map(([key, layer]) => [key, {
    type: "geojson",
    data: { type: "FeatureCollection", features: layer.shapes.map((coded, n) => ({
      type: "Feature", geometry: geometry(coded), properties: { class: layer.classes[n] || "", name: text(layer.facts.name?.[n]) },
    })) },
  }]));
  const points = (kept) => ({
    type: "FeatureCollection",
    features: kept.filter((row) => shops[row].lon !== null).map((row) => ({
      type: "Feature", geometry: { type: "Point", coordinates: [shops[row].lon, shops[row].lat] }, properties: { row, name: shops[row].label },
    })),
  });
  sources.shops = { type: "geojson", data: points(rows) };

  const used = new Set("0123456789 ");
  for (const layer of Object.values(folded.layers)) for (const name of layer.facts.name || []) for (const letter of text(name)) used.add(letter);
  for (const shop of shops) for (const letter of shop.label) used.add(letter);
  maplibregl.addProtocol("letters", async ({ url }) => ({
    data: beffroiGlyphs(url.split("/").pop(), used, `500 24px ${getComputedStyle(document.body).fontFamily}`),
  }));
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const wide = (small, large) => ["interpolate", ["exponential", 1.6], ["zoom"], 13, small, 18, large];
  const round = { "line-cap": "round", "line-join": "round" };
  const roads = ["path", "service", "pedestrian", "street", "middle", "major"];
  const width = { service: [0.8, 7], pedestrian: [1.4, 14], street: [1.6, 15], middle: [2.2, 20], major: [3, 24] };
  const style = () => {
    const c = folded.colours[dark.matches ? "dark" : "light"];
    const road = (id, source, name, paint) => ({ id, source, type: "line", filter: ["==", ["get", "class"], name], layout: round, paint });
    const layers = [
      { id: "land", type: "background", paint: { "background-color": c.land } },
      { id: "greens", source: "greens", type: "fill", paint: { "fill-color": c.green } },
      { id: "water", source: "water", type: "fill", paint: { "fill-color": c.water } },
      { id: "waterways", source: "waterways", type: "line", layout: round, paint: { "line-color": c.water, "line-width": wide(1.6, 9) } },
      { id: "buildings", source: "buildings", type: "fill", minzoom: 12.5, paint: { "fill-color": c.building, "fill-outline-color": c["building-edge"] } },
      road("path", "streets", "path", { "line-color": c.path, "line-width": wide(0.6, 2.2), "line-dasharray": [3, 2] }),
      ...roads.slice(1).map((name) => road(`edge-${name}`, "streets", name, { "line-color": c["road-edge"], "line-width": wide(width[name][0] + 1, width[name][1] + 2) })),
      ...roads.slice(1).map((name) => road(`road-${name}`, "streets", name, { "line-color": ["middle", "major"].includes(name) ? c["road-major"] : c.road, "line-width": wide(...width[name]) })),
      { id: "names", source: "streets", type: "symbol", minzoom: 14, filter: ["all", ["!=", ["get", "name"], ""], ["!=", ["get", "class"], "path"]],
        layout: { "symbol-placement": "line", "text-field": ["get", "name"], "text-font": ["local"], "text-max-angle": 30, "symbol-spacing": 320, "text-size": ["interpolate", ["linear"], ["zoom"], 14, 10, 18, 15] },
        paint: { "text-color": c.label, "text-halo-color": c.halo, "text-halo-width": 1.6 } },
      { id: "shops", source: "shops", type: "circle", paint: { "circle-color": c.trading, "circle-radius": wide(4, 10), "circle-stroke-color": c.halo, "circle-stroke-width": 1.4 } },
      { id: "shop-names", source: "shops", type: "symbol", minzoom: 16, layout: { "text-field": ["get", "name"], "text-font": ["local"], "text-size": 13, "text-anchor": "top", "text-offset": [0, 0.8], "text-max-width": 9 },
        paint: { "text-color": c.trading, "text-halo-color": c.halo, "text-halo-width": 1.8 } },
    ];
    return { version: 8, glyphs: "letters://{fontstack}/{range}", sources, layers: layers.filter((layer) => !layer.source || sources[layer.source]) };
  };
  const map = new maplibregl.Map({
    container: frame, style: style(), bounds: folded.view, fitBoundsOptions: { padding: 18 }, minZoom: 10, maxZoom: 20, maxPitch: 0,
    dragRotate: false, pitchWithRotate: false, touchPitch: false, attributionControl: false, cooperativeGestures: true, fadeDuration: 0,
    locale: {
      "Map.Title": site.say("map"), "NavigationControl.ZoomIn": site.say("zoom_in"), "NavigationControl.ZoomOut": site.say("zoom_out"), "Popup.Close": site.say("close"),
      "CooperativeGesturesHandler.WindowsHelpText": site.say("ctrl_zoom"), "CooperativeGesturesHandler.MacHelpText": site.say("cmd_zoom"), "CooperativeGesturesHandler.MobileHelpText": site.say("two_fingers"),
    },
  });
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.addControl(new maplibregl.NavigationControl({ showCompass: false }), "top-right");
  map.once("idle", () => { frame.dataset.ready = "yes"; });
  frame.siteMap = map;
  let kept = rows;
  dark.addEventListener("change", () => { sources.shops.data = points(kept); map.setStyle(style()); });
  document.addEventListener("asked", ({ detail }) => { kept = detail; map.getSource("shops")?.setData(points(detail)); });
  map.on("click", ({ point, lngLat }) => {
    const near = [[point.x - 8, point.y - 8], [point.x + 8, point.y + 8]];
    const hits = map.queryRenderedFeatures(near, { layers: ["shops"] });
    if (!hits.length) return;
    const told = document.createElement("div");
    for (const row of new Set(hits.slice(0, 6).map((hit) => hit.properties.row))) {
      const shop = shops[row], link = document.createElement("a");
      Object.assign(link, { href: `commerces/${shop.page}.html`, textContent: shop.label || site.say("nameless") });
      const said = document.createElement("p");
      said.append(link);
      told.append(said);
    }
    new maplibregl.Popup({ maxWidth: "18rem" }).setLngLat(lngLat).setDOMContent(told).addTo(map);
  });
  map.on("mousemove", ({ point }) => { map.getCanvas().style.cursor = map.queryRenderedFeatures(point, { layers: ["shops"] }).length ? "pointer" : ""; });
};
