// Typing is the browser's own: dead keys, input methods, paste, drop, undo, autofill. The client takes note of it and keeps
// its hands off the field.
import assert from 'node:assert/strict';
import { operations } from './hands.mjs';
import { frames, phone, scenario, settled, shared } from './lib.mjs';
import { latestCode } from './people.mjs';

const suite = shared();

const kClipboard = { permissions: ['clipboard-read', 'clipboard-write'] };

// Counts what the page's own code does to a field: values written, carets moved.
async function watch(field) {
  await field.evaluate((e) => {
    window.meddled = [];
    const proto = Object.getPrototypeOf(e);
    const value = Object.getOwnPropertyDescriptor(proto, 'value');
    Object.defineProperty(e, 'value', { configurable: true, get() { return value.get.call(this); }, set(text) { window.meddled.push(`value ${text}`); value.set.call(this, text); } });
    for (const name of ['setSelectionRange', 'select', 'setRangeText', 'blur']) e[name] = (...all) => { window.meddled.push(name); return proto[name]?.apply(e, all); };
    for (const name of ['selectionStart', 'selectionEnd']) {
      const own = Object.getOwnPropertyDescriptor(proto, name);
      Object.defineProperty(e, name, { configurable: true, get() { return own.get.call(this); }, set(at) { window.meddled.push(name); own.set.call(this, at); } });
    }
  });
}
const meddled = (page) => page.evaluate(() => window.meddled);
const caret = (field) => field.evaluate((e) => [e.selectionStart, e.selectionEnd]);

// The client knows what the field holds: a change elsewhere does not bring an old text back, and a reload brings this one.
async function isKept(page, label, text) {
  await page.waitForTimeout(700);
  await page.reload();
  await page.waitForSelector('html[data-client="running"]', { state: 'attached' });
  await settled(page);
  assert.equal(await page.getByLabel(label).inputValue(), text);
}

for (const label of ['Titre', 'Quelques mots de plus'])
  scenario(`accents, dead keys and input methods in: ${label}`, suite, async ({ open }) => {
    const page = await open('/actions/nouvelle');
    const keyboard = await page.context().newCDPSession(page);
    const compose = (text) => keyboard.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
    const commit = (text) => keyboard.send('Input.insertText', { text });
    const field = page.getByLabel(label);
    await field.focus();
    await watch(field);
    await page.keyboard.type('Caf');
    await compose('´');
    await settled(page);
    assert.equal(await field.inputValue(), 'Caf´');
    await commit('é');
    await page.keyboard.type(', for');
    await compose('^');
    await commit('ê');
    await page.keyboard.type('t : ');
    for (const text of ['k', 'か', 'かn', 'かな', '仮名', '漢字']) {
      await compose(text);
      await page.waitForTimeout(40);
      assert.equal(await field.inputValue(), `Café, forêt : ${text}`);
    }
    await settled(page);
    assert.deepEqual(await caret(field), ['Café, forêt : 漢字'.length, 'Café, forêt : 漢字'.length]);
    await commit('漢字');
    assert.equal(await field.inputValue(), 'Café, forêt : 漢字');

    // In the middle, where a caret that jumps to the end would show.
    for (let i = 0; i < 4; i++) await page.keyboard.press('ArrowLeft');
    await compose('に');
    await compose('日本');
    await settled(page);
    const middle = 'Café, forêt '.length + 2;
    assert.deepEqual(await caret(field), [middle, middle]);
    await commit('日本');
    assert.equal(await field.inputValue(), 'Café, forêt 日本: 漢字');
    assert.deepEqual(await meddled(page), []);
    await isKept(page, label, 'Café, forêt 日本: 漢字');
  });

for (const label of ['Titre', 'Quelques mots de plus'])
  scenario(`paste, drop, undo and redo in: ${label}`, suite, async ({ open }) => {
    const page = await open('/actions/nouvelle', kClipboard);
    const field = page.getByLabel(label);
    await field.scrollIntoViewIfNeeded();
    await field.click();
    await watch(field);
    await page.keyboard.type('Un café');
    await settled(page);
    await page.evaluate(() => navigator.clipboard.writeText(' à 5 € « chaud »'));
    await page.keyboard.press('Control+v');
    assert.equal(await field.inputValue(), 'Un café à 5 € « chaud »');
    await settled(page);
    await page.keyboard.press('Control+z');
    assert.equal(await field.inputValue(), 'Un café');
    await settled(page);
    await page.keyboard.press('Control+Shift+z');
    assert.equal(await field.inputValue(), 'Un café à 5 € « chaud »');
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+x');
    assert.equal(await field.inputValue(), '');
    await page.keyboard.press('Control+v');
    assert.equal(await field.inputValue(), 'Un café à 5 € « chaud »');
    assert.deepEqual(await meddled(page), []);

    // Text dragged from elsewhere and dropped.
    const box = await field.boundingBox();
    const at = { x: box.x + box.width - 20, y: box.y + 24 };
    const mouse = await page.context().newCDPSession(page);
    const data = { items: [{ mimeType: 'text/plain', data: ' et un thé' }], dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop']) await mouse.send('Input.dispatchDragEvent', { type, ...at, data });
    await settled(page);
    assert.match(await field.inputValue(), / et un thé/);
    assert.deepEqual(await meddled(page), []);
    await isKept(page, label, await field.inputValue());
  });

scenario('what a password manager or the browser fills in is taken', suite, async ({ open, server }) => {
  const page = await open('/connexion');
  const field = page.getByLabel('E-mail ou téléphone');
  await field.evaluate((e) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(e, 'ava@exemple.test');
    e.dispatchEvent(new Event('input', { bubbles: true }));
    e.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settled(page);
  assert.equal(await field.inputValue(), 'ava@exemple.test');
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Code reçu').waitFor();
  assert.ok(await latestCode(server.url, 'ava@exemple.test'));
});

// Some only tell a change, when the field is left.
scenario('a value that is told by a change alone is taken too', suite, async ({ open, server }) => {
  const page = await open('/connexion');
  await page.getByLabel('E-mail ou téléphone').evaluate((e) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value').set.call(e, 'noa@exemple.test');
    e.dispatchEvent(new Event('change', { bubbles: true }));
  });
  await settled(page);
  await page.getByRole('button', { name: 'Continuer' }).click();
  await page.getByLabel('Code reçu').waitFor();
  assert.ok(await latestCode(server.url, 'noa@exemple.test'));
});

for (const [device, options] of [['a desktop', {}], ['a phone', phone]])
  scenario(`on ${device} the code is pasted whole, and its cells show it`, suite, async ({ open, server }) => {
    const to = `iris-${device.replace(' ', '-')}@exemple.test`;
    const page = await open('/connexion', { ...options, ...kClipboard });
    await page.getByLabel('E-mail ou téléphone').fill(to);
    await page.keyboard.press('Enter');
    const field = page.getByLabel('Code reçu');
    await field.waitFor();
    await field.focus();
    const code = await latestCode(server.url, to);
    const empty = await field.screenshot();
    // As it is copied from a message: with blanks around it, which are no part of it.
    await page.evaluate((text) => navigator.clipboard.writeText(text), `${code.slice(0, 3)} ${code.slice(3)}\n`);
    await page.keyboard.press('Control+v');
    await settled(page);
    assert.equal((await field.inputValue()).replaceAll(/\s/g, ''), code);
    assert.ok(!empty.equals(await field.screenshot()), 'the cells show it');
    await page.keyboard.press('Enter');
    await page.getByLabel('Prénom').waitFor();
    page.problems.splice(0, page.problems.length, ...page.problems.filter((words) => !/status of 422/.test(words)));
  });

scenario('a letter costs at most one operation, a still frame none', suite, async ({ open }) => {
  const page = await open('/actions/nouvelle');
  for (const label of ['Titre', 'Quelques mots de plus']) {
    const field = page.getByLabel(label);
    await field.focus();
    await settled(page);
    for (const letter of 'abcdefghij') {
      const before = await operations(page);
      await page.keyboard.type(letter);
      await settled(page);
      const made = await operations(page) - before;
      assert.ok(made <= 1, `${made} operations for a letter in ${label}`);
    }
  }
  const drawn = await frames(page);
  const before = await operations(page);
  await page.evaluate(() => dispatchEvent(new Event('resize')));
  for (let i = 0; i < 20; i++) {
    await page.mouse.move(300 + i, 700);
    await page.waitForTimeout(20);
  }
  await settled(page);
  assert.equal(await operations(page), before, `${await frames(page) - drawn} frames in between`);
});

// No keyboard comes up here: the window says that one covers its lower part, as a phone's does.
const keyboardUp = (page, height) => page.evaluate((covered) => {
  Object.defineProperty(visualViewport, 'height', { configurable: true, get: () => innerHeight - covered });
  visualViewport.dispatchEvent(new Event('resize'));
}, height);

for (const [device, options, covered] of [['a phone', phone, 320], ['a phone on its side', { ...phone, viewport: { width: 740, height: 360 } }, 190]])
  scenario(`on ${device} the keyboard never covers the field in use`, suite, async ({ open }) => {
    for (const path of ['/', '/connexion', '/actions/nouvelle']) {
      const page = await open(path, options);
      if (path === '/actions/nouvelle') await page.getByRole('radio', { name: /^Proposer/ }).click();
      await settled(page);
      const names = await page.locator('#mirror :is(input, textarea):visible').evaluateAll((all) => all.filter((e) => e.type !== 'radio').map((e) => e.id));
      assert.ok(names.length > 0, path);
      for (const id of names) {
        const field = page.locator(`#mirror [id="${id}"]`);
        await field.focus();
        await keyboardUp(page, covered);
        // Its first line: where one writes.
        await page.waitForFunction(([at, floor]) => {
          const e = document.getElementById(at), box = e.getBoundingClientRect(), line = Math.min(box.height, 44);
          return box.top >= 0 && box.top + line <= floor
            && [2, line - 2].every((y) => document.elementFromPoint(box.left + box.width / 2, box.top + y) === e);
        }, [id, options.viewport.height - covered], { timeout: 10_000 }).catch(() => assert.fail(`${path} ${id} is covered`));
        await keyboardUp(page, 0);
        await settled(page);
      }
      await page.context().close();
    }
  });
