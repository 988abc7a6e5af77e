// The engine's WebAssembly module, as an object over typed arrays.
const kColumns = ['tags', 'ids', 'firstDay', 'lastDay', 'category'];

export async function load(folder, name) {
  const { default: create } = await import(`${folder}/${name}.mjs`);
  const m = await create();
  const copies = [];
  const copied = (array) => {
    const at = m._malloc(array.byteLength);
    m.HEAPU8.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    copies.push(at);
    return at;
  };
  const free = () => { while (copies.length) m._free(copies.pop()); };
  // Words of the module's memory: the array of the last answer, where they lie as those did.
  let heap = null, buffer = null, place = 0, found = new Uint32Array(0);
  const words = (count) => {
    const at = m._engine_result();
    if (m.HEAPU8 === heap && at === place && count === found.length) return found;
    if (m.HEAPU8 !== heap) buffer = m.HEAPU8.buffer; // it has grown
    heap = m.HEAPU8;
    place = at;
    found = new Uint32Array(buffer, at, count);
    return found;
  };

  return {
    module: m,
    // The copy into the module's memory is part of it, in slices. `places`: the names of the two columns of coordinates.
    build(columns, places, add) {
      m._engine_reset();
      const kSlice = 1 << 20;
      for (let from = 0; from < columns.n; from += kSlice) {
        const slice = (name) => copied(columns[name].subarray(from, Math.min(columns.n, from + kSlice)));
        const [a, b] = places.map(slice);
        const table = copied(new Uint32Array(kColumns.map(slice)));
        m[add](a, b, table, Math.min(kSlice, columns.n - from));
        free();
      }
    },
    buildFromDegrees(columns) { this.build(columns, ['lon', 'lat'], '_engine_add_degrees'); },
    buildFromUnits(columns) { this.build(columns, ['x', 'y'], '_engine_add_units'); },
    // One point, as columns of units.
    insert(columns) {
      const table = copied(new Uint32Array(kColumns.map((name) => copied(columns[name]))));
      m._engine_add_units(copied(columns.x), copied(columns.y), table, 1);
      free();
    },
    filter({ categories, required = 0, any = 0, none = 0, days = [0, 65535] }) {
      const set = new Uint32Array(8).fill(0xFFFFFFFF);
      if (categories !== undefined) set[0] = categories;
      m._engine_filter(copied(set), required, any, none, ...days);
      free();
    },
    // Six words a cluster: x, y, count, id, x and y of the cell.
    view: (v) => words(m._engine_view(v.west, v.north, v.east, v.south, v.zoom) * 6),
    // All that is done in idle time after a view.
    prepare(v) { while (m._engine_prepare(v.west, v.north, v.east, v.south, v.zoom)); },
    tile: (zoom, x, y) => words(m._engine_tile(zoom, x, y) * 6),
    leaves: (zoom, x, y, offset, limit) => words(m._engine_leaves(zoom, x, y, offset, limit)),
    expansionZoom: (zoom, x, y) => m._engine_expansion_zoom(zoom, x, y),
    nearest: (lon, lat, count, radius_m) => words(m._engine_nearest(lon, lat, count, radius_m)),
    remove: (x, y, id) => m._engine_remove(x, y, id),
    forgetTiles: () => m._engine_forget_tiles(),
    count: () => m._engine_count(),
    bytes: () => m._engine_bytes(),
    bytesOfModule: () => m.HEAPU8.byteLength,
  };
}

// In Morton order, as the server sends them.
export function sorted(columns, x, y) {
  const spread = (bits) => {
    let v = BigInt(bits);
    v = (v | v << 16n) & 0x0000FFFF0000FFFFn;
    v = (v | v << 8n) & 0x00FF00FF00FF00FFn;
    v = (v | v << 4n) & 0x0F0F0F0F0F0F0F0Fn;
    v = (v | v << 2n) & 0x3333333333333333n;
    return (v | v << 1n) & 0x5555555555555555n;
  };
  const table = BigUint64Array.from({ length: 65536 }, (_, i) => spread(i));
  const whole = new BigUint64Array(columns.n), keys = new BigUint64Array(columns.n);
  const half = (v) => [table[v >>> 16], table[v & 0xFFFF]];
  for (let i = 0; i < columns.n; i++) {
    const [xh, xl] = half(x[i]), [yh, yl] = half(y[i]);
    whole[i] = (xh | yh << 1n) << 32n | xl | yl << 1n;
    keys[i] = whole[i] >> 24n << 24n | BigInt(i); // a sort of numbers is faster than one that asks
  }
  keys.sort();
  const order = Uint32Array.from(keys, (key) => Number(key & 0xFFFFFFn));
  for (let begin = 0, end; begin < columns.n; begin = end) {
    for (end = begin + 1; end < columns.n && keys[end] >> 24n === keys[begin] >> 24n; end++);
    if (end > begin + 1) order.subarray(begin, end).sort((a, b) => Number(whole[a] - whole[b]) || a - b);
  }
  const take = (column) => column.constructor.from(order, (i) => column[i]);
  const result = { n: columns.n, x: take(x), y: take(y) };
  for (const name of kColumns) result[name] = take(columns[name]);
  return result;
}
