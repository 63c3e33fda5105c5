"use strict";
// Letters for the map's street names, drawn here with the machine's own font: MapLibre would fetch
// them from a server, and this page asks nothing of any. Distance fields after P. Felzenszwalb and
// D. Huttenlocher, Theory of Computing 8, 2012, doi:10.4086/toc.2012.v008a019; message format of
// https://github.com/mapbox/node-fontnik/blob/master/proto/glyphs.proto.
const beffroiGlyphs = (() => {
  const SIZE = 24, BORDER = 3, RADIUS = 8, EDGE = 0.25, FAR = 1e10;

  const distances = (field, start, step, length) => {
    const values = new Float64Array(length), parabola = new Int32Array(length);
    const limits = new Float64Array(length + 1);
    for (let i = 0; i < length; i++) values[i] = field[start + i * step];
    limits[0] = -FAR; limits[1] = FAR;
    for (let i = 1, k = 0; i < length; i++) {
      let meet;
      do {
        const p = parabola[k];
        meet = (values[i] + i * i - values[p] - p * p) / (2 * (i - p));
      } while (meet <= limits[k] && --k >= 0);
      parabola[++k] = i; limits[k] = meet; limits[k + 1] = FAR;
    }
    for (let i = 0, k = 0; i < length; i++) {
      while (limits[k + 1] < i) k++;
      field[start + i * step] = (i - parabola[k]) ** 2 + values[parabola[k]];
    }
  };
  const spread = (field, width, height) => {
    for (let x = 0; x < width; x++) distances(field, x, width, height);
    for (let y = 0; y < height; y++) distances(field, y * width, 1, width);
  };

  const drawn = (letter, font) => {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("2d", { willReadFrequently: true });
    context.font = font;
    const size = context.measureText(letter);
    const left = Math.floor(-size.actualBoundingBoxLeft), top = Math.ceil(size.actualBoundingBoxAscent);
    const width = Math.max(0, Math.ceil(size.actualBoundingBoxRight) - left);
    const height = Math.max(0, top + Math.ceil(size.actualBoundingBoxDescent));
    const glyph = { id: letter.codePointAt(0), width, height, left, top: top - SIZE, advance: Math.round(size.width) };
    if (!width || !height) return { ...glyph, width: 0, height: 0, bitmap: new Uint8Array(4 * BORDER * BORDER) };
    const wide = width + 2 * BORDER, high = height + 2 * BORDER;
    canvas.width = wide; canvas.height = high;
    context.font = font;
    context.fillText(letter, BORDER - left, BORDER + top);
    const alpha = context.getImageData(0, 0, wide, high).data;
    const outer = new Float64Array(wide * high), inner = new Float64Array(wide * high);
    for (let i = 0; i < outer.length; i++) {
      const ink = alpha[4 * i + 3] / 255;
      outer[i] = ink === 1 ? 0 : ink === 0 ? FAR : Math.max(0, 0.5 - ink) ** 2;
      inner[i] = ink === 1 ? FAR : ink === 0 ? 0 : Math.max(0, ink - 0.5) ** 2;
    }
    spread(outer, wide, high); spread(inner, wide, high);
    const bitmap = Uint8ClampedArray.from(outer, (far, i) =>
      255 - 255 * ((Math.sqrt(far) - Math.sqrt(inner[i])) / RADIUS + EDGE));
    return { ...glyph, bitmap };
  };

  const varint = (n) => n < 128 ? [n] : [(n & 127) | 128, ...varint(n >>> 7)];
  const zigzag = (n) => (n << 1) ^ (n >> 31);
  const bytes = (field, content) => [(field << 3) | 2, ...varint(content.length), ...content];
  const number = (field, value) => [field << 3, ...varint(value)];
  const text = (field, value) => bytes(field, new TextEncoder().encode(value));
  const message = (glyph) => [
    ...number(1, glyph.id), ...bytes(2, glyph.bitmap), ...number(3, glyph.width),
    ...number(4, glyph.height), ...number(5, zigzag(glyph.left)), ...number(6, zigzag(glyph.top)),
    ...number(7, glyph.advance),
  ];

  // The letters of `used` in the range asked for ("0-255"), as the message that MapLibre expects.
  return (range, used, font) => {
    const [first, last] = range.split("-").map(Number);
    const letters = [...used].filter((l) => l.codePointAt(0) >= first && l.codePointAt(0) <= last);
    const stack = [...text(1, "local"), ...text(2, range),
      ...letters.flatMap((letter) => bytes(3, message(drawn(letter, font))))];
    return Uint8Array.from(bytes(1, stack)).buffer;
  };
})();
