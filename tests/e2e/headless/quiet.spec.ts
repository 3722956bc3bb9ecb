import { test } from '#tests/support/browser/quiet-test.ts';

/** Each of these has to fail: Playwright reports one that passes. */
const COMPLAINTS = {
  'a line of console.error': 'console.error("planted")',
  'an error nobody caught': 'setTimeout(() => { throw new Error("planted"); })',
  'a rejection nobody handled': 'void Promise.reject(new Error("planted"))',
} as const;

for (const [name, script] of Object.entries(COMPLAINTS))
  test(`${name} fails the run`, async ({ page, browser }) => {
    test.fail();
    const other = await browser.newPage();
    for (const opened of [page, other]) {
      await opened.evaluate((code) => {
        const element = document.createElement('script');
        element.textContent = code;
        document.head.append(element);
      }, script);
      await opened.waitForTimeout(20);
    }
    await other.close();
  });
