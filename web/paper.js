// What is printed: the page as it reads without the picture, and the map as it lies there. Whoever prints by the browser's
// own menu gets the same.

const kBadge_px = 22;

// region: the map's. markers: its layer, which can paint so that it may be copied.
export function createPaper({ root, region, markers }) {
  let was = null;  // { mode, theme } on the screen
  let picture = null;

  addEventListener('beforeprint', () => {
    if (root.dataset.client !== 'running' || was) return;
    was = { mode: root.dataset.mode, theme: root.dataset.theme };
    if (was.mode === 'paint') {
      picture = markers.paintedPlainly(() => pictureOf(region));
      if (picture) root.querySelector('#mirror').before(picture);
    }
    root.dataset.mode = 'text';
    root.dataset.theme = 'light';
  });

  addEventListener('afterprint', () => {
    if (!was) return;
    picture?.remove();
    picture = null;
    Object.assign(root.dataset, was);
    was = null;
  });
}

// A copy of what the map shows between the panels, with the numbers of the places that are listed; null where it is covered.
function pictureOf(region) {
  const style = getComputedStyle(region);
  const inset = (side) => Number.parseFloat(style.getPropertyValue(`--inset-${side}`)) || 0;
  const left = inset('left');
  const top = inset('top');
  const width = region.clientWidth - left - inset('right');
  const height = region.clientHeight - top - inset('bottom');
  if (width < 1 || height < 1) return null;
  const picture = document.createElement('canvas');
  picture.id = 'map-on-paper';
  picture.width = Math.round(width * devicePixelRatio);
  picture.height = Math.round(height * devicePixelRatio);
  const context = picture.getContext('2d');
  context.scale(devicePixelRatio, devicePixelRatio);
  context.translate(-left, -top);
  const images = region.querySelectorAll('.leaflet-tile-pane :is(canvas, img), .marker-canvas:not([hidden])');
  for (const image of images) {
    const box = image.getBoundingClientRect();
    if (box.width && box.height) context.drawImage(image, box.left, box.top, box.width, box.height);
  }
  for (const marker of region.querySelectorAll('[data-number]')) paintNumber(context, marker);
  return picture;
}

function paintNumber(context, marker) {
  const box = marker.getBoundingClientRect();
  context.fillStyle = '#000';
  context.beginPath();
  context.arc(box.right - 4, box.top + 6, kBadge_px / 2, 0, 2 * Math.PI);
  context.fill();
  context.fillStyle = '#fff';
  context.font = '700 13px sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(marker.dataset.number, box.right - 4, box.top + 6.5);
}
