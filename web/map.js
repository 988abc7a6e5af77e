// The map: Leaflet with the base map and our own buttons. It tells the client where it is after each move, and does the
// moves that the client asks for. What panels cover (insets) is kept in mind: "the middle" is that of what can be seen.

import L from './leaflet_map.js';
import { configuredTiles, createBasemap } from './basemap.js';

const kHome = { lat: 48.8675, lon: 2.3636, zoom: 13 };  // place de la République, Paris
const kWorld = L.latLngBounds([-85.05, -180], [85.05, 180]);
const kMinZoom = 3;
const kMaxZoom = 19;
const kViewMargin_px = 24;  // markers that stick out at the edge belong to the view
const kLeastRoom_px = 96;  // a map with less of it free than this is covered
const kHiddenWidth_px = 784;
const kHiddenHeight_px = 800;
const kClear_px = 44;       // what is brought into view keeps this distance from its edges
const kWide_px = 700;       // narrower maps have room for few words
const kViewKey = 'entourage.view';

// tiles: a configured source of street tiles, { tileUrl | pmtilesUrl, protomapsUrl, attribution }, or null.
// words(): those of the page's language, web/language.js.
export function createMap({ core, region, words, theme, reducedMotion, basemapUrls, tiles, moved }) {
  const element = region.querySelector('#map');
  let insets = { left: 0, top: 0, right: 0, bottom: 0 };
  const start = viewFromHash(location.hash) ?? viewFromSession() ?? kHome;
  // Until the person moves the map, it keeps its middle when panels come and go.
  let anchor = start;

  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    maxBounds: kWorld,
    maxBoundsViscosity: 1,
    minZoom: kMinZoom,
    maxZoom: kMaxZoom,
    zoomAnimation: !reducedMotion(),
    fadeAnimation: false,
    markerZoomAnimation: false,
    inertia: !reducedMotion(),
  }).setView([start.lat, start.lon], start.zoom, { animate: false });

  // --- base map: the page works without it, and says why it is not there
  const credit = region.querySelector('.map-credit');
  const hint = region.querySelector('.map-hint');
  let basemap = null;
  let basemapFailed = false;
  const paletteOf = (name) => (name === 'high-contrast' ? 'contrast' : name);
  const ready = loadBasemap();
  // All that is in view of it has been painted once.
  const shown = ready.then(() => basemap && new Promise((resolve) => { basemap.layer.once('load', resolve); }));

  async function loadBasemap() {
    const common = { map, theme: paletteOf(theme()) };
    try {
      basemap = tiles
        ? await configuredTiles({ ...common, ...tiles })
        : await createBasemap({ ...common, ...basemapUrls, reducedMotion: reducedMotion() });
    } catch (error) {
      basemapFailed = true;
      describe();
      console.warn(error.message);
      return;
    }
    basemap.setTheme(paletteOf(theme()));
    credit.replaceChildren(...basemap.attribution.flatMap(creditPart));
    describe();
  }

  // What the base map can say of the place shown: for those who do not see it.
  function describe() {
    if (basemapFailed) hint.textContent = words().web_no_basemap;
    if (!basemap) return;
    const middle = map.containerPointToLatLng(freeMiddle());
    const zoom = map.getZoom();
    const box = freeBox();
    const narrow = box.right - box.left < kWide_px;
    region.toggleAttribute('data-narrow', narrow);
    const notice = narrow ? words().web_no_streets_short : words().web_no_streets;
    hint.textContent = basemap.lacksStreets(zoom) ? notice : '';
    const label = basemap.nearestLabel(middle.lat, middle.lng, zoom);
    element.setAttribute('aria-label', label ? words().web_map_around.replace('{name}', label.name) : words().web_map);
  }

  // --- panes: sprites below, the elements of markers above them
  const pane = (name, zIndex, classes) => {
    const made = map.createPane(name);
    made.style.zIndex = zIndex;
    made.classList.add(...classes);
    return made;
  };
  const areaPane = pane('entourage-areas', 440, []);
  const spritePane = pane('entourage-sprites', 450, []);
  // Hidden during the zoom animation: its elements have no place before the end.
  const markerPane = pane('entourage-markers', 600, ['leaflet-zoom-hide']);

  // --- where it is
  function frame() {
    const origin = map.getPixelOrigin();
    const corner = map.containerPointToLayerPoint([0, 0]);
    const size = map.getSize();
    return { zoom: map.getZoom(), origin, corner, size };
  }

  // The part between the panels at the sides; above and below, sheets come and go over a map that stays.
  function freeBox() {
    const size = map.getSize();
    let left = Math.min(insets.left, size.x);
    let right = Math.max(size.x - insets.right, left);
    if (right - left < 2 * kClear_px) [left, right] = [0, size.x];
    return { left, right, top: 0, bottom: size.y };
  }

  function freeMiddle() {
    const size = map.getSize();
    const box = freeBox();
    let top = Math.min(insets.top, size.y);
    let bottom = Math.max(size.y - insets.bottom, top);
    if (bottom - top < 2 * kClear_px) [top, bottom] = [0, size.y];
    return L.point((box.left + box.right) / 2, (top + bottom) / 2);
  }

  // Geography of what can be seen. A hidden map (mode texte) has no size: then that of a common window.
  function visible(size) {
    if (size.x === 0 || size.y === 0) {
      const centre = map.project(map.getCenter());
      const half = L.point(kHiddenWidth_px, kHiddenHeight_px).divideBy(2);
      return {
        northWest: map.unproject(centre.subtract(half)), southEast: map.unproject(centre.add(half)), middle: map.getCenter(),
      };
    }
    const box = freeBox();
    return {
      northWest: map.containerPointToLatLng([box.left - kViewMargin_px, box.top - kViewMargin_px]),
      southEast: map.containerPointToLatLng([box.right + kViewMargin_px, box.bottom + kViewMargin_px]),
      middle: map.containerPointToLatLng(freeMiddle()),
    };
  }

  function report() {
    const { zoom, origin, corner, size } = frame();
    const { northWest, southEast, middle } = visible(size);
    core.tell('on_map', [
      zoom, origin.x, origin.y, corner.x, corner.y, corner.x + size.x, corner.y + size.y,
      clampLat(southEast.lat), clampLon(northWest.lng), clampLat(northWest.lat), clampLon(southEast.lng),
      clampLat(middle.lat), clampLon(middle.lng),
    ]);
    moved();
    remember(middle, zoom);
    describe();
  }
  map.on('moveend', report);
  // Markers have elements of their own, but not all where they are very many.
  map.on('click', ({ layerPoint }) => core.tell('on_map_tap', [layerPoint.x, layerPoint.y]));

  // --- moves
  // The centre of the whole map at which `at` lies in the middle of what can be seen.
  function centreFor(at, zoom) {
    const shift = freeMiddle().subtract(map.getSize().divideBy(2));
    return map.unproject(map.project([at.lat, at.lon], zoom).subtract(shift), zoom);
  }

  function place(at, zoom, animate) {
    const centre = centreFor(at, zoom);
    // A hidden map has no size to fly over.
    if (!animate || reducedMotion() || map.getSize().x === 0) map.setView(centre, zoom, { animate: false });
    else map.flyTo(centre, zoom, { duration: 0.42 });
  }

  function flyTo(lat, lon, zoom) {
    release();
    if (zoom >= 0) place({ lat, lon }, Math.min(kMaxZoom, Math.max(kMinZoom, Math.round(zoom))), true);
    else bringIntoView(map.latLngToContainerPoint([lat, lon]));
  }

  // The smallest pan that shows a point of the container clear of panels and edges.
  function bringIntoView(point) {
    const size = map.getSize();
    const least = L.point(insets.left + kClear_px, insets.top + kClear_px);
    const most = L.point(size.x - insets.right - kClear_px, size.y - insets.bottom - kClear_px);
    if (most.x <= least.x || most.y <= least.y) return;
    const dx = point.x < least.x ? point.x - least.x : point.x > most.x ? point.x - most.x : 0;
    const dy = point.y < least.y ? point.y - least.y : point.y > most.y ? point.y - most.y : 0;
    if (dx || dy) map.panBy([dx, dy], { animate: !reducedMotion(), duration: 0.25 });
  }

  function release() { anchor = null; }
  for (const type of ['pointerdown', 'wheel', 'keydown']) element.addEventListener(type, release, { capture: true, passive: true });

  function setInsets(left, top, right, bottom) {
    const size = map.getSize();
    // Where panels leave no room, what lies under them is out of reach too. What the map is told meanwhile is for when it is
    // seen again, between the panels it had.
    const covered = size.x - left - right < kLeastRoom_px || size.y - top - bottom < kLeastRoom_px;
    region.inert = covered;
    region.toggleAttribute('data-covered', covered);
    if (covered || (left === insets.left && top === insets.top && right === insets.right && bottom === insets.bottom)) return;
    insets = { left, top, right, bottom };
    for (const [side, value] of Object.entries(insets)) region.style.setProperty(`--inset-${side}`, `${value}px`);
    // Later: this is told during a frame, and a move ends in one.
    queueMicrotask(() => (anchor ? place(anchor, anchor.zoom, false) : report()));
  }

  addEventListener('hashchange', () => {
    const wanted = viewFromHash(location.hash);
    if (wanted) place(wanted, wanted.zoom, true);
  });

  // --- its size is that of the window
  const resized = new ResizeObserver(() => {
    if (element.clientWidth === 0) return;
    map.invalidateSize({ animate: false, pan: !anchor });
    if (anchor) place(anchor, anchor.zoom, false);
  });
  resized.observe(element);

  const buttons = addButtons(region, {
    zoomIn: () => { release(); zoomBy(1); },
    zoomOut: () => { release(); zoomBy(-1); },
    locate: () => { release(); core.tell('on_locate'); },
  });

  // Zooms about the middle of what can be seen.
  function zoomBy(step) {
    const zoom = Math.min(kMaxZoom, Math.max(kMinZoom, map.getZoom() + step));
    map.setZoomAround(freeMiddle(), zoom, { animate: !reducedMotion() });
  }

  // All that the map says, in the language of now.
  function setWords() {
    region.setAttribute('aria-label', words().web_map);
    element.setAttribute('aria-label', words().web_map);
    element.setAttribute('aria-roledescription', words().web_map_role);
    region.querySelector('#map-keys').textContent = words().web_map_keys;
    for (const [key, button] of Object.entries(buttons)) {
      button.setAttribute('aria-label', words()[key]);
      button.title = words()[key];
    }
    describe();
  }
  setWords();

  function remember(middle, zoom) {
    try {
      sessionStorage.setItem(kViewKey, `#${zoom}/${middle.lat.toFixed(5)}/${middle.lng.toFixed(5)}`);
    } catch {
      // Forbidden storage: the next page begins at home.
    }
  }

  return {
    map,
    areaPane,
    spritePane,
    markerPane,
    frame,
    report,
    bringIntoView,
    ready,
    shown,
    // What later views need and the first does not.
    readAhead: () => { ready.then(() => basemap?.readAhead?.()); },
    setWords,
    setTheme: (name) => basemap?.setTheme(paletteOf(name)),
    // What `copy` returns of the base map in light colours.
    paintedLight(copy) {
      basemap?.paintNow?.('light');
      const copied = copy();
      basemap?.paintNow?.(paletteOf(theme()));
      return copied;
    },
    freeBox,
    wasDragged: () => Boolean(map.dragging?.moved()),
    refresh: () => map.invalidateSize({ animate: false }),
    host: { mapFlyTo: flyTo, markersInsets: setInsets },
  };
}

const clampLat = (lat) => Math.max(-90, Math.min(90, lat));
const clampLon = (lon) => Math.max(-180, Math.min(180, lon));

// "#13/48.87/2.36": zoom, latitude, longitude.
export function viewFromHash(hash) {
  const parts = /^#(\d{1,2}(?:\.\d+)?)\/(-?\d{1,2}(?:\.\d+)?)\/(-?\d{1,3}(?:\.\d+)?)$/.exec(hash ?? '');
  if (!parts) return null;
  const [zoom, lat, lon] = parts.slice(1).map(Number);
  if (Math.abs(lat) > 85 || Math.abs(lon) > 180) return null;
  return { lat, lon, zoom: Math.max(kMinZoom, Math.min(kMaxZoom, Math.round(zoom))) };
}

function viewFromSession() {
  try {
    return viewFromHash(sessionStorage.getItem(kViewKey));
  } catch {
    return null;
  }
}

// "Name, others (licence)": narrow maps show the name alone; the link leads to the rest.
function creditPart({ text, href }, i) {
  const part = document.createElement(href ? 'a' : 'span');
  const [, name, licence] = /^([^(,]*)(.*)$/.exec(text);
  const small = document.createElement('span');
  small.className = 'map-licence';
  small.textContent = licence ?? '';
  part.append(name, small);
  if (href) part.href = href;
  return i ? [' · ', part] : [part];
}

// --- buttons: ordinary elements, above the map and beside the panels

const kIcons = {
  plus: ['M12 5v14', 'M5 12h14'],
  minus: ['M5 12h14'],
  crosshair: ['M12 2.5v4', 'M12 17.5v4', 'M2.5 12h4', 'M17.5 12h4', 'M19 12a7 7 0 1 1-14 0a7 7 0 1 1 14 0', 'M14 12a2 2 0 1 1-4 0a2 2 0 1 1 4 0'],
};

// The buttons, by the key of their name.
function addButtons(region, actions) {
  const bar = document.createElement('div');
  bar.className = 'map-buttons';
  const zoom = document.createElement('div');
  zoom.className = 'map-zoom';
  const made = {
    web_zoom_in: button('plus', actions.zoomIn), web_zoom_out: button('minus', actions.zoomOut), web_locate: button('crosshair', actions.locate),
  };
  zoom.append(made.web_zoom_in, made.web_zoom_out);
  bar.append(made.web_locate, zoom);
  region.append(bar);
  return made;
}

function button(icon, action) {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = `map-button map-button-${icon}`;
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  for (const d of kIcons[icon]) {
    const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
    path.setAttribute('d', d);
    svg.append(path);
  }
  made.append(svg);
  made.addEventListener('click', action);
  return made;
}
