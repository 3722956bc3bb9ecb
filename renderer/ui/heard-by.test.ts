import { expect, test } from 'vitest';
import type { AlertChannelView } from '#shared/contract/alerts.ts';
import { heardBy } from './heard-by.ts';

test('names the channels that take the level', () => {
  const channel = (name: string, minLevel: AlertChannelView['minLevel'], enabled = true) =>
    ({ name, minLevel, enabled }) as AlertChannelView;
  const channels = [channel('Desk', 'info'), channel('Night', 'alarm'), channel('Old', 'info', false)];
  expect(heardBy('warning', channels)).toBe('Told here and over Desk.');
  expect(heardBy('alarm', channels)).toBe('Told here and over Desk, Night.');
  expect(heardBy('info', [])).toContain('this window only');
});
