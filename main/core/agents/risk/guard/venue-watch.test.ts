import { expect, it } from 'vitest';
import type { Venue } from '#core/ports/venue.ts';
import { watchVenue } from './venue-watch.ts';

type Questions = Venue['ask'];
type Told = readonly [failed: boolean, tookMs: number];

/** A venue whose every call takes 7 ms and answers what it is told to; and what the watch tells of it. */
function watched(answer: unknown) {
  let clock = 100;
  const told: Told[] = [];
  const asked: (readonly [name: string, given: readonly unknown[]])[] = [];
  const call =
    (name: string) =>
    (...given: readonly unknown[]): unknown => {
      asked.push([name, given]);
      clock += 7;
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    };
  const plain = (name: string) => (listener: unknown) => {
    asked.push([name, [listener]]);
    return `${name} is heard`;
  };
  const every = <T>(): T => new Proxy({}, { get: (_, name) => call(String(name)) }) as T;
  const venue = {
    name: 'the venue',
    simulated: true,
    ask: every<Questions>(),
    ...{ submit: call('submit'), cancel: call('cancel'), amend: call('amend') },
    ...{ onEvent: plain('onEvent'), onCondition: plain('onCondition') },
  } as unknown as Venue;
  const watch = watchVenue(
    venue,
    () => clock,
    (failed, tookMs) => told.push([failed, tookMs]),
  );
  return { watch, told, asked };
}

const QUESTIONS = [
  ...['order', 'openOrders', 'doneOrders', 'fills', 'positions', 'account', 'movements', 'service', 'clockOffset'],
] as readonly (keyof Questions)[];

it.each(QUESTIONS)('the question %s is passed on; only a clear answer counts as one', async (name) => {
  for (const known of [true, false]) {
    const answer = { known };
    const { watch, told, asked } = watched(answer);
    const question = watch.ask[name] as (given: unknown) => Promise<unknown>;
    expect(await question('since')).toBe(answer);
    expect(asked[0]?.[0]).toBe(name);
    if (['order', 'doneOrders', 'fills', 'movements'].includes(name)) expect(asked[0]?.[1]).toEqual(['since']);
    expect(told).toEqual([[!known, 7]]);
  }
  const broken = watched(new Error('no route'));
  await expect((broken.watch.ask[name] as () => Promise<unknown>)()).rejects.toThrow('no route');
  expect(broken.told).toEqual([[true, 7]]);
});

it.each([
  ['submit', { kind: 'accepted' }, false],
  ['submit', { kind: 'rejected' }, false],
  ['submit', { kind: 'unknown' }, true],
  ['amend', { kind: 'amended' }, false],
  ['amend', { kind: 'unknown' }, true],
  ['cancel', 'canceled', false],
  ['cancel', 'unknown', true],
] as const)('%s that is answered with %o', async (name, answer, failed) => {
  const { watch, told, asked } = watched(answer);
  const call = watch[name] as (...given: readonly unknown[]) => Promise<unknown>;
  expect(await call('first', 'second')).toBe(answer);
  expect(asked).toEqual([[name, name === 'cancel' ? ['first'] : ['first', 'second']]]);
  expect(told).toEqual([[failed, 7]]);
});

it('name, kind and news are those of the venue', () => {
  const { watch, told, asked } = watched(null);
  const hear = (): void => undefined;
  expect([watch.name, watch.simulated]).toEqual(['the venue', true]);
  expect([watch.onEvent(hear), watch.onCondition(hear)]).toEqual(['onEvent is heard', 'onCondition is heard']);
  expect(asked).toEqual([
    ['onEvent', [hear]],
    ['onCondition', [hear]],
  ]);
  expect(told).toEqual([]);
});
