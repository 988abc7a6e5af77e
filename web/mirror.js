// The tree of what is on screen, as real elements: the client's hands and ears. The client tells every change of the tree
// (src/client/mirror_host.cpp), the elements tell what people do with them. Nothing else writes these elements.

// Element and class of each ui::Role, in its order (src/ui/semantics.hpp).
const kRoles = [
  ['section'],                                  // region
  ['nav'],                                      // navigation
  ['main'],                                     // main
  ['h1'], ['h2'], ['h3'],                       // heading1, heading2, heading3
  ['ul'], ['li'],                               // list, item
  ['button'],                                   // button
  ['a'],                                        // link
  ['label'],                                    // label
  ['input'], ['textarea'],                      // field, area
  ['select'], ['option'],                       // choice, option
  ['div', 'radios', 'radiogroup'],              // radio_group
  ['button', 'radio', 'radio'],                 // radio
  ['form'],                                     // form
  ['dialog'],                                   // dialog
  ['div', 'scroller'],                          // scroller
  ['div', 'status', 'status'],                  // status
  ['div', 'alert', 'alert'],                    // alert
  ['p'],                                        // text
  ['div', 'group', 'group'],                    // group
  ['div', 'pane', 'group'],                     // marker_pane
  ['button', 'handle'],                         // handle
];
const kRoving = '[data-roving], .radios, .pane';  // groups that are one Tab stop; arrows walk inside
const kPressable = 'button.n, a.n';
const Drag = { start: 1, move: 2, end: 3 };

// root: the element that holds the page's nodes. markerPane: where the nodes on the map live. canvas: what layers are
// copied from. onQuickExit(element), onMarkerFocused(element): see main.js.
export function createMirror({ core, root, markerPane, canvas, onQuickExit, onMarkerFocused, mapWasDragged }) {
  const nodes = new Map();   // id → element
  const layers = new Map();  // id of the host → its canvas
  const statistics = { operations: 0, copies: 0 };
  let textMode = false;

  const idOf = (element) => Number(element.dataset.n);
  const nodeOf = (target) => (target instanceof Element ? target.closest('[data-n]') : null);

  // --- what the client tells

  function open(id, parent, previous, role) {
    const [tag, name, aria] = kRoles[role];
    const element = document.createElement(tag);
    element.dataset.n = id;
    element.className = name ? `n ${name}` : 'n';
    if (aria) element.setAttribute('role', aria);
    if (tag === 'button') element.type = 'button';
    if (tag === 'a') element.draggable = false;
    const host = name === 'pane' ? markerPane : (nodes.get(parent) ?? root);
    const before = nodes.get(previous);
    if (before?.parentNode === host) before.after(element);
    else host.insertBefore(element, firstChildNode(host));
    nodes.set(id, element);
    if (tag === 'dialog') showDialog(element, id);
    if (tag === 'button' || tag === 'a') joinRovingGroup(element);
    statistics.operations++;
  }

  // A host's own text and layer stay before its child nodes.
  function firstChildNode(host) {
    for (const child of host.children) if (child.dataset.n) return child;
    return null;
  }

  function showDialog(element, id) {
    element.addEventListener('cancel', (event) => {
      event.preventDefault();
      core.tell('on_activated', [id]);
    });
    // After this frame's patches: its contents must be there, for the first of them takes the focus.
    queueMicrotask(() => { if (element.isConnected && !element.open) element.showModal(); });
  }

  function close(id) {
    const element = nodes.get(id);
    if (!element) return;
    const group = element.closest(kRoving);
    if (element.localName === 'dialog') element.close();  // gives the focus back
    forget(element);
    for (const child of element.querySelectorAll('[data-n]')) forget(child);
    element.remove();
    if (group && group !== element && group.stop && !group.contains(group.stop)) setStop(group, rovingItems(group)[0]);
    statistics.operations++;
  }

  function forget(element) {
    const id = idOf(element);
    if (nodes.get(id) !== element) return;
    nodes.delete(id);
    layers.delete(id);
  }

  function setAttribute(id, name, value) {
    const element = nodes.get(id);
    if (!element) return;
    element.setAttribute(name, value);
    if (name === 'data-radius') element.style.borderRadius = `${value}px`;
    if (name === 'data-axis') element.addEventListener('wheel', scrollSideways);
    if (name === 'aria-checked' && value === 'true') moveStopTo(element);
    statistics.operations++;
  }

  // A mouse wheel moves sideways what scrolls sideways. Only there: a listener that may refuse the wheel makes scrolling
  // wait for it.
  function scrollSideways(event) {
    const scroller = event.currentTarget;
    if (event.deltaX !== 0 || event.ctrlKey || scroller.scrollWidth <= scroller.clientWidth) return;
    event.preventDefault();
    scroller.scrollLeft += event.deltaY * (event.deltaMode === 1 ? 16 : 1);
  }

  function removeAttribute(id, name) {
    nodes.get(id)?.removeAttribute(name);
    statistics.operations++;
  }

  function setText(id, text) {
    const element = nodes.get(id);
    if (!element) return;
    if (element.ownText) element.ownText.data = text;
    else element.insertBefore(element.ownText = document.createTextNode(text), firstChildNode(element));
    statistics.operations++;
  }

  function setValue(id, value) {
    const element = nodes.get(id);
    if (element && element.value !== value) element.value = value;
    statistics.operations++;
  }

  function setRect(id, x, y, w, h) {
    const element = nodes.get(id);
    if (!element) return;
    const { style } = element;
    style.left = `${x}px`;
    style.top = `${y}px`;
    style.width = `${w}px`;
    style.height = `${h}px`;
    style.lineHeight = `${h}px`;
    statistics.operations++;
  }

  function setTextMode(on) {
    textMode = on;
    document.documentElement.dataset.mode = on ? 'text' : 'paint';
    if (!on) return;
    for (const layer of layers.values()) layer.remove();
    layers.clear();
  }

  // --- layers: canvases inside the elements, moved, clipped and stacked with them by the browser

  function placeLayer(id, x, y, w, h, scale) {
    const host = nodes.get(id);
    if (!host) return;
    let layer = layers.get(id);
    if (!layer) {
      layer = document.createElement('canvas');
      layer.className = 'layer';
      layer.setAttribute('aria-hidden', 'true');
      layer.context = layer.getContext('2d');
      host.prepend(layer);
      layers.set(id, layer);
      statistics.operations++;
    }
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

  function removeLayer(id) {
    layers.get(id)?.remove();
    layers.delete(id);
    statistics.operations++;
  }

  function copyToLayer(id, fromY, width, height, dx, dy) {
    const layer = layers.get(id);
    if (!layer) return;
    layer.context.clearRect(dx, dy, width, height);
    layer.context.drawImage(canvas, 0, fromY, width, height, dx, dy, width, height);
    statistics.copies++;
  }

  // --- roving focus

  function rovingItems(group) {
    return [...group.querySelectorAll(kPressable)].filter((item) => item.closest(kRoving) === group);
  }

  function joinRovingGroup(element) {
    const group = element.closest(kRoving);
    if (!group) return;
    if (group.stop?.isConnected) element.tabIndex = -1;
    else setStop(group, element);
  }

  function setStop(group, element) {
    if (group.stop && group.stop !== element) group.stop.tabIndex = -1;
    group.stop = element ?? null;
    if (element) element.tabIndex = 0;
  }

  function moveStopTo(element) {
    const group = element.closest(kRoving);
    if (group && group !== element && element.matches(kPressable)) setStop(group, element);
  }

  function walk(event) {
    const group = event.target.closest(kRoving);
    if (!group || event.altKey || event.ctrlKey || event.metaKey || !/^(Arrow|Home$|End$)/.test(event.key)) return;
    const items = rovingItems(group);
    const at = items.indexOf(event.target.closest(kPressable));
    const to = group.matches('.pane') && event.key.startsWith('Arrow')
      ? neighbour(items, items[at], event.key)
      : items[nextIndex(event.key, at, items.length, group.matches('.radios'))];
    event.preventDefault();
    event.stopPropagation();
    if (!to || to === items[at]) return;
    to.focus();
    if (to.matches('.radio')) core.tell('on_activated', [idOf(to)]);
  }

  function nextIndex(key, at, count, around) {
    if (key === 'Home') return 0;
    if (key === 'End') return count - 1;
    const to = at + (/Down|Right/.test(key) ? 1 : -1);
    return around ? (to + count) % count : Math.max(0, Math.min(count - 1, to));
  }

  // Of the markers that lie in the arrow's quarter, the nearest.
  function neighbour(items, from, key) {
    const middle = (e) => [parseFloat(e.style.left) + parseFloat(e.style.width) / 2, parseFloat(e.style.top) + parseFloat(e.style.height) / 2];
    if (!from) return items[0];
    const [x0, y0] = middle(from);
    const forward = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
    let best = null;
    let least = Infinity;
    for (const item of items) {
      const [x, y] = middle(item);
      const along = (x - x0) * forward[0] + (y - y0) * forward[1];
      const aside = Math.abs((x - x0) * forward[1]) + Math.abs((y - y0) * forward[0]);
      const cost = along + 2 * aside;
      if (along > 0 && aside <= along && cost < least) [best, least] = [item, cost];
    }
    return best;
  }

  // --- what people do

  function clicked(event) {
    const node = event.target.closest(kPressable);
    if (!node) return;
    if (node.hasAttribute('data-quick-exit')) {
      event.preventDefault();
      onQuickExit(node);
      return;
    }
    if (node.type === 'submit') return;  // the form's submit event tells it
    if (node.localName === 'a' && leavesToBrowser(node, event)) return;
    event.preventDefault();
    if (node.getAttribute('aria-disabled') === 'true') return;
    // A drag that began on a marker or a handle ends in a click that nobody meant; a key's click has no detail.
    if (event.detail > 0 && (node.dragged || (markerPane.contains(node) && mapWasDragged()))) return;
    core.tell('on_activated', [idOf(node)]);
  }

  // A link is a real link: another tab, another site and other schemes are the browser's business.
  function leavesToBrowser(link, event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return true;
    if (link.target && link.target !== '_self') return true;
    return link.hasAttribute('href') && link.origin !== location.origin;
  }

  function edited(event) {
    const node = nodeOf(event.target);
    if (!node) return;
    const value = node.type === 'checkbox' ? String(node.checked) : node.value;
    core.tell('on_edited', [idOf(node)], [value]);
  }

  function focused(event) {
    const node = nodeOf(event.target);
    if (!node) return;
    moveStopTo(node);
    const visible = event.target.matches(':focus-visible');
    core.tell('on_focused', [idOf(node), visible ? 1 : 0]);
    if (visible && markerPane.contains(node)) onMarkerFocused(node);
  }

  function listen(host) {
    host.addEventListener('click', clicked);
    host.addEventListener('submit', (event) => {
      event.preventDefault();
      core.tell('on_activated', [idOf(event.target)]);
    });
    host.addEventListener('input', edited);
    host.addEventListener('keydown', walk);
    host.addEventListener('focusin', focused);
    host.addEventListener('focusout', (event) => { if (!event.relatedTarget) core.tell('on_focused', [0, 0]); });
    // Hover goes by element, not by position: it cannot disagree with what a click would meet. Fingers do not hover.
    host.addEventListener('pointerover', (event) => {
      if (event.pointerType === 'touch') return;
      const node = nodeOf(event.target);
      core.tell('on_hovered', [node ? idOf(node) : 0]);
    });
    host.addEventListener('pointerleave', () => core.tell('on_hovered', [0]));
    host.addEventListener('pointerdown', (event) => {
      const node = nodeOf(event.target);
      if (node && event.button === 0) core.tell('on_pressed', [idOf(node)]);
    });
    host.addEventListener('scroll', (event) => {
      const node = event.target;
      if (textMode || !(node instanceof Element) || !node.matches('.scroller.n')) return;
      core.tell('on_scrolled', [idOf(node), node.scrollTop]);
    }, { capture: true, passive: true });
  }
  listen(root);
  listen(markerPane);
  for (const type of ['pointerup', 'pointercancel', 'blur']) addEventListener(type, () => core.tell('on_pressed', [0]));

  // --- handles: dragged by the pointer, pressed by the keyboard

  let drag = null;
  root.addEventListener('pointerdown', (event) => {
    const handle = event.target.closest?.('.handle.n');
    if (!handle || textMode || event.button !== 0) return;
    drag = { handle, from: event.clientY, moving: false, trail: [{ y: event.clientY, t: event.timeStamp }] };
    handle.dragged = false;
    handle.setPointerCapture(event.pointerId);
  });
  root.addEventListener('pointermove', (event) => {
    if (!drag) return;
    const dy = event.clientY - drag.from;
    if (!drag.moving) {
      if (Math.abs(dy) < 6) return;
      drag.moving = drag.handle.dragged = true;
      core.tell('on_dragged', [idOf(drag.handle), 0, 0, Drag.start]);
    }
    drag.trail.push({ y: event.clientY, t: event.timeStamp });
    if (drag.trail.length > 6) drag.trail.shift();
    core.tell('on_dragged', [idOf(drag.handle), dy, 0, Drag.move]);
  });
  const endDrag = (event) => {
    if (!drag) return;
    const { handle, from, moving, trail } = drag;
    drag = null;
    if (!moving) return;
    core.tell('on_dragged', [idOf(handle), trail[trail.length - 1].y - from, speedOf(trail, event.timeStamp), Drag.end]);
    setTimeout(() => { handle.dragged = false; }, 0);  // after the click that follows
  };
  root.addEventListener('pointerup', endDrag);
  root.addEventListener('pointercancel', endDrag);

  // px a second over the last tenth of a second; a finger that has stopped has none.
  function speedOf(trail, now) {
    const recent = trail.filter(({ t }) => now - t < 100);
    if (recent.length < 2) return 0;
    const first = recent[0];
    const last = recent[recent.length - 1];
    return last.t > first.t ? ((last.y - first.y) / (last.t - first.t)) * 1000 : 0;
  }

  return {
    statistics,
    host: {
      mirrorOpen: open,
      mirrorClose: close,
      mirrorSetAttribute: setAttribute,
      mirrorRemoveAttribute: removeAttribute,
      mirrorSetText: setText,
      mirrorSetValue: setValue,
      mirrorSetRect: setRect,
      mirrorFocus: (id) => nodes.get(id)?.focus(),
      mirrorScroll: (id, top) => { const node = nodes.get(id); if (node) node.scrollTop = top; },
      mirrorTextMode: setTextMode,
      mirrorTitle: (title) => { document.title = title; },
      layerPlace: placeLayer,
      layerRemove: removeLayer,
      layerCopy: copyToLayer,
    },
  };
}
