import { expect, it } from 'vitest';
import { assertNever } from './assert-never.ts';
import { toDisposable } from './disposable.ts';
import { Emitter } from './emitter.ts';
import { err, ok } from './result.ts';

it('tells every listener in the order they came', () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  emitter.on((value) => heard.push(`a${String(value)}`));
  emitter.on((value) => heard.push(`b${String(value)}`));
  emitter.emit(1);
  emitter.emit(2);
  expect(heard).toEqual(['a1', 'b1', 'a2', 'b2']);
});

it('leaves no listener behind once disposed, also twice', () => {
  const emitter = new Emitter<number>();
  const heard: number[] = [];
  const first = emitter.on((value) => heard.push(value));
  emitter.on((value) => heard.push(value * 10));
  expect(emitter.size).toBe(2);
  first.dispose();
  first.dispose();
  emitter.emit(1);
  expect(heard).toEqual([10]);
  expect(emitter.size).toBe(1);
});

it('a listener that leaves while being told does not keep the next from hearing', () => {
  const emitter = new Emitter<number>();
  const heard: string[] = [];
  const own = emitter.on(() => {
    heard.push('once');
    own.dispose();
  });
  emitter.on(() => heard.push('always'));
  emitter.emit(1);
  emitter.emit(2);
  expect(heard).toEqual(['once', 'always', 'always']);
});

it('cleans up once', () => {
  let count = 0;
  const handle = toDisposable(() => (count += 1));
  handle.dispose();
  handle.dispose();
  expect(count).toBe(1);
});

it('an impossible branch says what it met', () => {
  expect(() => assertNever({ kind: 'new' } as never, 'venue event')).toThrow('Unexpected venue event: {"kind":"new"}');
});

it('results are data', () => {
  expect(ok(1)).toEqual({ ok: true, value: 1 });
  expect(err('no')).toEqual({ ok: false, error: 'no' });
});
