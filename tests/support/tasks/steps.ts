import { expect } from '@playwright/test';
import type { AtWork } from './play.ts';

/** Gives the reason that a dialog asks for, and confirms it. */
export async function because({ page, hand }: AtWork, reason: string, confirm: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await hand.write(dialog.getByLabel('Reason'), reason);
  await hand.press(dialog.getByRole('button', { name: confirm, exact: true }));
  await expect(dialog).toHaveCount(0);
}

/** Goes to a section of the settings. */
export async function openSettings({ page, hand }: AtWork, section: string): Promise<void> {
  await hand.go(',', 'Settings');
  const link = page.getByRole('navigation', { name: 'Settings' }).getByRole('link', { name: section });
  await hand.press(link);
  await expect(link).toHaveAttribute('aria-current', 'page');
}

/** Opens the palette and types words into it. */
export async function typeInPalette({ page, hand }: AtWork, words: string): Promise<void> {
  await hand.either(['Control+k'], page.getByRole('button', { name: 'Search symbols, screens, actions' }));
  await hand.type(page.getByRole('dialog').getByRole('combobox'), words);
}
