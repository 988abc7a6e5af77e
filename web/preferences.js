// What the person's device asks for, and what they have chosen over it: colours, motion, letters; the size of the window and
// of its keyboard.

// `changed` is called after any of it has changed; language: web/language.js, settings: web/settings.js.
export function createPreferences({ root = document.documentElement, language, settings, changed }) {
  const dark = matchMedia('(prefers-color-scheme: dark)');
  const contrast = matchMedia('(prefers-contrast: more)');
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  const forced = matchMedia('(forced-colors: active)');
  for (const query of [dark, contrast, motion, forced]) query.addEventListener('change', changed);

  // A page translator rewrites the elements' text, which the painted page keeps transparent; it marks the root: with a
  // class, or by its language alone.
  const translated = () => /(^|\s)translated-/.test(root.className) || language.translated();
  new MutationObserver(changed).observe(root, { attributes: true, attributeFilter: ['class', 'lang'] });

  // The letter size of the browser's settings moves the root font size, and nothing tells when: a box of one rem does.
  const rem = probe({ width: '1rem', height: '1px' });
  new ResizeObserver(changed).observe(rem);
  const safe = probe({ paddingTop: 'env(safe-area-inset-top)', paddingBottom: 'env(safe-area-inset-bottom)' });

  addEventListener('resize', changed);
  window.visualViewport?.addEventListener('resize', changed);
  (function watchDensity() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener('change', () => {
      changed();
      watchDensity();
    }, { once: true });
  })();

  // At 400 % even a large window is left with less room than a map, its search and its list can share. A keyboard that takes
  // it for a while changes nothing.
  const tooSmall = () => innerWidth < 480 && innerHeight < 320 && !document.activeElement?.matches('input, textarea');
  const chosen = (name, value, otherwise) => (settings.get(name) === undefined ? otherwise : settings.get(name) === value);
  const appearance = () => settings.get('appearance') ?? 'automatic';
  const isDark = () => (appearance() === 'automatic' ? dark.matches : appearance() === 'dark');
  const highContrast = () => chosen('contrast', 'more', contrast.matches);
  const reducedMotion = () => chosen('motion', 'reduced', motion.matches);
  const legible = () => chosen('letters', 'legible', false);
  const textPercent = () => Number(settings.get('text-size') ?? 100);
  const theme = () => (highContrast() ? 'high-contrast' : isDark() ? 'dark' : 'light');

  return {
    theme,
    dark: isDark,
    appearance,
    highContrast,
    reducedMotion,
    legible,
    textPercent,
    // Tells the style sheets, which the server's page shares.
    dress() {
      root.dataset.theme = theme();
      root.dataset.motion = reducedMotion() ? 'reduced' : 'full';
      root.dataset.letters = legible() ? 'legible' : 'normal';
      root.style.fontSize = textPercent() === 100 ? '' : `${textPercent()}%`;
    },
    textScale: () => parseFloat(getComputedStyle(root).fontSize) / 16 || 1,
    wantsText: () => forced.matches || translated() || tooSmall(),
    viewport() {
      const view = window.visualViewport;
      const style = getComputedStyle(safe);
      // What the keyboard covers of the window, whatever the page's own magnification.
      const covered = view ? innerHeight - view.height * view.scale : 0;
      return {
        width: innerWidth,
        height: innerHeight,
        scale: devicePixelRatio,
        insetTop: parseFloat(style.paddingTop) || 0,
        insetBottom: parseFloat(style.paddingBottom) || 0,
        keyboard: covered > 100 ? Math.round(covered) : 0,
      };
    },
  };
}

function probe(style) {
  const element = document.createElement('div');
  element.className = 'probe';
  element.setAttribute('aria-hidden', 'true');
  Object.assign(element.style, style);
  document.body.append(element);
  return element;
}
