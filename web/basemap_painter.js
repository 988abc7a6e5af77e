// Paints the built-in map, tile by tile, on 2D canvases.

import { COMMUNE, EARTH_M, WATER, PARK } from './basemap_file.js';

const LABEL_STYLES = [[15, 700], [14, 700], [13, 500], [13, 500], [13, 700], [13, 500], [13, 500], [13, 700]];
/** The side of a tile, in CSS pixels. */
export const TILE = 256;
// Tiles are painted once and then only moved: by the processor, whose picture is sent to the graphics chip as it is. Many small
// canvases of curves cost a chip more, and one that is only imitated far more.
const kBySoftware = { willReadFrequently: true };

// Colours of the visual tokens (color.*.map); `border` and `country` are its rail and line tones.
const PALETTES = {
  light: {
    land: '#EFEAE1', block: '#E6DFD3', water: '#B5DCE6', waterLabel: '#205E74', green: '#CFE3BF',
    greenLabel: '#3D5F26', label: '#5A5148', strong: '#2A2420', halo: '#FFFDF9', border: '#CFC6B8',
    country: '#AC9F8E', haloWidth: 3,
  },
  dark: {
    land: '#211F1C', block: '#2D2925', water: '#1B3E4A', waterLabel: '#9CCBD9', green: '#25351F',
    greenLabel: '#A8C795', label: '#C9BFB3', strong: '#F3EDE4', halo: '#211F1C', border: '#4A443D',
    country: '#5C534A', haloWidth: 3,
  },
  contrast: {
    land: '#EDEDED', block: '#DFDFDF', water: '#CBE9F5', waterLabel: '#00384F', green: '#DDF0CF',
    greenLabel: '#1F4209', label: '#1A1A1A', strong: '#000000', halo: '#FFFFFF', border: '#8A8A8A',
    country: '#3A3A3A', shore: '#00384F', haloWidth: 4,
  },
};

const STREETS_FROM_ZOOM = 12;

/** Whether streets are expected at that zoom, which this map does not have. */
export const lacksStreets = (zoom) => zoom >= STREETS_FROM_ZOOM;

export class Painter {
  constructor(data, theme) {
    this.data = data;
    this.setTheme(theme);
  }

  /** Whether that is another one than before. */
  setTheme(name) {
    const before = this.palette;
    this.palette = PALETTES[name] || PALETTES.light;
    return this.palette !== before;
  }

  /** Whether all that the tile shows has been read: what is far has a file of its own. */
  canPaint(coords) {
    const tile = this.place(coords);
    return [...this.data.layers.values()].every((layer) => layer.bytes || !this.shows(tile, layer));
  }

  /** Paints one tile; the canvas has its size in device pixels. */
  paint(canvas, coords, ratio) {
    const ctx = canvas.getContext('2d', kBySoftware);
    const tile = this.place(coords);
    Object.assign(tile, {
      ctx, ratio,
      // Ground metres of one CSS pixel at the tile's middle.
      metres: EARTH_M / tile.world / Math.cosh(Math.PI * (1 - 2 * (coords.y + 0.5) / 2 ** coords.z)),
    });
    const c = this.palette;
    ctx.setTransform(ratio, 0, 0, ratio, 0, 0);
    ctx.globalCompositeOperation = 'source-over';
    ctx.clearRect(0, 0, TILE, TILE);
    ctx.lineJoin = ctx.lineCap = 'round';

    this.fill(tile, `land${tile.level}`, c.land);
    // What lies on land is cut at the shore; the sea comes last, beneath everything.
    ctx.globalCompositeOperation = 'source-atop';
    // Towns' edges are an estimate: they fade before one could take them for streets.
    ctx.globalAlpha = tile.zoom >= STREETS_FROM_ZOOM ? 0.5 : 1;
    this.fill(tile, tile.zoom <= 8 ? 'urban-far' : 'urban', c.block, true);
    ctx.globalAlpha = 1;
    this.fill(tile, 'park', c.green, true);
    this.fill(tile, `lake${tile.level}`, c.water);
    this.borders(tile);
    this.rivers(tile);
    ctx.globalCompositeOperation = 'destination-over';
    ctx.fillStyle = c.water;
    ctx.fillRect(0, 0, TILE, TILE);
    ctx.globalCompositeOperation = 'source-over';
    if (c.shore) this.shore(tile);
    this.labels(tile);
  }

  /** A tile's place on the world's square of `world` CSS pixels, and its level: the finest land whose window holds all of it. */
  place({ x, y, z }) {
    const tile = { zoom: z, world: TILE * 2 ** z, left: x * TILE, top: y * TILE };
    const x0 = x / 2 ** z, x1 = (x + 1) / 2 ** z, y0 = y / 2 ** z, y1 = (y + 1) / 2 ** z;
    tile.level = [2, 1].find((level) => {
      const { min, windows } = this.data.layers.get(`land${level}`);
      return z >= min && windows.some((w) => x0 >= w[0] && x1 <= w[2] && y0 >= w[1] && y1 <= w[3]);
    }) ?? 0;
    return tile;
  }

  /** Whether a layer is seen on a tile: land and lakes at the tile's level, whatever its zoom. */
  shows(tile, layer) {
    const level = /^(?:land|lake)(\d)$/.exec(layer.name)?.[1];
    return level ? Number(level) === tile.level : layer.min <= tile.zoom && tile.zoom <= layer.max;
  }

  /** The shapes of a layer that is seen on the tile, else null. */
  shapes(tile, name) {
    const layer = this.data.layers.get(name);
    return this.shows(tile, layer) ? layer.shapes : null;
  }

  /** Calls visit(i) for each of the shapes that may touch the tile, grown by pad CSS pixels. */
  each(tile, shapes, pad, visit) {
    const unit = shapes.grid / tile.world;
    const x0 = (tile.left - pad) * unit, x1 = (tile.left + TILE + pad) * unit;
    const y0 = (tile.top - pad) * unit, y1 = (tile.top + TILE + pad) * unit;
    const b = shapes.boxes;
    for (let i = 0, k = 0; i < shapes.count; i++, k += 4) {
      if (b[k] <= x1 && b[k + 2] >= x0 && b[k + 1] <= y1 && b[k + 3] >= y0) visit(i);
    }
  }

  trace(tile, shapes, i) {
    const { ctx, left, top } = tile, s = tile.world / shapes.grid;
    const p = shapes.points, end = shapes.starts[i + 1];
    let k = shapes.starts[i];
    ctx.moveTo(p[k] * s - left, p[k + 1] * s - top);
    for (k += 2; k < end; k += 2) ctx.lineTo(p[k] * s - left, p[k + 1] * s - top);
  }

  /** A closed curve through the middles of a ring's edges: for shapes whose corners mean nothing. */
  traceRound(tile, shapes, i) {
    const { ctx, left, top } = tile, s = tile.world / shapes.grid;
    const p = shapes.points, end = shapes.starts[i + 1];
    let ax = p[end - 2] * s - left, ay = p[end - 1] * s - top;
    for (let k = shapes.starts[i], first = true; k <= end; k += 2, first = false) {
      const j = k === end ? shapes.starts[i] : k;
      const bx = p[j] * s - left, by = p[j + 1] * s - top;
      if (first) ctx.moveTo((ax + bx) / 2, (ay + by) / 2);
      else ctx.quadraticCurveTo(ax, ay, (ax + bx) / 2, (ay + by) / 2);
      ax = bx;
      ay = by;
    }
  }

  fill(tile, name, colour, round = false) {
    const shapes = this.shapes(tile, name);
    if (!shapes) return;
    tile.ctx.beginPath();
    this.each(tile, shapes, 1, (i) => {
      if (round) this.traceRound(tile, shapes, i); else this.trace(tile, shapes, i);
      tile.ctx.closePath();
    });
    tile.ctx.fillStyle = colour;
    tile.ctx.fill();
  }

  borders(tile) {
    const { ctx, zoom } = tile, c = this.palette;
    const line = (name, colour, width, dash) => {
      const shapes = this.shapes(tile, name);
      if (!shapes) return;
      ctx.beginPath();
      this.each(tile, shapes, 4, (i) => this.trace(tile, shapes, i));
      ctx.strokeStyle = colour;
      ctx.lineWidth = width;
      ctx.setLineDash(dash);
      ctx.stroke();
      ctx.setLineDash([]);
    };
    line('departement', c.border, zoom <= 7 ? 0.8 : 1.1, zoom <= 7 ? [] : [1, 3.5]);
    line('country', c.country, zoom <= 6 ? 1.2 : 1.6, []);
    line('country-near', c.country, 1.6, []);
  }

  /** Rivers of a known width are as wide as they are; the others grow gently with the zoom. */
  rivers(tile) {
    const { ctx, zoom } = tile;
    ctx.strokeStyle = this.palette.water;
    const grow = (least) => least * 1.22 ** Math.max(0, zoom - 9);
    const width = zoom <= 8
      ? { 'river-far': (a) => (zoom === 5 && a > 1 ? 0 : Math.max(0.7, [2, 1.8, 1.4, 1][a] * (zoom - 3.5) / 4)) }
      : { river3: () => grow(0.9), river2: (a) => Math.max(a / tile.metres, grow(1.3)),
          river1: (a) => Math.max(a / tile.metres, grow(2)) };
    for (const name of Object.keys(width)) {
      const shapes = this.shapes(tile, name);
      if (!shapes) continue;
      const byWidth = new Map();
      this.each(tile, shapes, 60, (i) => {
        const w = width[name](shapes.attributes[i]);
        if (byWidth.has(w)) byWidth.get(w).push(i); else byWidth.set(w, [i]);
      });
      for (const [w, rivers] of byWidth) {
        if (w === 0) continue;
        ctx.beginPath();
        for (const i of rivers) this.trace(tile, shapes, i);
        ctx.lineWidth = w;
        ctx.stroke();
      }
    }
  }

  /** High contrast draws the shore as a line; edges made by cutting into cells are left out. */
  shore(tile) {
    const { shapes } = this.data.layers.get(`land${tile.level}`), { ctx, left, top } = tile;
    const s = tile.world / shapes.grid, p = shapes.points;
    ctx.beginPath();
    this.each(tile, shapes, 2, (i) => {
      const [x0, y0, x1, y1] = shapes.boxes.subarray(i * 4, i * 4 + 4);
      for (let k = shapes.starts[i]; k + 3 < shapes.starts[i + 1]; k += 2) {
        const ax = p[k], ay = p[k + 1], bx = p[k + 2], by = p[k + 3];
        const cut = (ax === bx && (ax === x0 || ax === x1)) || (ay === by && (ay === y0 || ay === y1));
        if (cut) continue;
        ctx.moveTo(ax * s - left, ay * s - top);
        ctx.lineTo(bx * s - left, by * s - top);
      }
    });
    ctx.strokeStyle = this.palette.shore;
    ctx.lineWidth = 1.2;
    ctx.stroke();
  }

  labels(tile) {
    const { ctx, zoom, ratio } = tile, L_ = this.data.labels, s = tile.world / L_.grid;
    ctx.textAlign = 'left';
    ctx.textBaseline = 'alphabetic';
    ctx.lineWidth = this.palette.haloWidth;
    ctx.strokeStyle = this.palette.halo;
    let font = -1;
    for (let i = 0; i < L_.count; i++) {
      if (L_.min[i] > zoom) break;  // sorted by the zoom they appear at
      if (L_.max[i] < zoom) continue;
      const y = L_.y[i] * s - tile.top;
      if (y < -16 || y > TILE + 16) continue;
      const x = L_.x[i] * s - tile.left;
      if (x < -160 || x > TILE + 160) continue;
      const style = L_.style[i], [size, weight] = LABEL_STYLES[style];
      if (style !== font) {
        ctx.font = `${weight} ${size}px Nunito, system-ui, sans-serif`;
        font = style;
      }
      if (!L_.width[i]) L_.width[i] = ctx.measureText(L_.names[i]).width;
      const half = L_.width[i] / 2;
      if (x + half < -4 || x - half > TILE + 4) continue;
      // Whole device pixels, the same seen from every tile, keep letters sharp and uncut.
      const px = Math.round((x - half) * ratio) / ratio, py = Math.round((y + size * 0.35) * ratio) / ratio;
      ctx.strokeText(L_.names[i], px, py);
      ctx.fillStyle = this.labelColour(L_.kind[i], style);
      ctx.fillText(L_.names[i], px, py);
    }
  }

  labelColour(kind, style) {
    const c = this.palette;
    if (kind === WATER) return c.waterLabel;
    if (kind === PARK) return c.greenLabel;
    return kind === COMMUNE && style <= 1 ? c.strong : c.label;
  }
}
