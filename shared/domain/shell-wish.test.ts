import { describe, expect, it } from 'vitest';
import { readWish, WISHED_DIALOGS } from './shell-wish.ts';

const place = (path: unknown) => readWish({ kind: 'place', path });

describe('a wish of the desktop program', () => {
  it.each(['/', '/risk', '/settings/about', '/console?symbol=XBTUSDTM', '/explain/01jd8q4x3w7b9k2m5n6p'])(
    'may be the place %s',
    (path) => {
      expect(place(path)).toEqual({ kind: 'place', path });
    },
  );

  it.each(WISHED_DIALOGS)('may be the dialog %s', (dialog) => {
    expect(readWish({ kind: 'dialog', dialog })).toEqual({ kind: 'dialog', dialog });
  });

  it.each([
    '',
    'risk',
    '//evil.example/',
    '/nowhere',
    '/constructor',
    '/console?symbol=XBTUSDTM&send=1',
    '/console?symbol=',
    '/console?side=buy',
    '/explain/',
    '/explain/a/b',
    '/explain/..%2frisk',
    'https://example.com/',
    'javascript:alert(1)',
    7,
    null,
  ])('is not the place %j', (path) => {
    expect(place(path)).toBeNull();
  });

  it.each([
    null,
    undefined,
    'halt',
    7,
    [],
    {},
    { kind: 'dialog' },
    { kind: 'dialog', dialog: 'halt' },
    { kind: 'order' },
  ])('is not %j', (data) => {
    expect(readWish(data)).toBeNull();
  });
});
