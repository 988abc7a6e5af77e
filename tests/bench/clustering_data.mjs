// Invented points of a country like France, the same in every run, and what people would look at.
const kHexagon = [[2.5, 51.05], [4.2, 49.95], [8.2, 48.97], [7.55, 47.5], [6.1, 46.3], [7.0, 45.5], [7.6, 43.8], [6.2, 43.05], [3.9, 43.5],
  [3.1, 42.45], [0.7, 42.8], [-1.75, 43.35], [-1.2, 45.8], [-2.4, 47.3], [-4.75, 48.1], [-4.5, 48.65], [-1.6, 48.65], [-1.8, 49.7], [0.1, 49.5], [1.6, 50.2]];
const kTowns = [[2.3522, 48.8566], [5.3698, 43.2965], [4.8357, 45.764], [1.4442, 43.6047], [7.262, 43.7102], [-1.5536, 47.2184], [3.8767, 43.6108],
  [7.7521, 48.5734], [-0.5792, 44.8378], [3.0573, 50.6292]];
export const kCategories = 16;
export const kFirstDay = 20089; // 2025-01-01
const kDays = 730;

// "Small Fast Counter", Chris Doty-Humphrey, of 32-bit words.
function generator(seed) {
  let a = 0x9E3779B9, b = 0x243F6A88, c = seed, d = 1;
  const next = () => {
    const t = (a + b | 0) + d | 0;
    d = d + 1 | 0;
    a = b ^ b >>> 9;
    b = c + (c << 3) | 0;
    c = (c << 21 | c >>> 11) + t | 0;
    return (t >>> 0) / 4294967296;
  };
  for (let i = 0; i < 20; i++) next();
  return next;
}

function inside([x, y]) {
  let is = false;
  for (let i = 0, j = kHexagon.length - 1; i < kHexagon.length; j = i++) {
    const [xi, yi] = kHexagon[i], [xj, yj] = kHexagon[j];
    if ((yi > y) !== (yj > y) && x < (xj - xi) * (y - yi) / (yj - yi) + xi) is = !is;
  }
  return is;
}

const kFullTurn = 4294967296;
export const xOf = (lon) => (lon / 360 + 0.5) * kFullTurn;
export const yOf = (lat) => {
  const sine = Math.sin(lat * Math.PI / 180);
  return (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * kFullTurn;
};
const lonOf = (x) => (x / kFullTurn - 0.5) * 360;
const latOf = (y) => Math.atan(Math.sinh(Math.PI * (1 - 2 * y / kFullTurn))) * 180 / Math.PI;

class Country {
  constructor(seed) {
    this.chance = generator(seed);
    this.towns = [...kTowns];
    while (this.towns.length < 300) this.towns.push(this.anywhere());
    const weights = this.towns.map((_, k) => 1 / (k + 1) ** 0.95);
    this.sizes_km = weights.map((weight) => 0.8 + 9 * Math.sqrt(weight));
    let sum = 0;
    this.sums = weights.map((weight) => (sum += weight));
  }
  below(n) { return Math.floor(this.chance() * n); }
  normal() { return Math.sqrt(-2 * Math.log(1 - this.chance())) * Math.cos(2 * Math.PI * this.chance()); }
  anywhere() {
    for (;;) {
      const place = [-5 + 14.6 * this.chance(), 41.3 + 9.8 * this.chance()];
      if (inside(place)) return place;
    }
  }
  town() {
    const wanted = this.chance() * this.sums.at(-1);
    return this.sums.findIndex((sum) => sum >= wanted);
  }
  inTown() {
    const town = this.town(), [lon, lat] = this.towns[town];
    const size_deg = this.sizes_km[town] * (this.chance() < 0.7 ? 0.6 : 1.6) / 111.2;
    return [lon + this.normal() * size_deg / Math.cos(lat * Math.PI / 180), lat + this.normal() * size_deg];
  }
}

// Four of five points in and about 300 towns, the others in the country; one of twenty at the address of another.
export function points(n) {
  const country = new Country(0xB7E15162);
  const columns = {
    n, lon: new Float64Array(n), lat: new Float64Array(n), category: new Uint8Array(n), tags: new Uint32Array(n),
    firstDay: new Uint16Array(n), lastDay: new Uint16Array(n), ids: new Uint32Array(n),
  };
  for (let i = 0; i < n; i++) {
    const other = i > 100 && country.chance() < 0.05 ? country.below(i) : -1;
    const [lon, lat] = other >= 0 ? [columns.lon[other], columns.lat[other]] : country.chance() < 0.8 ? country.inTown() : country.anywhere();
    columns.lon[i] = lon;
    columns.lat[i] = lat;
    columns.category[i] = Math.floor(kCategories * country.chance() ** 2);
    for (let k = 1 + country.below(4); k > 0; k--) columns.tags[i] |= 1 << Math.floor(32 * country.chance() ** 2);
    const always = country.chance() < 0.5, first = kFirstDay + country.below(kDays);
    columns.firstDay[i] = always ? 0 : first;
    columns.lastDay[i] = always ? 65535 : first + Math.floor((country.chance() < 0.8 ? 1 : 30) * country.chance());
    columns.ids[i] = i;
  }
  return columns;
}

// Screens of 1280 x 720 px at a zoom level: one half about towns, the other anywhere.
export function views(zoom, count) {
  const country = new Country(zoom + 1);
  const px = 2 ** (24 - zoom);
  return Array.from({ length: count }, (_, k) => {
    const [lon, lat] = k % 2 ? country.anywhere() : country.inTown();
    const x = xOf(lon), y = yOf(lat), edge = (value) => Math.round(Math.min(kFullTurn - 1, Math.max(0, value)));
    return view(edge(x - 640 * px), edge(y - 360 * px), edge(x + 640 * px), edge(y + 360 * px), zoom);
  });
}

export function view(west, north, east, south, zoom) {
  return { west, north, east, south, zoom, degrees: [lonOf(west), latOf(south), lonOf(east), latOf(north)] };
}

export function placesToAsk(count) {
  const country = new Country(77);
  return Array.from({ length: count }, () => country.inTown());
}

export function random(seed) { return generator(seed); }
