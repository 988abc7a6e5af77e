// Leaflet, loaded under the page's rule against markup from text. Import it from here.

import './trusted_types.js';
import * as L from 'leaflet';
import { closeMarkup } from './trusted_types.js';

closeMarkup();
// basemap.js and plug-ins for other tile sources look for the global.
globalThis.L = L;

export default L;
