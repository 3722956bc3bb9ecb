import { expect } from '@playwright/test';
import { startShell, type ShellProcess } from '#tests/support/electron/shell-process.ts';
import { callsOf, test, viewOf } from '#tests/support/electron/shell-test.ts';

const REFUSED = { granted: false, code: 'SENDER_REFUSED' };
const CHANNEL = 'zmart:port';

const FORGED = [
  ['another window', 'other', { url: 'app://zmart/', parent: null }],
  ['a frame that is gone', 'window', null],
  ['a subframe of ours', 'window', { url: 'app://zmart/', parent: {} }],
  ['a page that begins like ours', 'window', { url: 'app://zmart.evil.example/', parent: null }],
  ['a page with our name before the host', 'window', { url: 'app://zmart@evil.example/', parent: null }],
  ['our host on another scheme', 'window', { url: 'https://zmart/', parent: null }],
  ['a file', 'window', { url: 'file:///app://zmart/', parent: null }],
  ['a page without an address', 'window', { url: 'about:blank', parent: null }],
] as const;

for (const [who, sender, frame] of FORGED) {
  test(`${who} gets no port, but an answer`, async ({ shell, view }) => {
    await expect(view.getByText('SIMULATED').first()).toBeVisible({ timeout: 30_000 });
    const before = await shell.ask('ports');
    expect(await shell.ask('invokeAs', CHANNEL, sender, frame)).toEqual(REFUSED);
    expect(await shell.ask('ports')).toEqual(before);
    expect(await callsOf(shell, 'port.leaked')).toEqual([]);
  });
}

test.describe('a foreign page in our window', () => {
  let shell: ShellProcess;
  test.beforeEach(async () => {
    shell = await startShell();
  });
  test.afterEach(() => shell.stop());

  test('gets no port, and the port of the page before it is closed', async () => {
    const { release } = await viewOf(shell);
    await expect.poll(async () => (await shell.ask('ports')).length).toBe(1);
    await release();
    await shell.ask('plant', 'https://evil.example/', '<script>postMessage("zmart-port-please", "*")</script>');
    await expect.poll(() => shell.log()).toContain('"problem":"OTHER_ORIGIN"');
    await expect.poll(() => shell.ask('ports')).toEqual([true]);
  });
});
