import { describe, expect, it } from 'vitest';
import { HOSTILE_ADDRESSES } from '#tests/support/electron/hostile-addresses.ts';
import { isOwnAddress } from './app-origin.ts';
import { senderProblem } from './sender-check.ts';

const contents = {};
const frame = (url: string, parent: object | null = null) => ({ sender: contents, senderFrame: { url, parent } });

describe('a sender', () => {
  it.each(['app://zmart/', 'app://zmart/index.html#/journal'])('is accepted as our main frame on %s', (url) => {
    expect(senderProblem(frame(url), contents)).toBeNull();
  });

  it('is refused from another window, whatever it shows', () => {
    expect(senderProblem({ ...frame('app://zmart/'), sender: {} }, contents)).toBe('OTHER_WINDOW');
  });

  it('is refused when its frame is gone', () => {
    expect(senderProblem({ sender: contents, senderFrame: null }, contents)).toBe('NO_FRAME');
  });

  it('is refused from a subframe, even of our origin', () => {
    expect(senderProblem(frame('app://zmart/', {}), contents)).toBe('SUBFRAME');
  });

  it.each(HOSTILE_ADDRESSES.filter((address) => !isOwnAddress(address)).map((url) => [JSON.stringify(url), url]))(
    'is refused on %s',
    (_name, url) => {
      expect(senderProblem(frame(url), contents)).toBe('OTHER_ORIGIN');
    },
  );
});
