// The tree of what is on screen, as real elements: the client's hands and ears. The client tells every change of the tree
// (src/client/mirror_host.cpp), the elements tell what people do with them. Nothing else writes these elements.

import { listenToHandles } from './handles.js';
import { createLayers } from './layers.js';
import { createRoving, kPressable, kRoving } from './roving.js';

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
  ['button', 'toggle', 'switch'],               // toggle
  ['div', 'tabs', 'tablist'],                   // tab_list
  ['button', 'tab', 'tab'],                     // tab
  ['div', 'progress', 'progressbar'],           // progress
  ['span', 'picture', 'img'],                   // picture
];

const kScrollRest_ms = 120;  // after the last scroll event, the list rests

// root: the element that holds the page's nodes. markerPane: where the nodes on the map live. canvas: what layers are
// copied from. onQuickExit(), onMarkerFocused(element): see main.js.
export function createMirror({ core, root, markerPane, canvas, onQuickExit, onMarkerFocused, mapWasDragged }) {
  const nodes = new Map();   // id → element
  const statistics = { operations: 0, copies: 0 };
  const layers = createLayers({ nodes, canvas, statistics });
  const roving = createRoving({ chosen: (element) => core.tell('on_activated', [idOf(element)]) });
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
    if (tag === 'button' || tag === 'a') roving.join(element);
    statistics.operations++;
  }

  // A host's own text and layer stay before its child nodes.
  function firstChildNode(host) {
    for (const child of host.children) if (child.dataset.n) return child;
    return null;
  }

  const isOurs = (child) => child instanceof Element && (child.dataset.n || child.matches('.layer'));

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
    const heir = element.contains(document.activeElement) ? heirOf(element) : null;
    if (element.localName === 'dialog') element.close();  // gives the focus back
    forget(element);
    for (const child of element.querySelectorAll('[data-n]')) forget(child);
    element.remove();
    if (group !== element) roving.mend(group);
    if (heir) keepFocus(heir);
    statistics.operations++;
  }

  // The focus never falls on nothing: it goes on to a neighbour of what had it, else to the heading of the screen, unless
  // the client has moved it by the end of the frame.
  const heirOf = (element) => [element.nextElementSibling, element.previousElementSibling].find((near) => near?.matches(kPressable)) ?? root;

  function keepFocus(heir) {
    queueMicrotask(() => {
      const at = document.activeElement;
      if (at && at !== document.body && at.getClientRects().length > 0) return;
      (heir.isConnected && heir !== root ? heir : root.querySelector('h1'))?.focus();
    });
  }

  function forget(element) {
    const id = idOf(element);
    if (nodes.get(id) !== element) return;
    nodes.delete(id);
    layers.forget(id);
  }

  function setAttribute(id, name, value) {
    const element = nodes.get(id);
    if (!element) return;
    element.setAttribute(name, value);
    if (name === 'data-radius') element.style.borderRadius = `${value}px`;
    if (name === 'data-axis') element.addEventListener('wheel', scrollSideways);
    if ((name === 'aria-checked' || name === 'aria-selected') && value === 'true') roving.moveStopTo(element);
    statistics.operations++;
  }

  // A mouse wheel moves sideways what scrolls sideways. Only there: a listener that may refuse the wheel makes scrolling
  // wait for it.
  function scrollSideways(event) {
    const scroller = event.currentTarget;
    if (event.deltaX !== 0 || event.ctrlKey || scroller.scrollWidth <= scroller.clientWidth) return;
    event.preventDefault();
    const onward = getComputedStyle(scroller).direction === 'rtl' ? -1 : 1;
    scroller.scrollLeft += onward * event.deltaY * (event.deltaMode === 1 ? 16 : 1);
  }

  function removeAttribute(id, name) {
    nodes.get(id)?.removeAttribute(name);
    statistics.operations++;
  }

  function setText(id, text) {
    const element = nodes.get(id);
    if (!element) return;
    if (element.ownText?.parentNode === element) {
      element.ownText.data = text;
    } else {
      // A translator has put elements of its own in the place of our text.
      if (element.ownText) for (const child of [...element.childNodes]) if (!isOurs(child)) child.remove();
      element.insertBefore(element.ownText = document.createTextNode(text), firstChildNode(element));
    }
    statistics.operations++;
  }

  function setValue(id, value) {
    const element = nodes.get(id);
    if (element?.localName === 'select') queueMicrotask(() => { element.value = value; });  // its options come after it
    else if (element && element.value !== value) element.value = value;
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

  function focus(id) {
    const element = nodes.get(id);
    const dialog = element?.closest('dialog');
    if (dialog && !dialog.open) dialog.showModal();
    element?.focus();
  }

  function setTextMode(on) {
    textMode = on;
    document.documentElement.dataset.mode = on ? 'text' : 'paint';
    if (on) layers.removeAll();
    if (document.activeElement !== document.body) keepFocus(root);  // markers are not there in mode texte
  }

  // --- what people do

  function clicked(event) {
    const node = event.target.closest(kPressable);
    if (!node) return;
    if (node.hasAttribute('data-quick-exit')) {
      event.preventDefault();
      onQuickExit();
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

  // A link is a real link: another tab, another site, other schemes and the server's own pages are the browser's business.
  function leavesToBrowser(link, event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey || event.button !== 0) return true;
    if (link.relList.contains('external') || (link.target && link.target !== '_self')) return true;
    return link.hasAttribute('href') && link.origin !== location.origin;
  }

  function edited(event) {
    const node = nodeOf(event.target);
    if (!node) return;
    node.told = node.type === 'checkbox' ? String(node.checked) : node.value;
    core.tell('on_edited', [idOf(node)], [node.told]);
  }

  // Some that fill in fields for people tell nothing but a change.
  function changed(event) {
    if (nodeOf(event.target)?.told !== event.target.value) edited(event);
  }

  // A code is often copied with blanks, which would take the room of its last digits. As if typed, so that it can be undone.
  function pasted(event) {
    const digits = event.clipboardData?.getData('text').replaceAll(/\D/g, '');
    if (!digits || event.target.dataset?.look !== 'code' || event.target.readOnly) return;
    event.preventDefault();
    document.execCommand('insertText', false, digits);
  }

  function focused(event) {
    const node = nodeOf(event.target);
    if (!node) return;
    roving.moveStopTo(node);
    const visible = event.target.matches(':focus-visible');
    core.tell('on_focused', [idOf(node), visible ? 1 : 0]);
    if (visible && markerPane.contains(node)) onMarkerFocused(node);
  }

  // What passes under a resting pointer while a list is scrolled is not what it points at.
  let hovered = null;
  let scrolling = 0;
  function hover(node) {
    hovered = node;
    if (!scrolling) core.tell('on_hovered', [node?.isConnected ? idOf(node) : 0]);
  }

  function scrolls() {
    clearTimeout(scrolling);
    scrolling = setTimeout(() => {
      scrolling = 0;
      hover(hovered);
    }, kScrollRest_ms);
  }

  function listen(host) {
    host.addEventListener('click', clicked);
    host.addEventListener('submit', (event) => {
      event.preventDefault();
      core.tell('on_activated', [idOf(event.target)]);
    });
    host.addEventListener('input', edited);
    host.addEventListener('change', changed);
    host.addEventListener('paste', pasted);
    host.addEventListener('keydown', roving.walk);
    host.addEventListener('focusin', focused);
    host.addEventListener('focusout', (event) => { if (!nodeOf(event.relatedTarget)) core.tell('on_focused', [0, 0]); });
    // Hover goes by element, not by position: it cannot disagree with what a click would meet. Fingers do not hover.
    host.addEventListener('pointerover', (event) => { if (event.pointerType !== 'touch') hover(nodeOf(event.target)); });
    host.addEventListener('pointerleave', () => hover(null));
    host.addEventListener('pointerdown', (event) => {
      const node = nodeOf(event.target);
      if (node && event.button === 0) core.tell('on_pressed', [idOf(node)]);
    });
    host.addEventListener('wheel', scrolls, { capture: true, passive: true });  // before what it moves comes under the pointer
    host.addEventListener('scroll', (event) => {
      const node = event.target;
      if (textMode || !(node instanceof Element) || !node.matches('.scroller.n')) return;
      core.tell('on_scrolled', [idOf(node), node.scrollTop]);
      scrolls();
    }, { capture: true, passive: true });
  }
  listen(root);
  listen(markerPane);
  for (const type of ['pointerup', 'pointercancel', 'blur']) addEventListener(type, () => core.tell('on_pressed', [0]));
  listenToHandles(root, {
    active: () => !textMode,
    tell: (handle, dy, speed, phase) => core.tell('on_dragged', [idOf(handle), dy, speed, phase]),
  });

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
      mirrorFocus: focus,
      mirrorScroll: (id, top) => { const node = nodes.get(id); if (node) node.scrollTop = top; },
      mirrorTextMode: setTextMode,
      mirrorTitle: (title) => { document.title = title; },
      ...layers.host,
    },
  };
}
