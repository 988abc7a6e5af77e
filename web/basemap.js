// The base map that needs no network: land, water, borders, towns and names, painted on 2D canvases
// from two small files of our own (docs/basemap.md). Leaflet 1.9 is the global L, loaded before.

import { addFar, decodeBasemap, nearestLabel } from './basemap_file.js';
import { Painter, TILE, lacksStreets } from './basemap_painter.js';

/** Credit lines of the built-in map, for the app to show as plain text with links. */
export const attribution = [
  { text: '© GeoNames (CC BY 4.0)', href: 'https://www.geonames.org/' },
  { text: 'GSHHG (LGPL)', href: 'https://www.soest.hawaii.edu/pwessel/gshhg/' },
  { text: 'Natural Earth', href: 'https://www.naturalearthdata.com/' },
  { text: 'Insee, Etalab', href: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence/' },
];

/** Tiles wait here and are painted a few a frame, so that dragging stays smooth; the first ones all at once. */
class Queue {
  constructor(paint) {
    this.paint = paint;
    this.most_ms = Infinity;
    this.waiting = new Set();
    this.frame = 0;
  }

  add(job) {
    this.waiting.add(job);
    if (!this.frame) this.frame = requestAnimationFrame(() => this.run());
  }

  run() {
    const until = performance.now() + this.most_ms;
    for (const job of this.waiting) {
      this.waiting.delete(job);
      this.paint(job);
      if (performance.now() > until) break;
    }
    this.frame = this.waiting.size ? requestAnimationFrame(() => this.run()) : 0;
  }
}

/** readFar() gets what tiles of afar lack; rejects with a readable Error. */
function makeLayer(painter, readFar, atOnce) {
  const live = new Map();
  const paint = ({ canvas, coords, done }) => {
    if (live.has(canvas) && painter.canPaint(coords)) {
      const ratio = canvas.width / TILE;
      const start = performance.now();
      painter.paint(canvas, coords, ratio);
      painter.lastPaintMs = performance.now() - start;
    }
    if (done) done(null, canvas);
  };
  const queue = new Queue(paint);
  const BasemapLayer = L.GridLayer.extend({
    createTile(coords, done) {
      const canvas = document.createElement('canvas');
      canvas.width = canvas.height = Math.round(TILE * Math.min(window.devicePixelRatio || 1, 3));
      canvas.setAttribute('aria-hidden', 'true');
      live.set(canvas, coords);
      if (!painter.canPaint(coords)) {
        readFar().then(() => queue.add({ canvas, coords, done }), (error) => done(error, canvas));
      } else if (atOnce) {
        paint({ canvas, coords });
        setTimeout(() => done(null, canvas), 0);
      } else {
        queue.add({ canvas, coords, done });
      }
      return canvas;
    },
  });
  const layer = new BasemapLayer({ tileSize: TILE, updateWhenZooming: false, keepBuffer: 2, className: 'basemap' });
  layer.once('load', () => { queue.most_ms = 7; });
  layer.on('tileunload', (e) => live.delete(e.tile));
  const repaint = () => {
    for (const [canvas, coords] of live) queue.add({ canvas, coords });
  };
  const repaintNow = () => {
    for (const [canvas, coords] of live) paint({ canvas, coords });
  };
  return { layer, repaint, repaintNow };
}

async function read(url) {
  const answer = await fetch(url, { credentials: 'same-origin' });
  if (!answer.ok) throw new Error(`base map: ${url} answered ${answer.status}`);
  return answer.arrayBuffer();
}

/**
 * Loads the built-in map and adds it to a Leaflet map.
 * theme: 'light' | 'dark' | 'contrast'. reducedMotion paints tiles at once instead of one by one.
 * Resolves to { layer, setTheme(name), paintNow(name), nearestLabel(lat, lon, zoom), lacksStreets(zoom), attribution, readAhead() };
 * rejects with a readable Error when the near file cannot be had. The far file is
 * read when a tile needs it, or ahead of that by readAhead().
 */
export async function createBasemap({ map, url, farUrl, theme = 'light', reducedMotion = false }) {
  const data = decodeBasemap(await read(url));
  const painter = new Painter(data, theme);
  let far = null;
  const readFar = () => (far ??= read(farUrl).then((buffer) => addFar(data, buffer)).catch((error) => {
    far = null;  // the next tile tries again
    throw error;
  }));
  const { layer, repaint, repaintNow } = makeLayer(painter, readFar, reducedMotion);
  // A late font changes widths: forget them and paint once more.
  const fonts = document.fonts && Promise.all([500, 700].map((w) => document.fonts.load(`${w} 13px Nunito`)));
  let ready = false;
  if (fonts) {
    fonts.then(() => {
      ready = true;
    }, () => {});
    await Promise.race([fonts.catch(() => {}), new Promise((r) => setTimeout(r, 300))]);
    if (!ready) {
      fonts.then(() => {
        data.labels.width.fill(0);
        repaint();
      }, () => {});
    }
  }
  layer.addTo(map);
  return {
    layer,
    attribution,
    lacksStreets,
    setTheme(name) {
      if (painter.setTheme(name)) repaint();
    },
    paintNow(name) {
      if (painter.setTheme(name)) repaintNow();
    },
    nearestLabel: (lat, lon, zoom) => nearestLabel(data.labels, lat, lon, zoom),
    readAhead: () => { readFar().catch(() => {}); },  // a tile that needs it asks again, and says so
    painter,
  };
}

/**
 * A configured source of street tiles instead of the built-in map.
 * tileUrl: a Leaflet URL template. pmtilesUrl: a .pmtiles file of our own origin, read with Range
 * requests by protomaps-leaflet, whose ES module or script is at protomapsUrl.
 * attribution: text or [{ text, href }]. Resolves to the same shape as createBasemap, without names.
 */
export async function configuredTiles({ map, tileUrl, pmtilesUrl, protomapsUrl, attribution: credit = [],
                                        theme = 'light' }) {
  const lines = typeof credit === 'string' ? [{ text: credit, href: '' }] : credit;
  const result = (layer, setTheme) => ({
    layer, setTheme, attribution: lines, lacksStreets: () => false, nearestLabel: () => null,
  });
  if (tileUrl) {
    return result(L.tileLayer(tileUrl, { maxZoom: 19, attribution: '' }).addTo(map), () => {});
  }
  if (!pmtilesUrl) throw new Error('configuredTiles needs tileUrl or pmtilesUrl');
  const { streetLayer } = await import(protomapsUrl);
  const flavorOf = (name) => (name === 'dark' ? 'dark' : 'light');
  const make = async (flavor) => (await streetLayer(pmtilesUrl, { flavor, lang: 'fr', attribution: '' })).addTo(map);
  let flavor = flavorOf(theme);
  const shown = result(await make(flavor), async (name) => {
    if (flavorOf(name) === flavor) return;
    flavor = flavorOf(name);
    shown.layer.remove();
    shown.layer = await make(flavor);
  });
  return shown;
}
