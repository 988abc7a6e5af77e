// Street tiles from a .pmtiles archive; fetched only where the server is given one. It draws on the Leaflet that
// leaflet_map.js has put among the globals.

export { leafletLayer } from 'protomaps-leaflet';
