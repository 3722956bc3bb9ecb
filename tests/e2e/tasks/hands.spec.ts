import { expect, type Locator, type Page } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';
import { watchKeys, type KeyWatch } from '#tests/support/tasks/only-keys.ts';
import { doTask, type AtWork, type Task } from '#tests/support/tasks/play.ts';

const ADDRESS = 'http://hands.invalid/';
/** A name, a button that says it and gives the focus back, and what keys do not reach. */
const PAGE = `<!doctype html><title>Hands</title>
<label>Name <input id="name"></label>
<button id="say">Say it</button>
<label><input type="checkbox" id="loud"> Loudly</label>
<output></output>
<div role="button" id="apart" tabindex="-1">Apart</div>
<div role="button" id="painted">Painted</div>
<script>
  const field = document.querySelector('#name');
  document.querySelector('#say').addEventListener('click', () => {
    document.querySelector('output').textContent = 'Hello ' + field.value;
    setTimeout(() => field.focus(), 20);
  });
</script>`;

interface Parts {
  readonly name: Locator;
  readonly say: Locator;
  readonly said: Locator;
  readonly loud: Locator;
}

const partsOf = (page: Page): Parts => ({
  name: page.getByRole('textbox', { name: 'Name' }),
  say: page.getByRole('button', { name: 'Say it' }),
  said: page.getByRole('status'),
  loud: page.getByRole('checkbox', { name: 'Loudly' }),
});

async function openPage(page: Page): Promise<KeyWatch> {
  const watch = await watchKeys(page);
  await page.route(ADDRESS, (route) => route.fulfill({ contentType: 'text/html', body: PAGE }));
  await page.goto(ADDRESS);
  return watch;
}

const taskOf = (run: Task['run'], mostStrokes?: number): Task => ({
  name: 'greet Ada',
  run,
  ...(mostStrokes === undefined ? {} : { mostStrokes }),
});

/** The task as it should be done: Tab, select all, text, Tab, Enter, and the field has the focus again. */
async function greet({ page, hand }: AtWork): Promise<void> {
  const { name, say, said, loud } = partsOf(page);
  await hand.write(name, 'Ada');
  await hand.press(say);
  await expect(said).toHaveText('Hello Ada');
  await hand.type(name, '!');
  await hand.press(loud);
  await expect(loud).toBeChecked();
}

/** Each helps a task by keyboard in a way that a person at the keys does not have; what is said of it. */
const HELPED: readonly (readonly [string, (parts: Parts, page: Page) => Promise<void>, string])[] = [
  ['a press of the mouse', ({ say }) => say.click(), 'the mouse (pointerdown) on <button> “Say it”'],
  ['a box ticked by the mouse', ({ loud }) => loud.check(), 'the mouse (pointerdown) on <input>'],
  ['pointing with the mouse', ({ say }) => say.hover(), 'the mouse (pointermove) on <button> “Say it”'],
  ['a turn of the wheel', (_, page) => page.mouse.wheel(0, 100), 'the mouse (wheel) on <'],
  ['a field that is filled', ({ name }) => name.fill('Ada'), 'a focus that no key brought on <input>'],
  [
    'a filled field that has the focus',
    async ({ name }, page) => {
      await page.keyboard.press('Tab');
      await expect(name).toBeFocused();
      await name.fill('Ada');
    },
    'text that no key typed on <input>',
  ],
  ['a focus put there', ({ say }) => say.focus(), 'a focus that no key brought on <button> “Say it”'],
  ['a key sent to an element', ({ say }) => say.press('Enter'), 'a focus that no key brought on <button> “Say it”'],
  [
    'a focus put there by a script of the test',
    ({ say }) => say.evaluate((button: HTMLElement) => button.focus()),
    'a focus that no key brought on <button> “Say it”',
  ],
  [
    'a click by a script of the test',
    ({ say }) => say.evaluate((button: HTMLElement) => button.click()),
    'a click that nobody made on <button> “Say it”',
  ],
  ['an event of a click', ({ say }) => say.dispatchEvent('click'), 'a click that nobody made on <button> “Say it”'],
  [
    'an event of a key',
    ({ name }) => name.dispatchEvent('keydown', { key: 'a' }),
    'a key that nobody pressed on <input>',
  ],
];

test.describe('a task by keyboard', () => {
  test('passes when keys alone do it, and its keys are counted, text aside', async ({ page }) => {
    const watch = await openPage(page);
    // Tab, Control+A; Tab, Enter; Tab, Tab, Space.
    expect(await doTask(taskOf(greet, 7), 'keyboard', page, watch)).toBe(7);
  });

  test('fails when it takes more keys than it may', async ({ page }) => {
    const watch = await openPage(page);
    await expect(doTask(taskOf(greet, 6), 'keyboard', page, watch)).rejects.toThrow('more keys than it may take');
  });

  for (const [what, help, said] of HELPED)
    test(`fails by ${what}`, async ({ page }) => {
      const watch = await openPage(page);
      const helped = taskOf(async (work) => {
        await help(partsOf(page), page);
        await work.hand.key('Escape');
      });
      const failure = doTask(helped, 'keyboard', page, watch);
      await expect(failure).rejects.toThrow('not by keyboard alone');
      await expect(failure).rejects.toThrow(said);
    });

  test('fails by what was done before the page was loaded anew', async ({ page }) => {
    const watch = await openPage(page);
    const helped = taskOf(async () => {
      await partsOf(page).say.click();
      await page.reload();
    });
    await expect(doTask(helped, 'keyboard', page, watch)).rejects.toThrow('the mouse (pointerdown)');
  });

  for (const id of ['apart', 'painted'])
    test(`tells that keys do not reach what is ${id}, and where they came`, async ({ page }) => {
      const watch = await openPage(page);
      const press = taskOf(({ hand }) => hand.press(page.locator(`#${id}`)));
      await expect(doTask(press, 'keyboard', page, watch)).rejects.toThrow(
        new RegExp(`^locator\\('#${id}'\\) cannot be reached by keyboard: after 120 keys the focus is on <`),
      );
    });
});

test('a task by mouse points and clicks', async ({ page }) => {
  const watch = await openPage(page);
  expect(await doTask(taskOf(greet), 'mouse', page, watch)).toBe(0);
});

test('the window’s own focus passes, and a filled field of it is found out', async ({ view: page }) => {
  const watch = await watchKeys(page);
  await page.goto('about:blank');
  await page.goBack();
  const open = page.getByRole('button', { name: 'Search symbols, screens, actions' });
  await expect(open).toBeVisible();
  const words = page.getByRole('dialog').getByRole('combobox');
  const result = page.getByRole('listbox', { name: 'Results' }).getByRole('option').first();
  const palette = (put: (work: AtWork) => Promise<void>): Task =>
    taskOf(async (work) => {
      await work.hand.either(['Control+k'], open);
      await expect(words).toBeFocused();
      await put(work);
      await expect(result).toContainText('AVAX');
      await work.hand.key('Escape');
      await expect(words).toHaveCount(0);
    });
  await doTask(
    palette(({ hand }) => hand.type(words, 'avax')),
    'keyboard',
    page,
    watch,
  );
  const filled = palette(() => words.fill('avax'));
  await expect(doTask(filled, 'keyboard', page, watch)).rejects.toThrow('text that no key typed');
});
