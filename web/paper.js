// What is printed: the page as it reads without the picture, and the map as it lies there. Whoever prints by the browser's
// own menu gets the same.

const kNumber_px = { size: 14, height: 24, padding: 8, halo: 2 };
const kFree_px = 48;      // around the outermost numbers
const kLeastRatio = 1.5;  // of width to height, where there is so much map

// region: the map's. markers: its layer, which can paint so that it may be copied. numberText(number): as the page writes it.
// ended(): the page is on the screen again.
export function createPaper({ root, region, map, markers, numberText, ended }) {
  let was = null;  // { mode, theme } on the screen
  let figure = null;
  let numbers = [];  // { lat, lon, text } of the places that the sheet lists: what its map shows instead of markers

  addEventListener('beforeprint', () => {
    if (root.dataset.client !== 'running' || was) return;
    was = { mode: root.dataset.mode, theme: root.dataset.theme };
    if (was.mode === 'paint') {
      figure = map.paintedLight(() => (numbers.length ? numberedMap() : markedMap()));
      if (figure) root.querySelector('#mirror').before(figure);
    }
    root.dataset.mode = 'text';
    root.dataset.theme = 'light';
  });

  addEventListener('afterprint', () => {
    if (!was) return;
    figure?.remove();
    figure = null;
    Object.assign(root.dataset, was);
    was = null;
    ended();
  });

  // What can be seen between the panels.
  function markedMap() {
    const style = getComputedStyle(region);
    const inset = (side) => Number.parseFloat(style.getPropertyValue(`--inset-${side}`)) || 0;
    const box = { left: inset('left'), top: inset('top'), right: region.clientWidth - inset('right'), bottom: region.clientHeight - inset('bottom') };
    return markers.paintedPlainly(() => figureOf(region, box, [...baseOf(region), ...region.querySelectorAll('.marker-canvas:not([hidden])')]));
  }

  // All that the list is of, as far up and down as there are numbers: also what sheets and screens cover.
  function numberedMap() {
    const spots = numbers.map(({ lat, lon, text }) => ({ ...map.map.latLngToContainerPoint([lat, lon]), text }));
    const made = figureOf(region, boxAround(spots, map.freeBox()), baseOf(region), (context, box) => {
      for (const spot of spots) paintNumber(context, spot, box);
    });
    made?.toggleAttribute('data-numbered', true);
    return made;
  }

  return {
    printing: () => was !== null,
    host: {
      // Latitude, longitude, first and last number of each spot. The client's memory is only lent.
      paperNumbers(fields) {
        numbers = [];
        for (let i = 0; i < fields.length; i += 4) {
          const [lat, lon, first, last] = fields.subarray(i, i + 4);
          const text = first === last ? numberText(first) : `${numberText(first)}–${numberText(last)}`;
          numbers.push({ lat, lon, text });
        }
      },
    },
  };
}

const baseOf = (region) => region.querySelectorAll('.leaflet-tile-pane :is(canvas, img)');

function boxAround(spots, { left, right, top, bottom }) {
  const ys = spots.map(({ y }) => y);
  const first = Math.min(...ys) - kFree_px;
  const last = Math.max(...ys) + kFree_px;
  const height = Math.min(bottom - top, Math.max(last - first, (right - left) / kLeastRatio));
  const start = Math.max(top, Math.min(bottom - height, (first + last - height) / 2));
  return { left, right, top: start, bottom: start + height };
}

// A copy of the images that lie in the box, and below it whose they are; null where there is nothing of it.
function figureOf(region, box, images, paint = () => {}) {
  const width = box.right - box.left;
  const height = box.bottom - box.top;
  if (width < 1 || height < 1) return null;
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * devicePixelRatio);
  canvas.height = Math.round(height * devicePixelRatio);
  canvas.style.setProperty('--ratio', width / height);
  const context = canvas.getContext('2d');
  context.scale(devicePixelRatio, devicePixelRatio);
  context.translate(-box.left, -box.top);
  for (const image of images) {
    const at = image.getBoundingClientRect();
    if (at.width && at.height) context.drawImage(image, at.left, at.top, at.width, at.height);
  }
  paint(context, box);
  const figure = document.createElement('figure');
  figure.id = 'map-on-paper';
  const credit = document.createElement('figcaption');
  credit.textContent = region.querySelector('.map-credit').textContent;
  figure.append(canvas, credit);
  return figure;
}

// White on black, whatever the printer. What stands a little beyond the edge belongs to the list: it is told at the edge.
function paintNumber(context, { x, y, text }, box) {
  const { size, height, padding, halo } = kNumber_px;
  context.font = `700 ${size}px Nunito, sans-serif`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  const width = Math.max(height, context.measureText(text).width + 2 * padding);
  const inside = (at, half, from, to) => Math.max(from + half + halo, Math.min(to - half - halo, at));
  const middle = inside(x, width / 2, box.left, box.right);
  const line = inside(y, height / 2, box.top, box.bottom);
  const end = (width - height) / 2;
  context.beginPath();
  context.arc(middle - end, line, height / 2, Math.PI / 2, -Math.PI / 2);
  context.arc(middle + end, line, height / 2, -Math.PI / 2, Math.PI / 2);
  context.closePath();
  context.lineWidth = 2 * halo;
  context.strokeStyle = '#fff';
  context.stroke();
  context.fillStyle = '#000';
  context.fill();
  context.fillStyle = '#fff';
  context.fillText(text, middle, line + 1);
}
