// Layers: 2D canvases inside the elements that the browser moves, clips or stacks, so that their picture goes with them.
// Each is copied from the one WebGL canvas.

export function createLayers({ nodes, canvas, statistics }) {
  const layers = new Map();  // id of the host → its canvas

  function place(id, x, y, w, h, scale) {
    const host = nodes.get(id);
    if (!host) return;
    const layer = layers.get(id) ?? make(id, host);
    const width = Math.max(1, Math.round(w * scale));
    const height = Math.max(1, Math.round(h * scale));
    if (layer.width !== width || layer.height !== height) {
      layer.width = width;
      layer.height = height;
    }
    const css = `left:${x}px;top:${y}px;width:${width / scale}px;height:${height / scale}px`;
    if (layer.css === css) return;
    layer.css = css;
    layer.style.cssText = css;
    statistics.operations++;
  }

  function make(id, host) {
    const layer = document.createElement('canvas');
    layer.className = 'layer';
    layer.setAttribute('aria-hidden', 'true');
    layer.context = layer.getContext('2d');
    host.prepend(layer);
    layers.set(id, layer);
    statistics.operations++;
    return layer;
  }

  function remove(id) {
    layers.get(id)?.remove();
    layers.delete(id);
    statistics.operations++;
  }

  function copy(id, fromY, width, height, dx, dy) {
    const layer = layers.get(id);
    if (!layer) return;
    layer.context.clearRect(dx, dy, width, height);
    layer.context.drawImage(canvas, 0, fromY, width, height, dx, dy, width, height);
    statistics.copies++;
  }

  return {
    forget: (id) => layers.delete(id),
    removeAll() {
      for (const layer of layers.values()) layer.remove();
      layers.clear();
    },
    host: { layerPlace: place, layerRemove: remove, layerCopy: copy },
  };
}
