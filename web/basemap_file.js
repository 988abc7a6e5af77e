// The base map's files as bytes (docs/basemap.md): reading them, and asking them for names.

export const COMMUNE = 0, ARRONDISSEMENT = 1, QUARTIER = 2, WATER = 3, COUNTRY = 4, FOREIGN = 5, PARK = 6;
const KIND_NAMES = ['commune', 'arrondissement', 'quartier', 'water', 'country', 'foreign', 'park'];
export const EARTH_M = 40075016.686;

// ---- reading the file ----

/** The integers of some bytes, one after another. */
class Reader {
  constructor(bytes, at) {
    this.bytes = bytes;
    this.at = at;
  }

  byte() {
    return this.bytes[this.at++];
  }

  varint() {
    let value = 0, shift = 0, byte;
    do {
      byte = this.bytes[this.at++];
      value |= (byte & 0x7f) << shift;
      shift += 7;
    } while (byte & 0x80);
    return value >>> 0;
  }

  signed() {
    const n = this.varint();
    return (n >>> 1) ^ -(n & 1);
  }
}

/** What the head says of a layer: name, min, max, windows, far. `shapes` are read when first asked for: a view needs few. */
class Layer {
  constructor(head) {
    Object.assign(this, { name: head.name, min: head.min, max: head.max, windows: head.windows, far: head.far });
    this.head = head;
  }

  get shapes() {
    return (this.known ??= readShapes(this.head, new Reader(this.bytes, 0)));
  }
}

const magicOf = (bytes) => String.fromCharCode(...bytes.subarray(0, 4));

/** Gives each layer its part of the bytes from `at` on; where the last one ends. Throws where they are too few. */
function share(layers, bytes, at) {
  for (const layer of layers) {
    layer.bytes = bytes.subarray(at, at += layer.head.bytes);
    if (at > bytes.length) throw new Error(`base map: ${layer.name} is cut short`);
  }
  return at;
}

/** Reads the near file: its layers and all names; the far layers have no shapes before addFar. Throws an Error with a reason. */
export function decodeBasemap(buffer) {
  const bytes = new Uint8Array(buffer);
  if (bytes.length < 8 || magicOf(bytes) !== 'EBM2') throw new Error('base map: not an EBM2 file');
  const headLength = new DataView(buffer).getUint32(4, true);
  const head = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + headLength)));
  const layers = new Map(head.layers.map((layer) => [layer.name, new Layer(layer)]));
  let at = share([...layers.values()].filter(({ far }) => !far), bytes, 8 + headLength);
  const labels = readLabels(head.labels, new Reader(bytes, at));
  at += head.labels.bytes;
  labels.names = new TextDecoder().decode(bytes.subarray(at, at + head.labels.names)).split('\n');
  if (labels.names.length !== head.labels.count) throw new Error('base map: names are cut short');
  return { layers, labels };
}

/** Reads the far file into the layers of the near one. Throws an Error with a reason. */
export function addFar({ layers }, buffer) {
  const bytes = new Uint8Array(buffer);
  if (magicOf(bytes) !== 'EBF2') throw new Error('base map: not an EBF2 file');
  share([...layers.values()].filter(({ far }) => far), bytes, 4);
}

function readShapes(head, reader) {
  const points = new Int32Array(head.points * 2);
  const starts = new Int32Array(head.count + 1);
  const boxes = new Int32Array(head.count * 4);
  const attributes = new Int32Array(head.count);
  let x = 0, y = 0, p = 0;
  for (let i = 0; i < head.count; i++) {
    attributes[i] = reader.varint();
    const n = reader.varint();
    let x0 = Infinity, y0 = Infinity, x1 = -Infinity, y1 = -Infinity;
    for (let k = 0; k < n; k++) {
      points[p++] = x += reader.signed();
      points[p++] = y += reader.signed();
      if (x < x0) x0 = x;
      if (x > x1) x1 = x;
      if (y < y0) y0 = y;
      if (y > y1) y1 = y;
    }
    boxes.set([x0, y0, x1, y1], i * 4);
    starts[i + 1] = p;
  }
  return { grid: 2 ** head.bits, count: head.count, points, starts, boxes, attributes };
}

function readLabels(head, reader) {
  const n = head.count;
  const labels = {
    count: n, grid: 2 ** head.bits, x: new Int32Array(n), y: new Int32Array(n), kind: new Uint8Array(n),
    style: new Uint8Array(n), min: new Uint8Array(n), max: new Uint8Array(n), radius: new Float32Array(n),
    width: new Float32Array(n), names: [],
  };
  let x = 0, y = 0;
  for (let i = 0; i < n; i++) {
    labels.x[i] = x += reader.signed();
    labels.y[i] = y += reader.signed();
    labels.kind[i] = reader.byte();
    labels.style[i] = reader.byte();
    labels.min[i] = reader.byte();
    labels.max[i] = reader.byte();
    labels.radius[i] = reader.varint() * 50;
  }
  return labels;
}

// ---- names ----

/** The name a person would give to a point: a quartier in town when one looks closely, else the
 *  arrondissement or commune, or a larger town when one looks from afar. Null far from any. */
export function nearestLabel(labels, lat, lon, zoom) {
  const sin = Math.sin(lat * Math.PI / 180);
  const x = (lon / 360 + 0.5) * labels.grid;
  const y = (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * labels.grid;
  const metres = EARTH_M * Math.cos(lat * Math.PI / 180) / labels.grid;
  let best = -1, bestScore = Infinity, bestDistance = 0;
  for (let i = 0; i < labels.count; i++) {
    const kind = labels.kind[i];
    const fine = kind === QUARTIER || kind === ARRONDISSEMENT;
    if (kind > QUARTIER || (kind === QUARTIER && zoom < 13) || (kind === ARRONDISSEMENT && zoom < 12)) continue;
    if (zoom < 12 && labels.min[i] > zoom + 1) continue;
    const distance = Math.hypot(labels.x[i] - x, labels.y[i] - y) * metres;
    const radius = Math.max(labels.radius[i], 300);
    if (kind === QUARTIER && distance > 1000) continue;
    if (kind === ARRONDISSEMENT && distance > 2500) continue;
    if (distance > 60000) continue;
    // Inside a town its quartiers come first, then its arrondissements.
    const score = distance / radius + (fine ? 0 : 0.5) + (kind === ARRONDISSEMENT ? 3 : 0) +
                  (kind === COMMUNE && zoom >= 13 ? 3 : 0);
    if (score < bestScore) {
      best = i;
      bestScore = score;
      bestDistance = distance;
    }
  }
  if (best < 0) return null;
  return { name: labels.names[best], kind: KIND_NAMES[labels.kind[best]], distance_m: Math.round(bestDistance) };
}
