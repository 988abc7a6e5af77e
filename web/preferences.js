// What the person's device asks for: colours, motion, letter size, the size of the window and of its keyboard.

// `changed` is called after any of it has changed; language: web/language.js.
export function createPreferences({ root = document.documentElement, language, changed }) {
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

  const highContrast = () => contrast.matches;
  return {
    theme: () => (highContrast() ? 'high-contrast' : dark.matches ? 'dark' : 'light'),
    dark: () => dark.matches,
    highContrast,
    reducedMotion: () => motion.matches,
    textScale: () => parseFloat(getComputedStyle(root).fontSize) / 16 || 1,
    wantsText: () => forced.matches || translated(),
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
