import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { defaultDataFolder } from './data-folder.ts';

describe('the default data folder', () => {
  it.each([
    ['linux', {}, '/home/a/.local/share/zmart-workstation'],
    ['linux', { XDG_DATA_HOME: '/data' }, '/data/zmart-workstation'],
    ['linux', { XDG_DATA_HOME: '' }, '/home/a/.local/share/zmart-workstation'],
    ['linux', { XDG_DATA_HOME: 'relative' }, '/home/a/.local/share/zmart-workstation'],
    ['darwin', { XDG_DATA_HOME: '/data' }, '/home/a/Library/Application Support/zmart-workstation'],
    ['win32', { APPDATA: '/roaming' }, '/roaming/zmart-workstation'],
    ['win32', {}, '/home/a/AppData/Roaming/zmart-workstation'],
    ['linux', { XDG_DATA_HOME: '/data', ZMART_HOME: '/own' }, '/own'],
    ['linux', { ZMART_HOME: '' }, '/home/a/.local/share/zmart-workstation'],
    ['darwin', { ZMART_HOME: 'here' }, resolve('here')],
  ])('on %s with %o is %s', (platform, env, folder) => {
    expect(defaultDataFolder(env, platform, '/home/a')).toBe(folder);
  });
});
