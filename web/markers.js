// The sprites on the map: one canvas inside Leaflet's pane, carried by it while the map is dragged, redrawn when a move ends.
// It is painted with Canvas 2D at first, so that the first map waits for nothing, and by one WebGL draw as soon as that is ready.

import L from './leaflet_map.js';
import { familyOf, readColours } from './marker_looks.js';
import { createAtlas } from './marker_atlas.js';
import { glide } from './marker_glide.js';
import { createPainter2d } from './marker_painter_2d.js';
import { startPainterGl } from './marker_painter_gl.js';
import { createQuads } from './marker_quads.js';
import { chosenOf, createSprites, same, samePlaces } from './marker_sprites.js';

const kMargin = 0.15;   // of the map's size, painted beyond each edge for the drag
const kGrow_ms = 220;   // a sprite that is chosen grows
const kGlide_ms = 180;  // points split and join after a zoom
const kIdlePatience_ms = 3000;

// countText(count): the letters of a cluster's count.
export function createMarkers({ map, spritePane, areaPane, reducedMotion, countText }) {
  const atlas = createAtlas();
  const quads = createQuads({ atlas, countText });
  const painter2d = createPainter2d({ again: draw });
  let painter = painter2d;
  let next = painter2d;  // takes over when something is drawn
  let accelerated = false;
  let sprites = createSprites(new Float64Array(0));
  let spritesZoom = map.getZoom();  // that they are for
  let leaving = null;    // sprites of another zoom, on their way to those of now
  let glidesSince = -Infinity;
  let area = new Float64Array(6);
  let chosen = '';       // the place of the chosen sprite
  let chosenSince = -Infinity;
  let frame = 0;
  let zooming = false;   // the browser is enlarging or shrinking what was drawn
  let moved = true;      // since it was drawn
  let drawnAt = null;    // { zoom, centre, margin }
  const statistics = { draws: 0, sprites: 0, painter: painter.name };

  const areaElement = document.createElement('div');
  areaElement.className = 'marker-area leaflet-zoom-hide';
  areaElement.hidden = true;
  areaPane.append(areaElement);
  addCanvas(painter.canvas);

  function addCanvas(canvas) {
    canvas.className = 'marker-canvas leaflet-zoom-animated';
    canvas.setAttribute('aria-hidden', 'true');
    canvas.hidden = canvas !== painter.canvas;
    spritePane.append(canvas);
  }

  function setLooks() {
    atlas.reset(devicePixelRatio, readColours());
    draw();
  }

  // --- painters
  function use(wanted) {
    next = wanted;
    draw();
  }

  function changePainter() {
    const { canvas } = painter;
    canvas.hidden = true;
    canvas.width = canvas.height = 0;  // gives its memory back
    painter = next;
    painter.canvas.hidden = false;
    statistics.painter = painter.name;
  }

  // Paints faster from some time on: to be called when all that is more pressing has been done.
  function accelerate() {
    if (accelerated) return;
    accelerated = true;
    const begin = () => {
      const canvas = startPainterGl({ ready: use, lost: () => use(painter2d) });
      if (canvas) addCanvas(canvas);
    };
    if (window.requestIdleCallback) requestIdleCallback(begin, { timeout: kIdlePatience_ms });
    else setTimeout(begin, kIdlePatience_ms);
  }

  // --- drawing
  function draw() {
    cancelAnimationFrame(frame);
    frame = 0;
    const size = map.getSize();
    if (zooming || size.x === 0 || size.y === 0) return;
    if (painter !== next) changePainter();
    const scale = devicePixelRatio;
    const margin = size.multiplyBy(kMargin)._round();
    // On the screen's own grid of pixels, wherever the drag has left the pane: then sprites stay sharp at 125 % too.
    const pane = L.DomUtil.getPosition(map.getPane('mapPane'));
    const snapped = pane.add(map.containerPointToLayerPoint([-margin.x, -margin.y])).multiplyBy(scale)._round().divideBy(scale);
    const corner = snapped.subtract(pane);
    placeCanvas(corner, size.add(margin.multiplyBy(2)).multiplyBy(scale)._ceil(), scale);
    drawnAt = { zoom: map.getZoom(), centre: map.getCenter(), margin };
    moved = false;
    placeArea(drawnAt.zoom, map.getPixelOrigin());
    paint(corner, scale);
    if (moving()) frame = requestAnimationFrame(draw);
    statistics.draws++;
    statistics.sprites = sprites.count;
  }

  function placeCanvas(corner, { x: width, y: height }, scale) {
    const { canvas } = painter;
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / scale}px`;
      canvas.style.height = `${height / scale}px`;
    }
    L.DomUtil.setTransform(canvas, corner, 1);
  }

  // In doubles: the world at zoom 19 has 134 million CSS px.
  function paint(corner, scale) {
    const glided = eased(glidesSince, kGlide_ms);
    if (glided === 1) arrive();
    const origin = map.getPixelOrigin().add(corner).multiplyBy(scale);
    const { width, height } = painter.canvas;
    painter.paint(atlas, quads.fill(leaving ? [leaving, sprites] : [sprites], {
      world: map.options.crs.scale(drawnAt.zoom) * scale, left: origin.x, top: origin.y, width, height, scale,
      glided, grown: eased(chosenSince, kGrow_ms),
    }));
  }

  // --- motion: how far it has come, 0 to 1
  function eased(since, length_ms) {
    const part = Math.min(1, Math.max(0, (performance.now() - since) / length_ms));
    return reducedMotion() ? 1 : 1 - (1 - part) ** 3;
  }

  const moving = () => Boolean(leaving || sprites.from) || eased(chosenSince, kGrow_ms) < 1;

  function arrive() {
    leaving = null;
    sprites.from = null;
  }

  function take(fields) {
    const before = sprites;
    sprites = createSprites(fields);
    if (samePlaces(sprites, before)) {
      sprites.from = before.from;  // only their looks have changed
      return;
    }
    leaving = null;
    const zoom = map.getZoom();
    if (zoom === spritesZoom || zooming || reducedMotion()) return;
    leaving = glide(before, spritesZoom, sprites, zoom);
    glidesSince = performance.now();
  }

  function noteChosen() {
    const i = chosenOf(sprites);
    const now = i < 0 ? '' : `${sprites.x[i]} ${sprites.y[i]}`;
    if (now && now !== chosen) chosenSince = performance.now();
    chosen = now;
  }

  // The public cell of an action, at its real size.
  function placeArea(zoom, origin) {
    const [shown, south, west, north, east, kind] = area;
    areaElement.hidden = !shown;
    if (!shown) return;
    const a = map.project([north, west], zoom).subtract(origin);
    const b = map.project([south, east], zoom).subtract(origin);
    const width = Math.max(8, Math.round(b.x - a.x));
    const height = Math.max(8, Math.round(b.y - a.y));
    const { style } = areaElement;
    style.left = `${Math.round((a.x + b.x - width) / 2)}px`;
    style.top = `${Math.round((a.y + b.y - height) / 2)}px`;
    style.width = `${width}px`;
    style.height = `${height}px`;
    style.borderRadius = `${Math.min(16, width / 4)}px`;
    style.setProperty('--area', `var(--kind-${familyOf(kind)}-solid)`);
  }

  // --- with the map
  // An animated zoom is one transition of the pane; a pinch or a flight moves the zoom itself, and is drawn as it goes.
  map.on('zoomanim', ({ center, zoom }) => {
    zooming = true;
    if (!drawnAt) return;
    const scale = map.getZoomScale(zoom, drawnAt.zoom);
    const size = map.getSize();
    const half = size.divideBy(2).add(drawnAt.margin);
    const middle = map.project(drawnAt.centre, zoom);
    const shift = middle.subtract(map._getNewPixelOrigin(center, zoom));
    L.DomUtil.setTransform(painter.canvas, half.multiplyBy(-scale).add(shift), scale);
  });
  map.on('zoom', ({ flyTo, pinch }) => { if (flyTo || pinch) draw(); });
  map.on('zoomend', () => { zooming = false; });
  map.on('move', () => { moved = true; });
  // The client has been told before, and has mostly given new sprites at once: those are drawn already.
  map.on('moveend', () => {
    spritesZoom = map.getZoom();
    if (moved) draw();
  });
  // Set somewhere else in the middle of a zoom, which then has no end of its own.
  map.on('viewreset', () => {
    if (!zooming) return;
    zooming = false;
    draw();
  });
  map.on('resize', draw);

  return {
    statistics,
    setLooks,
    draw,
    accelerate,
    // What `copy` returns, which may read the canvas: one of WebGL is empty when its frame is over.
    paintedPlainly(copy) {
      const usual = next;
      if (painter !== painter2d) use(painter2d);
      const copied = copy();
      if (usual !== painter) use(usual);
      return copied;
    },
    host: {
      // The client's memory is only lent.
      markersShow(newSprites, newArea) {
        if (same(newSprites, sprites.fields) && same(newArea, area)) return;
        area = newArea.slice();
        take(newSprites);
        noteChosen();
        draw();
      },
    },
  };
}
