import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import { askHidden, type HiddenInput } from './ask-hidden.ts';

class Keyboard extends EventEmitter implements HiddenInput {
  readonly isTTY = true;
  raw = false;
  reading = false;

  setRawMode(raw: boolean): void {
    this.raw = raw;
  }

  resume(): void {
    this.reading = true;
  }

  pause(): void {
    this.reading = false;
  }
}

function ask(...keys: readonly (string | Buffer)[]) {
  const keyboard = new Keyboard();
  const shown: string[] = [];
  const interrupted: true[] = [];
  const answer = askHidden(
    'Passphrase: ',
    keyboard,
    (text) => void shown.push(text),
    () => void interrupted.push(true),
  );
  expect(keyboard.raw).toBe(true);
  for (const key of keys) keyboard.emit('data', typeof key === 'string' ? Buffer.from(key) : key);
  expect(keyboard.listenerCount('data')).toBe(0);
  expect([keyboard.raw, keyboard.reading]).toEqual([false, false]);
  return { answer, shown, interrupted };
}

describe('a hidden question', () => {
  it('takes a line and shows none of it', async () => {
    const { answer, shown } = ask('sec', 'ret\r');
    expect(await answer).toBe('secret');
    expect(shown).toEqual(['Passphrase: ', '\n']);
  });

  it('takes letters that come in two parts, and erases whole ones', async () => {
    const bytes = Buffer.from('Kü🗝\u007f\u007fo\n');
    expect(await ask(bytes.subarray(0, 2), bytes.subarray(2, 5), bytes.subarray(5)).answer).toBe('Ko');
    expect(await ask('\b\bx\n').answer).toBe('x');
  });

  it('is given up with Ctrl+D, and Ctrl+C interrupts', async () => {
    const given = ask('half\u0004');
    expect(await given.answer).toBeNull();
    expect(given.interrupted).toHaveLength(0);
    const broken = ask('half\u0003');
    expect(await broken.answer).toBeNull();
    expect(broken.interrupted).toHaveLength(1);
  });

  it('is not asked where nobody is', async () => {
    const keyboard = Object.assign(new Keyboard(), { isTTY: false });
    const shown: string[] = [];
    expect(await askHidden('?', keyboard, (text) => void shown.push(text))).toBeNull();
    expect(shown).toEqual([]);
  });
});
