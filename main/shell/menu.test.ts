import { describe, expect, it, vi } from 'vitest';
import { menuTemplate } from './menu.ts';

vi.mock('electron', () => ({ app: {}, Menu: {} }));

const roles = (platform: NodeJS.Platform, isDevelopment: boolean): unknown[] =>
  menuTemplate(platform, isDevelopment).flatMap(({ role, submenu }) =>
    Array.isArray(submenu) ? submenu.filter(({ type }) => type !== 'separator').map((item) => item.role) : [role],
  );

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('on %s holds only entries that do something', (platform) => {
    expect(roles(platform, false)).not.toContain(undefined);
    expect(roles(platform, false)).toEqual(expect.arrayContaining(['copy', 'paste', 'minimize']));
    expect(roles(platform, false)).toContain(platform === 'darwin' ? 'appMenu' : 'quit');
  });

  it('offers to reload and to inspect in development only', () => {
    expect(roles('linux', true)).toEqual(expect.arrayContaining(['reload', 'toggleDevTools']));
    expect(roles('linux', false)).not.toContain('reload');
    expect(roles('linux', false)).not.toContain('toggleDevTools');
  });
});
