// The sprites on the map: one 2D canvas inside Leaflet's pane, carried by it while the map is dragged, redrawn when a move
// ends. Clusters keep their number to some hundreds, which copies from an atlas draw in a few milliseconds; a WebGL context
// of its own would make the first map wait for its shaders.

import L from './leaflet_map.js';
import { clusterLook, countLook, familyOf, markerLook, readColours, State } from './marker_looks.js';
import { createAtlas } from './marker_atlas.js';

const kMargin = 0.15;  // of the map's size, painted beyond each edge for the drag
const kFields = 6;     // doubles a sprite: see src/client/marker_host.cpp
const kGrow_ms = 220;  // a sprite that is chosen grows

// countText(count): the letters of a cluster's count.
export function createMarkers({ map, spritePane, areaPane, reducedMotion, countText }) {
  const atlas = createAtlas();
  const { canvas, context } = createCanvas(spritePane);
  canvas.addEventListener('contextrestored', draw);
  let sprites = new Float64Array(0);
  let area = new Float64Array(6);
  let chosen = '';       // the place of the chosen sprite
  let chosenSince = -Infinity;
  let growing = 0;
  let drawnAt = null;  // { zoom, corner (layer px of the canvas), centre }
  const statistics = { draws: 0, sprites: 0 };

  const areaElement = document.createElement('div');
  areaElement.className = 'marker-area leaflet-zoom-hide';
  areaElement.hidden = true;
  areaPane.append(areaElement);

  function setLooks() {
    atlas.reset(devicePixelRatio, readColours());
    draw();
  }

  // --- where a sprite is, in CSS px of the pane, from doubles: the world at zoom 19 has 134 million of them
  function layerPoint(lat, lon, zoom, origin) {
    return map.project([lat, lon], zoom).subtract(origin);
  }

  function draw() {
    const size = map.getSize();
    if (size.x === 0 || size.y === 0) return;
    const scale = devicePixelRatio;
    const zoom = map.getZoom();
    const origin = map.getPixelOrigin();
    const margin = size.multiplyBy(kMargin)._round();
    // On the screen's own grid of pixels, wherever the drag has left the pane: then sprites stay sharp at 125 % too.
    const pane = L.DomUtil.getPosition(map.getPane('mapPane'));
    const snapped = pane.add(map.containerPointToLayerPoint([-margin.x, -margin.y])).multiplyBy(scale)._round().divideBy(scale);
    const corner = snapped.subtract(pane);
    const width = Math.ceil((size.x + 2 * margin.x) * scale);
    const height = Math.ceil((size.y + 2 * margin.y) * scale);
    if (canvas.width !== width || canvas.height !== height) {
      canvas.width = width;
      canvas.height = height;
      canvas.style.width = `${width / scale}px`;
      canvas.style.height = `${height / scale}px`;
    }
    L.DomUtil.setTransform(canvas, corner, 1);
    drawnAt = { zoom, corner, centre: map.getCenter(), margin };
    placeArea(zoom, origin);
    paint(zoom, origin, corner, scale);
    if (growth() < 1 && !growing) growing = requestAnimationFrame(() => { growing = 0; draw(); });
    statistics.draws++;
    statistics.sprites = sprites.length / kFields;
  }

  // How far the chosen sprite has grown, 0 to 1.
  function growth() {
    const part = Math.min(1, Math.max(0, (performance.now() - chosenSince) / kGrow_ms));
    return reducedMotion() ? 1 : 1 - (1 - part) ** 3;
  }

  function noteChosen() {
    let now = '';
    for (let i = 0; i < sprites.length; i += kFields) if (sprites[i + 3] & State.selected) now = `${sprites[i]} ${sprites[i + 1]}`;
    if (now && now !== chosen) chosenSince = performance.now();
    chosen = now;
  }

  // Back to front: what lies further south covers what is behind it, clusters cover single markers, and what is looked at
  // covers all.
  function paint(zoom, origin, corner, scale) {
    const list = [];
    for (let i = 0; i < sprites.length; i += kFields) {
      const [lat, lon, kind, state, count, people] = sprites.subarray(i, i + kFields);
      const at = layerPoint(lat, lon, zoom, origin).subtract(corner);
      const rank = state & State.selected ? 3 : state & State.hovered ? 2 : count > 1 ? 1 : 0;
      const looks = count > 1 ? [clusterLook(count, people, state), countLook(count, countText(count))] : [markerLook(kind, state)];
      list.push({ x: Math.round(at.x * scale), y: Math.round(at.y * scale), rank, looks });
    }
    list.sort((a, b) => a.rank - b.rank || a.y - b.y);
    const places = list.flatMap(({ x, y, rank, looks }) => looks.map((look) => ({ x, y, rank, look })));
    const boxes = atlas.boxes(places.map(({ look }) => look));
    const grown = 0.78 + 0.22 * growth();
    context.clearRect(0, 0, canvas.width, canvas.height);
    places.forEach(({ x, y, rank }, i) => {
      const box = boxes[i];
      if (!box) return;
      const { width, height } = box;
      const size = rank === 3 ? grown : 1;
      context.drawImage(atlas.canvas, box.x, box.y, width, height, x + box.left * size, y + box.top * size, width * size, height * size);
    });
  }

  // The public cell of an action, at its real size.
  function placeArea(zoom, origin) {
    const [shown, south, west, north, east, kind] = area;
    areaElement.hidden = !shown;
    if (!shown) return;
    const a = layerPoint(north, west, zoom, origin);
    const b = layerPoint(south, east, zoom, origin);
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
    if (!drawnAt) return;
    const scale = map.getZoomScale(zoom, drawnAt.zoom);
    const size = map.getSize();
    const half = size.divideBy(2).add(drawnAt.margin);
    const middle = map.project(drawnAt.centre, zoom);
    const shift = middle.subtract(map._getNewPixelOrigin(center, zoom));
    L.DomUtil.setTransform(canvas, half.multiplyBy(-scale).add(shift), scale);
  });
  map.on('zoom viewreset', draw);
  map.on('resize', draw);

  return {
    statistics,
    setLooks,
    draw,
    host: {
      markersShow(newSprites, newArea) {
        if (same(newSprites, sprites) && same(newArea, area)) return;
        // Copies: the client's memory is only lent.
        sprites = newSprites.slice();
        area = newArea.slice();
        noteChosen();
        draw();
      },
    },
  };
}

const same = (a, b) => a.length === b.length && a.every((value, i) => value === b[i]);

function createCanvas(pane) {
  const canvas = document.createElement('canvas');
  canvas.className = 'marker-canvas leaflet-zoom-animated';
  canvas.setAttribute('aria-hidden', 'true');
  pane.append(canvas);
  return { canvas, context: canvas.getContext('2d') };
}
