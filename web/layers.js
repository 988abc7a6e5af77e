// Layers: 2D canvases inside the elements that the browser moves, clips or stacks, so that their picture goes with them; a high
// one is cut into strips. Each is copied from the one WebGL canvas.

export function createLayers({ nodes, canvas, statistics }) {
  const layers = new Map();  // id of the host → its strips, by number

  function place(id, number, x, y, w, h, scale) {
    const host = nodes.get(id);
    if (!host) return;
    const strip = layers.get(id)?.get(number) ?? make(id, number, host);
    const width = Math.max(1, Math.round(w * scale));
    const height = Math.max(1, Math.round(h * scale));
    if (strip.width !== width || strip.height !== height) {
      strip.width = width;
      strip.height = height;
    }
    const css = `left:${x}px;top:${y}px;width:${width / scale}px;height:${height / scale}px`;
    if (strip.css === css) return;
    strip.css = css;
    strip.style.cssText = css;
    statistics.operations++;
  }

  function make(id, number, host) {
    const strip = document.createElement('canvas');
    strip.className = 'layer';
    strip.setAttribute('aria-hidden', 'true');
    strip.context = strip.getContext('2d');
    host.prepend(strip);
    if (!layers.has(id)) layers.set(id, new Map());
    layers.get(id).set(number, strip);
    statistics.operations++;
    return strip;
  }

  function remove(id, number) {
    layers.get(id)?.get(number)?.remove();
    layers.get(id)?.delete(number);
    statistics.operations++;
  }

  function copy(id, number, fromY, width, height, dx, dy) {
    const strip = layers.get(id)?.get(number);
    if (!strip) return;
    strip.context.clearRect(dx, dy, width, height);
    strip.context.drawImage(canvas, 0, fromY, width, height, dx, dy, width, height);
    statistics.copies++;
  }

  return {
    forget: (id) => layers.delete(id),
    removeAll() {
      for (const strips of layers.values()) for (const strip of strips.values()) strip.remove();
      layers.clear();
    },
    host: { stripPlace: place, stripRemove: remove, stripCopy: copy },
  };
}
