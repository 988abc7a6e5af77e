// Street tiles from a .pmtiles archive; fetched only where the server is given one. It draws on the Leaflet that
// leaflet_map.js has put among the globals.

import { PMTiles } from 'pmtiles';
import { leafletLayer } from 'protomaps-leaflet';

// A Leaflet layer of the archive at `url`, drawn closer than its deepest tiles from those.
export async function streetLayer(url, options) {
  const archive = new PMTiles(url);
  const { maxZoom } = await archive.getHeader();
  return leafletLayer({ ...options, url: archive, maxDataZoom: maxZoom });
}
