// What HTML_CodeSniffer has to say of a page by WCAG 2 AA: the errors that pa11y, which runs it, would count.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const sniffer = readFileSync(createRequire(import.meta.url).resolve('html_codesniffer/build/HTMLCS.js'), 'utf8');

export async function errors(page) {
  // As with axe: the page's policy allows no script but its own.
  await page.evaluate(sniffer);
  return page.evaluate(() => new Promise((resolve, reject) => {
    const { HTMLCS } = window;
    HTMLCS.process('WCAG2AA', document, (error) => {
      if (error) return reject(new Error(error));
      const found = HTMLCS.getMessages().filter(({ type }) => type === HTMLCS.ERROR);
      resolve(found.map(({ code, msg, element }) => `${code.replace('WCAG2AA.', '')}: ${msg} ${element.outerHTML?.slice(0, 160) ?? ''}`));
    });
  }));
}
