// The smallest street map: an archive (PMTiles 3) whose four tiles (Mapbox Vector Tile 2.1) are the same: water all over.

const varint = (n) => {
  const bytes = [];
  for (; n > 127; n = Math.floor(n / 128)) bytes.push((n % 128) | 128);
  return [...bytes, n];
};
// Protocol buffers: a field that is a number, and one that is bytes.
const number = (field, n) => [...varint(field * 8), ...varint(n)];
const bytes = (field, content) => [...varint(field * 8 + 2), ...varint(content.length), ...content];
const text = (field, words) => bytes(field, [...Buffer.from(words)]);

function waterTile() {
  const zigzag = (n) => (n < 0 ? -2 * n - 1 : 2 * n);
  const [moveTo, lineTo, closePath] = [9, 26, 15];  // one point, three points, none
  const ring = [moveTo, zigzag(0), zigzag(0), lineTo, zigzag(4096), 0, 0, zigzag(4096), zigzag(-4096), 0, closePath];
  const polygon = [...number(3, 3), ...bytes(4, ring.flatMap(varint))];
  return Buffer.from(bytes(3, [...number(15, 2), ...text(1, 'water'), ...bytes(2, polygon), ...number(5, 4096)]));
}

export function waterArchive() {
  const tile = waterTile();
  const directory = Buffer.from([1, 1, 4, tile.length, 1].flatMap(varint));  // entries, first id, run length, length, offset + 1
  const metadata = Buffer.from('{}');
  const header = Buffer.alloc(127);
  header.write('PMTiles\x03', 'latin1');
  const sections = [directory.length, metadata.length, 0, tile.length];
  let offset = header.length;
  sections.forEach((length, i) => {
    header.writeBigUInt64LE(BigInt(offset), 8 + 16 * i);
    header.writeBigUInt64LE(BigInt(length), 16 + 16 * i);
    offset += length;
  });
  [4n, 1n, 1n].forEach((count, i) => header.writeBigUInt64LE(count, 72 + 8 * i));  // tiles addressed, entries, contents
  header.set([1, 1, 1, 1, 1, 1], 96);  // clustered; no compression within and of tiles; vector tiles; zooms 1 to 1
  [-180, -85, 180, 85].forEach((degrees, i) => header.writeInt32LE(degrees * 1e7, 102 + 4 * i));
  return Buffer.concat([header, directory, metadata, tile]);
}
