import { expect } from '@playwright/test';
import { test } from '#tests/support/browser/window-test.ts';

test('the ladder is live without a render, fills the ticket by key, and asks before clicks send', async ({
  view,
  complaints,
}, info) => {
  await view.evaluate(() => {
    location.hash = '#/console?symbol=ETHUSDTM';
  });
  const panel = view.getByRole('region', { name: 'Ladder' });
  const ladder = panel.getByRole('spinbutton');
  await expect(ladder).toBeVisible();
  await expect(panel.getByRole('table')).toContainText('Ask price');
  const seen = await ladder.evaluate(async (field) => {
    const canvas = field.querySelector('canvas');
    const counts = { mutations: 0, pictures: new Set<string>() };
    const observer = new MutationObserver((changes) => (counts.mutations += changes.length));
    observer.observe(field, { subtree: true, childList: true, characterData: true, attributes: true });
    for (let look = 0; look < 8; look += 1) {
      await new Promise((resolve) => setTimeout(resolve, 250));
      counts.pictures.add(canvas?.toDataURL() ?? '');
    }
    observer.disconnect();
    return { mutations: counts.mutations, pictures: counts.pictures.size };
  });
  expect(seen.mutations).toBe(0);
  expect(seen.pictures).toBeGreaterThan(2);
  await ladder.focus();
  await view.keyboard.press('ArrowDown');
  await expect(ladder).toHaveAttribute('aria-valuetext', /^[\d.]+, bid [\d.]+ ETH$/);
  await view.keyboard.press('Enter');
  const price = (await ladder.getAttribute('aria-valuenow')) ?? '';
  await expect(view.locator(`input[value="${price}"]`).first()).toBeVisible();
  const oneClick = panel.getByRole('switch', { name: 'One-click' });
  await oneClick.click();
  const question = view.getByRole('dialog', { name: 'Send with one click?' });
  await question.getByRole('button', { name: 'Cancel' }).click();
  await expect(oneClick).not.toBeChecked();
  const path = info.outputPath('ladder.png');
  await panel.screenshot({ path });
  await info.attach('ladder', { path, contentType: 'image/png' });
  expect(complaints).toEqual([]);
});
