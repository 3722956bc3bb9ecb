import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { newPriceAlert } from '#shared/contract/price-alerts.ts';
import { HOSTILE_TEXT } from '#tests/support/renderer/hostile-client.ts';
import { PriceAlertWorld, SYMBOL } from '#tests/support/alerts/price-alert-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { PriceAlertsBoard } from '../price-alerts-board.ts';
import { priceAlertHandlers } from './price-alert-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;
const WANTED = newPriceAlert.parse({ symbol: SYMBOL, price: '100' });

function open() {
  const world = new PriceAlertWorld();
  const { journal, clock } = world;
  const instruments = new Map([[SYMBOL, { symbol: SYMBOL, coin: 'BTC', tickUnits: 5, priceScale: 1 }]]);
  const board = new PriceAlertsBoard(world.alerts, instruments as never, clock);
  const core = { parts: { journal, clock } };
  const calls = priceAlertHandlers({ core, priceAlerts: board, instruments, dataFolder: '' } as unknown as ApiParts);
  /** A call that writes is answered once its record is on the disk. */
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    clock.finishTurn();
    return answer;
  };
  return { world, board, calls, done };
}

describe('the calls of the price alerts', () => {
  it('set, move, switch and remove one, and tell how it stands', async () => {
    const { world, calls, done, board } = open();
    const made = await done(calls.add({ ...WANTED, note: 'half off' }, TRADER));
    expect(made).toMatchObject({
      symbol: SYMBOL,
      coin: 'BTC',
      price: '100.0',
      state: 'waiting',
      by: 'trader',
      held: 0,
    });
    expect(made.sentence).toBe('Nothing fires. No fresh price has come.');
    const [schema] = [contract.priceAlerts.list['~orpc'].outputSchema];
    expect(schema?.parse(await calls.list(undefined, TRADER))).toEqual([made]);
    world.tell(99);
    world.clock.moveTo(world.clock.now() + 1_000);
    const id = made.key;
    const moved = await done(calls.change({ id, price: '101.5', way: 'up' }, TRADER));
    expect(moved).toMatchObject({ price: '101.5', state: 'armed', note: 'half off' });
    expect(moved.sentence).toBe('Fires when the last price rises to 101.5.');
    world.tell(102);
    const fired = { seen: 102, way: 'up', sentence: 'The last price 102.0 has risen through 101.5.' };
    expect(board.topic.rows()).toMatchObject([{ state: 'cooling', fired, coolUntil: world.clock.now() + 300_000 }]);
    expect(await done(calls.change({ id, enabled: false }, TRADER))).toMatchObject({ state: 'off', coolUntil: null });
    expect(await done(calls.remove({ id }, TRADER))).toEqual({ id });
    expect(board.topic.rows()).toEqual([]);
  });

  it('refuse what is not there, is there already, or lies between two ticks', async () => {
    const { calls, done } = open();
    const { key: id } = await done(calls.add(WANTED, TRADER));
    const problem = async (call: () => Promise<unknown>) => call().catch((error: unknown) => error);
    expect(await problem(async () => calls.add({ ...WANTED, price: '100.00' }, TRADER))).toMatchObject({
      code: 'ALREADY_EXISTS',
      message: 'There is an alert at 100.0 of XBTUSDTM already.',
    });
    expect(await problem(async () => calls.add({ ...WANTED, price: '100.2' }, TRADER))).toMatchObject({
      code: 'NOT_AVAILABLE',
      message: '100.2 lies between two prices of XBTUSDTM: the tick is 0.5.',
    });
    const unknown = await problem(async () => calls.add({ ...WANTED, symbol: 'NOSUCHUSDTM' }, TRADER));
    expect(unknown).toMatchObject({ code: 'NOT_FOUND' });
    expect(await problem(async () => calls.change({ id: 'gone' }, TRADER))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await problem(async () => calls.remove({ id: 'gone' }, TRADER))).toMatchObject({ code: 'NOT_FOUND' });
    expect(await done(calls.change({ id, note: 'x' }, TRADER))).toMatchObject({ note: 'x' });
  });

  it('let no price and no note through that is none', () => {
    const problem = (part: object): string | undefined =>
      newPriceAlert.safeParse({ ...WANTED, ...part }).error?.issues[0]?.message;
    expect(problem({ price: '0.0' })).toBe('A price is above 0.');
    expect(problem({ price: '1e5' })).toBe('A price is a decimal number.');
    expect(problem({ note: 'x'.repeat(121) })).toBe('A note has at most 120 characters.');
    expect(problem({ note: 'a\u202eb' })).toBe('A note has no control characters.');
    expect(problem({ note: HOSTILE_TEXT.replaceAll(/\p{C}/gu, '').slice(0, 100) })).toBeUndefined();
    expect(problem({ cooldownMinutes: 0 })).toBe('A cool-down is at least a minute.');
  });
});
