// Groups that are one Tab stop: arrows, Home and End walk inside. Markers are walked by where they lie.

export const kRoving = '[data-roving], .radios, .tabs, .pane';
export const kPressable = 'button.n, a.n';

// chosen(element): a radio button or a tab that was walked to.
export function createRoving({ chosen }) {
  function items(group) {
    return [...group.querySelectorAll(kPressable)].filter((item) => item.closest(kRoving) === group);
  }

  function setStop(group, element) {
    if (group.stop && group.stop !== element) group.stop.tabIndex = -1;
    group.stop = element ?? null;
    if (element) element.tabIndex = 0;
  }

  function walk(event) {
    const group = event.target.closest(kRoving);
    if (!group || event.altKey || event.ctrlKey || event.metaKey || !/^(Arrow|Home$|End$)/.test(event.key)) return;
    const all = items(group);
    const at = all.indexOf(event.target.closest(kPressable));
    if (at < 0) return;
    const to = group.matches('.pane') && event.key.startsWith('Arrow')
      ? neighbour(all, all[at], event.key)
      : all[nextIndex(onward(event.key, group), at, all.length, group.matches('.radios, .tabs'))];
    event.preventDefault();
    event.stopPropagation();
    if (!to || to === all[at]) return;
    to.focus();
    if (to.matches('.radio, .tab')) chosen(to);
  }

  return {
    walk,
    // A new element of a group: the first is the stop.
    join(element) {
      const group = element.closest(kRoving);
      if (!group) return;
      if (group.stop?.isConnected) element.tabIndex = -1;
      else setStop(group, element);
    },
    moveStopTo(element) {
      const group = element.closest(kRoving);
      if (group && group !== element && element.matches(kPressable)) setStop(group, element);
    },
    // After an element has gone: somebody else must be the stop.
    mend(group) {
      if (group?.stop && !group.contains(group.stop)) setStop(group, items(group)[0]);
    },
  };
}

// Along a line: where it runs from right to left, the left arrow goes on.
function onward(key, group) {
  if (!/Left|Right/.test(key) || getComputedStyle(group).direction !== 'rtl') return key;
  return key === 'ArrowLeft' ? 'ArrowRight' : 'ArrowLeft';
}

function nextIndex(key, at, count, around) {
  if (key === 'Home') return 0;
  if (key === 'End') return count - 1;
  const to = at + (/Down|Right/.test(key) ? 1 : -1);
  return around ? (to + count) % count : Math.max(0, Math.min(count - 1, to));
}

// Of the elements that lie in the arrow's quarter, the nearest.
function neighbour(all, from, key) {
  const [x0, y0] = middle(from);
  const [fx, fy] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] }[key];
  let best = null;
  let least = Infinity;
  for (const item of all) {
    const [x, y] = middle(item);
    const along = (x - x0) * fx + (y - y0) * fy;
    const aside = Math.abs((x - x0) * fy) + Math.abs((y - y0) * fx);
    const cost = along + 2 * aside;
    if (along > 0 && aside <= along && cost < least) [best, least] = [item, cost];
  }
  return best;
}

function middle({ style }) {
  return [parseFloat(style.left) + parseFloat(style.width) / 2, parseFloat(style.top) + parseFloat(style.height) / 2];
}
