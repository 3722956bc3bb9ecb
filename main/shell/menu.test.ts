import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { SCREEN_PATHS } from '#shared/domain/screen-path.ts';
import { readWish } from '#shared/domain/shell-wish.ts';
import { menuTemplate, type MenuParts } from './menu.ts';

vi.mock('electron', () => ({ app: {}, Menu: {} }));

type Item = MenuItemConstructorOptions;

const actions = () => ({ wish: vi.fn(), askHalt: vi.fn(), askFlatten: vi.fn() });

const parts = (given: Partial<MenuParts> = {}): MenuParts => ({
  platform: 'linux',
  isDevelopment: false,
  state: 'ACTIVE',
  mayTrade: true,
  actions: actions(),
  ...given,
});

const leaves = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => (Array.isArray(item.submenu) ? leaves(item.submenu) : [item]));

const entries = (given: Partial<MenuParts> = {}): Item[] =>
  leaves(menuTemplate(parts(given))).filter(({ type }) => type !== 'separator');
const roles = (given: Partial<MenuParts>): unknown[] => entries(given).map(({ role }) => role);
const named = (label: string, given: Partial<MenuParts> = {}): Item | undefined =>
  entries(given).find((item) => item.label === label);

/** Electron calls back with the entry, the window and the event; none of ours looks at them. */
const press = (item: Item | undefined): void => {
  (item?.click as (() => void) | undefined)?.();
};

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('on %s holds only entries that do something', (platform) => {
    for (const { role, click, label } of entries({ platform })) expect(role ?? click, label).toBeDefined();
    expect(roles({ platform })).toEqual(expect.arrayContaining(['copy', 'paste', 'minimize']));
    expect(roles({ platform })).toContain(platform === 'darwin' ? 'appMenu' : 'quit');
  });

  it('offers to reload and to inspect in development only', () => {
    expect(roles({ isDevelopment: true })).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles({})).not.toContain('reload');
    expect(roles({})).not.toContain('toggleDevTools');
  });

  it('leads to every screen, by a wish the window grants', () => {
    const own = actions();
    for (const item of entries({ actions: own })) if (item.role === undefined) press(item);
    const wishes = own.wish.mock.calls.map(([wish]: unknown[]) => wish);
    const places = SCREEN_PATHS.map((path) => ({ kind: 'place', path }));
    const dialogs = ['resume', 'pause', 'palette', 'keys', 'tour'].map((dialog) => ({ kind: 'dialog', dialog }));
    expect(wishes).toHaveLength(places.length + dialogs.length);
    expect(wishes).toEqual(expect.arrayContaining([...places, ...dialogs]));
    expect(wishes.map(readWish)).toEqual(wishes);
    expect(own.askHalt).toHaveBeenCalledOnce();
    expect(own.askFlatten).toHaveBeenCalledOnce();
  });

  it('names the keys by which the window does the same, and leaves them to it', () => {
    expect(named('Risk (G R)')).toBeDefined();
    expect(named('Limits')).toBeDefined();
    const keyed = entries().filter(({ accelerator }) => accelerator !== undefined);
    expect(keyed.map(({ accelerator }) => accelerator)).toEqual(['CommandOrControl+Shift+K', 'CommandOrControl+K']);
    expect(keyed.every(({ registerAccelerator }) => registerAccelerator === false)).toBe(true);
  });

  it('offers to resume what is halted, and changes nothing where another host trades', () => {
    expect(named('Resume trading…')?.enabled).toBe(false);
    expect(named('Resume trading…', { state: 'HALTED' })?.enabled).toBe(true);
    for (const label of ['Close every position…', 'Resume trading…', 'Pause signal intake…'])
      expect(named(label, { mayTrade: false, state: 'HALTED' })?.enabled, label).toBe(false);
    // The kill switch reaches the other host by its file.
    expect(named('Halt all trading…', { mayTrade: false })?.enabled).toBeUndefined();
  });
});
