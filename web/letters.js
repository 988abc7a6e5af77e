// Lines of text that the client's own faces cannot set (other scripts, emoji): measured and painted by the browser, in the
// page's faces and then the machine's.

import { boundaries } from './breaks.js';

const kMost_px = 4096;  // of a line: no texture is wider

// family(): that of our own faces now.
export function createLetters({ family }) {
  const canvas = document.createElement('canvas');
  // What is painted goes to another context at once: it is best kept where that can take it from.
  const context = canvas.getContext('2d', { willReadFrequently: true });

  function use(weight, size, rightToLeft = false) {
    context.font = `${weight} ${size}px "${family()}", system-ui, sans-serif`;
    context.textRendering = 'geometricPrecision';  // widths that do not depend on the density
    context.direction = rightToLeft ? 'rtl' : 'ltr';
    context.textAlign = 'left';
  }

  function width(weight, size, text) {
    use(weight, size);
    return context.measureText(text).width;
  }

  // Returns [width, height, left, top] of the ink, device px, from the left end of the baseline.
  function paint(weight, size, rightToLeft, colour, density, text) {
    use(weight, size, rightToLeft);
    const ink = context.measureText(text);
    const left = Math.floor(-ink.actualBoundingBoxLeft * density) - 2;
    const top = Math.floor(-ink.actualBoundingBoxAscent * density) - 2;
    const w = Math.min(kMost_px, Math.ceil(ink.actualBoundingBoxRight * density) + 2 - left);
    const h = Math.min(kMost_px, Math.ceil(ink.actualBoundingBoxDescent * density) + 2 - top);
    if (!(w > 4 && h > 4)) return [0, 0, 0, 0];
    canvas.width = w;  // which empties it, and forgets how it writes
    canvas.height = h;
    use(weight, size, rightToLeft);
    const part = (shift) => (colour >>> shift) & 255;
    context.fillStyle = `rgb(${part(0)} ${part(8)} ${part(16)} / ${part(24) / 255})`;
    context.setTransform(density, 0, 0, density, -left, -top);
    context.fillText(text, 0, 0);
    return [w, h, left, top];
  }

  function upload(gl, texture) {
    const before = gl.getParameter(gl.TEXTURE_BINDING_2D);
    gl.bindTexture(gl.TEXTURE_2D, texture);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MIN_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_MAG_FILTER, gl.LINEAR);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_S, gl.CLAMP_TO_EDGE);
    gl.texParameteri(gl.TEXTURE_2D, gl.TEXTURE_WRAP_T, gl.CLAMP_TO_EDGE);
    gl.texImage2D(gl.TEXTURE_2D, 0, gl.RGBA, gl.RGBA, gl.UNSIGNED_BYTE, canvas);
    gl.bindTexture(gl.TEXTURE_2D, before);
  }

  return { host: { lettersWidth: width, lettersBoundaries: boundaries, lettersPaint: paint, lettersUpload: upload } };
}
