// The language of the page: the one that was chosen here, else the first of the browser's that we speak, else French.

import { kWords } from './words.js';

const kKey = 'entourage.language';
const kCodes = Object.keys(kWords);

function kept() {
  try {
    return localStorage.getItem(kKey);
  } catch {
    return null;  // a forbidden storage: the browser's languages say
  }
}

function first() {
  const wanted = [kept(), ...(navigator.languages ?? [])].map((tag) => String(tag ?? '').toLowerCase().split('-')[0]);
  return wanted.find((code) => kCodes.includes(code)) ?? kCodes[0];
}

// changed(): another one was chosen.
export function createLanguage({ root = document.documentElement, changed }) {
  const server = root.lang;
  let said = server;  // by us, of the page
  let code = first();

  // What a page translator has said of the page stays.
  function say(lang) {
    if (root.lang === said) root.lang = said = lang;
  }

  function choose(wanted) {
    if (!kCodes.includes(wanted)) return;
    code = wanted;
    try {
      localStorage.setItem(kKey, code);
    } catch {
      // A forbidden storage: the choice holds as long as the page.
    }
    queueMicrotask(changed);  // later: this is told during a frame
  }

  return {
    code: () => code,
    words: () => kWords[code],
    takePage: () => say(code),     // the client's words are shown
    leavePage: () => say(server),  // the server's page is
    translated: () => root.lang !== said,
    host: { languageChoose: choose },
  };
}
