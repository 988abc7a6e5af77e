// Numbers, distances and times as a language writes them: the browser's Intl.

const kLocales = { fr: 'fr-FR', en: 'en-GB' };

const plain = (locale) => {
  const format = new Intl.NumberFormat(locale, { maximumFractionDigits: 1 });
  return (value) => format.format(value);
};

const measured = (unit) => (locale) => {
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 });
  return (value) => format.format(value);
};

// "hier" is what people say of one day; two are two days in every language, not "avant-hier".
const ago = (unit) => (locale) => {
  const counted = new Intl.RelativeTimeFormat(locale);
  const named = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  return (value) => (unit === 'day' && value === 1 ? named : counted).format(-value, unit);
};

// Cut, not rounded: 1,999 markers are not 2,000.
const compact = (locale) => {
  const format = new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 });
  const step = (value) => (value < 1e4 ? 1e2 : value < 1e6 ? 1e3 : 1e5);
  return (value) => format.format(value < 1000 ? value : Math.floor(value / step(value)) * step(value));
};

// In the order of ui::NumberForm (src/ui/host.hpp).
const kForms = [
  plain, measured('meter'), measured('kilometer'), measured('minute'),
  ago('minute'), ago('hour'), ago('day'), ago('week'), ago('month'), ago('year'),
];

// Whole numbers are written here, as far as units never change with them. The first format that a page makes costs it 50 ms,
// in which the browser looks through all of its languages: what is shown first seldom needs one.
const kWhole = {
  fr: { thousands: '\u00a0', units: ['', '\u00a0m', '\u00a0km', '\u00a0min'] },
  en: { thousands: ',', units: ['', '\u00a0m', '\u00a0km'] },
};

function whole(form, value, language) {
  const { thousands, units } = kWhole[language] ?? {};
  if (units?.[form] === undefined || !Number.isSafeInteger(value) || value < 0) return null;
  return String(value).replace(/\B(?=(\d{3})+$)/g, thousands) + units[form];
}

export function createNumbers() {
  const made = new Map();

  function formatted(make, value, language) {
    const locale = kLocales[language] ?? language;
    const key = `${kForms.indexOf(make)} ${locale}`;
    if (!made.has(key)) made.set(key, make(locale));
    // A number stays on the line of its unit; narrow blanks are not in every font.
    return made.get(key)(value).replaceAll('\u202f', '\u00a0').replace(/(\d) /g, '$1\u00a0');
  }

  const written = (form, value, language) => whole(form, value, language) ?? formatted(kForms[form], value, language);

  return {
    plain: (value, language) => written(0, value, language),
    compact: (value, language) => (value < 1000 ? whole(0, value, language) : null) ?? formatted(compact, value, language),
    host: { numbersWritten: written },
  };
}
