// Paints sprites with Canvas 2D, a copy each: at once, wherever there is a canvas.

import { kQuadFields } from './marker_quads.js';

// again(): what was painted is lost.
export function createPainter2d({ again }) {
  const canvas = document.createElement('canvas');
  const context = canvas.getContext('2d');
  canvas.addEventListener('contextrestored', again);
  return {
    name: '2d',
    canvas,
    // quads: see marker_quads.js.
    paint(atlas, quads) {
      context.clearRect(0, 0, canvas.width, canvas.height);
      for (let i = 0; i < quads.length; i += kQuadFields) {
        context.drawImage(atlas.canvas, quads[i + 4], quads[i + 5], quads[i + 6], quads[i + 7], quads[i], quads[i + 1], quads[i + 2], quads[i + 3]);
      }
    },
  };
}
