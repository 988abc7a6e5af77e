// The language of the page: the one that was chosen here, else the first of the browser's that we speak, else French.

import { kDirections, kWords } from './words.js';

const kCodes = Object.keys(kWords);

export function createLanguage({ root = document.documentElement, settings }) {
  const server = root.lang;
  let said = server;  // by us, of the page

  function code() {
    const wanted = [settings.get('language'), ...(navigator.languages ?? [])].map((tag) => String(tag ?? '').toLowerCase().split('-')[0]);
    return wanted.find((tag) => kCodes.includes(tag)) ?? kCodes[0];
  }

  // What a page translator has said of the page stays.
  function say(lang) {
    if (root.lang === said) root.lang = said = lang;
  }

  return {
    code,
    words: () => kWords[code()],
    direction: () => kDirections[code()],
    takePage: () => say(code()),   // the client's words are shown
    leavePage: () => say(server),  // the server's page is
    translated: () => root.lang !== said,
  };
}
