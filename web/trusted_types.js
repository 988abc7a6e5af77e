// The page forbids text to become markup (CSP: require-trusted-types-for 'script'). Leaflet, while it loads, asks the
// browser whether it understands inline SVG by writing one constant into a loose div. This lets that one constant pass,
// through the only policy there is, while Leaflet loads: import this before it, and close it afterwards.

const kProbe = '<svg/>';
const policy = window.trustedTypes?.createPolicy('entourage', {
  createHTML(text) {
    if (text !== kProbe) throw new TypeError('markup from text is not allowed');
    return text;
  },
});

const markup = Object.getOwnPropertyDescriptor(Element.prototype, 'innerHTML');
if (policy) {
  Object.defineProperty(HTMLDivElement.prototype, 'innerHTML', {
    configurable: true,
    get() { return markup.get.call(this); },
    set(text) { markup.set.call(this, text === kProbe ? policy.createHTML(text) : text); },
  });
}

export function closeMarkup() {
  if (policy) delete HTMLDivElement.prototype.innerHTML;
}
