import { describe, expect, it } from 'vitest';
import { PROTECTIONS } from '#core/agents/risk/protections/catalogue.ts';
import type { DenialCode } from '#shared/domain/denial.ts';
import { BTC, EQUITY, GuardWorld, SOL, USDT } from '#tests/support/risk/guard-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Play = (world: GuardWorld, often: number) => void;

/** The code it refuses with, and what brings it about. */
interface Scene {
  readonly code: DenialCode;
  readonly often: number;
  readonly play: Play;
}

/** Trades an hour apart on BTC, in turn with what `then` does. */
const trades =
  (
    how: 'stop' | 'target' | 'time-out',
    result: bigint,
    gap = MINUTE,
    more: Parameters<GuardWorld['trade']>[3] = {},
  ): Play =>
  (world, often) => {
    for (let i = 0; i < often; i++) {
      world.advance(gap);
      world.trade(BTC, how, result, more);
    }
  };

const equities =
  (...values: readonly number[]): Play =>
  (world, often) => {
    for (const value of values.slice(0, often)) {
      world.advance(MINUTE);
      world.equity((EQUITY * BigInt(Math.round(value * 1e6))) / 1_000_000n);
    }
  };

/** For each protection: what makes it fire when it is done `often` times, and not when once less. */
const SCENES: Readonly<Record<string, Scene>> = {
  'symbol-stops': { code: 'RISK_LOCK_SYMBOL_STOPS', often: 3, play: trades('stop', 0n) },
  'stop-loss-guard': { code: 'RISK_LOCK_STOPS', often: 6, play: trades('stop', 0n) },
  'side-stops': { code: 'RISK_LOCK_SIDE_STOPS', often: 4, play: trades('stop', 0n) },
  'agent-stops': { code: 'RISK_LOCK_AGENT_STOPS', often: 6, play: trades('stop', 0n) },
  'cool-down': { code: 'RISK_LOCK_COOL_DOWN', often: 1, play: trades('target', USDT) },
  'cool-down-stop': { code: 'RISK_LOCK_COOL_DOWN_STOP', often: 1, play: trades('stop', 0n) },
  'cool-down-time-out': { code: 'RISK_LOCK_COOL_DOWN_TIME_OUT', often: 1, play: trades('time-out', 0n) },
  're-entry': { code: 'RISK_LOCK_RE_ENTRY', often: 1, play: trades('stop', 0n) },
  'low-profit-symbol': { code: 'RISK_LOCK_LOW_PROFIT', often: 4, play: trades('target', -USDT) },
  'low-profit-side': { code: 'RISK_LOCK_LOW_PROFIT_SIDE', often: 10, play: trades('target', -11n * USDT) },
  'low-profit-agent': { code: 'RISK_LOCK_LOW_PROFIT_AGENT', often: 20, play: trades('target', -6n * USDT) },
  'loss-streak-symbol': { code: 'RISK_LOCK_LOSS_STREAK', often: 4, play: trades('target', -USDT) },
  'loss-streak-side': { code: 'RISK_LOCK_LOSS_STREAK_SIDE', often: 6, play: trades('target', -USDT) },
  'loss-streak-agent': { code: 'RISK_LOCK_LOSS_STREAK_AGENT', often: 8, play: trades('target', -USDT) },
  'loss-streak-account': { code: 'RISK_LOCK_LOSS_STREAK_ACCOUNT', often: 8, play: trades('target', -USDT) },
  'hit-rate': { code: 'RISK_LOCK_HIT_RATE', often: 20, play: trades('target', -USDT) },
  'profit-factor': { code: 'RISK_LOCK_PROFIT_FACTOR', often: 20, play: trades('target', -USDT) },
  'trade-drawdown': { code: 'RISK_LOCK_TRADE_DRAWDOWN', often: 20, play: trades('target', -26n * USDT) },
  'symbol-loss': { code: 'RISK_LOCK_SYMBOL_LOSS', often: 3, play: trades('target', -50n * USDT) },
  'agent-loss': { code: 'RISK_LOCK_AGENT_LOSS', often: 4, play: trades('target', -50n * USDT) },
  'single-loss': { code: 'RISK_LOCK_SINGLE_LOSS', often: 1, play: trades('stop', -100n * USDT) },
  'quick-stops': { code: 'RISK_LOCK_QUICK_STOPS', often: 2, play: trades('stop', 0n, MINUTE, { heldMs: 5 * MINUTE }) },
  'trades-symbol': { code: 'RISK_LOCK_SYMBOL_TRADES', often: 12, play: trades('target', USDT) },
  trades: { code: 'RISK_LOCK_TRADES', often: 60, play: trades('target', USDT) },
  'fee-drag': { code: 'RISK_LOCK_FEE_DRAG', often: 5, play: trades('target', 2n * USDT, MINUTE, { fees: USDT }) },
  'funding-drag': {
    code: 'RISK_LOCK_FUNDING_DRAG',
    often: 2,
    play: trades('target', 20n * USDT, MINUTE, { funding: -10n * USDT }),
  },
  'equity-fall': { code: 'RISK_LOCK_EQUITY_FALL', often: 3, play: equities(1, 1.02, 1.0046) },
  'give-back': { code: 'RISK_LOCK_GIVE_BACK', often: 3, play: equities(1, 1.02, 1.0099) },
  'day-target': { code: 'RISK_LOCK_DAY_TARGET', often: 2, play: equities(1, 1.031) },
  spread: {
    code: 'RISK_LOCK_SPREAD',
    often: 1,
    play: (world, often) => often > 0 && world.ticker(BTC, { bid: 99.5, ask: 100.001 }),
  },
  'index-gap': {
    code: 'RISK_LOCK_INDEX_GAP',
    often: 1,
    play: (world, often) => often > 0 && world.ticker(BTC, { mark: 101.5001 }),
  },
  'price-jump': {
    code: 'RISK_LOCK_PRICE_JUMP',
    often: 2,
    play: (world, often) => {
      for (const price of [100, 102.01].slice(0, often)) world.guard.onMark(SOL, price);
      world.ticker(SOL);
    },
  },
  'wide-move': {
    code: 'RISK_LOCK_WIDE_MOVE',
    often: 2,
    play: (world, often) => {
      world.guard.configure('wide-move', '', { params: { count: 2 } }, 'trader', 'two are watched here');
      for (const symbol of [BTC, SOL].slice(0, often)) {
        world.guard.onMark(symbol, 100);
        world.guard.onMark(symbol, 104);
      }
    },
  },
  rejections: {
    code: 'RISK_LOCK_REJECTIONS',
    often: 3,
    play: (world, often) => {
      for (let i = 0; i < often; i++) world.guard.onOrderAnswer(BTC, 'refused');
    },
  },
  unknowns: {
    code: 'RISK_LOCK_UNKNOWNS',
    often: 3,
    play: (world, often) => {
      for (let i = 0; i < often; i++) world.guard.onOrderAnswer(i === 0 ? SOL : BTC, 'unknown');
    },
  },
};

/** A world in which this protection alone is on. */
function only(id: string): GuardWorld {
  const world = new GuardWorld();
  for (const each of PROTECTIONS) world.guard.configure(each.id, '', { enabled: each.id === id }, 'trader', 'a test');
  return world;
}

function sceneOf(id: string): Scene {
  const scene = SCENES[id];
  if (scene === undefined) throw new Error(`There is no scene for ${id}`);
  return scene;
}

const lockOf = (world: GuardWorld) => world.guard.protections.locks.standing();

it('has at least 24 protections, each with its own id, its own code and a scene here', () => {
  expect(PROTECTIONS.length).toBeGreaterThanOrEqual(24);
  expect(new Set(PROTECTIONS.map(({ id }) => id)).size).toBe(PROTECTIONS.length);
  expect(new Set(PROTECTIONS.map(({ code }) => code)).size).toBe(PROTECTIONS.length);
  expect(Object.keys(SCENES).sort()).toEqual(PROTECTIONS.map(({ id }) => id).sort());
  for (const { params } of PROTECTIONS)
    for (const { standard, least, most } of params) expect(least <= standard && standard <= most).toBe(true);
});

describe.each(PROTECTIONS)('$id', ({ id, params, scopes }) => {
  const { code, often, play } = sceneOf(id);
  const lockMs = (params.find(({ name }) => name === 'lock')?.standard ?? 0) * MINUTE;

  it('locks when its limit is reached, not before, and lets go after its time', () => {
    const short = only(id);
    play(short, often - 1);
    expect(lockOf(short)).toEqual([]);
    const world = only(id);
    play(world, often);
    const [lock, ...more] = lockOf(world);
    expect(more).toEqual([]);
    expect(lock?.scope).toBe(scopes[0]);
    const symbol = id === 'price-jump' ? SOL : BTC;
    expect(world.codes(symbol)).toContain(code);
    world.advance(lockMs - 1);
    expect(world.codes(symbol)).toContain(code);
    world.advance(1);
    expect(world.codes(symbol)).not.toContain(code);
  });

  it('does nothing when it is switched off, and keeps its lock over a restart', () => {
    const off = only('none');
    play(off, often);
    expect(lockOf(off)).toEqual([]);
    const world = only(id);
    play(world, often);
    const before = lockOf(world).map(({ target, numbers }) => ({ target, numbers }));
    world.advance(lockMs / 2);
    world.restart();
    expect(lockOf(world).map(({ target, numbers }) => ({ target, numbers }))).toEqual(before);
    world.advance(lockMs / 2);
    expect(lockOf(world)).toEqual([]);
  });
});

it('locks the symbol, the side, the source or everything, as it is set', () => {
  const refused = (scope: 'symbol' | 'side' | 'agent' | 'account' | 'symbol-side'): readonly boolean[] => {
    const world = only('cool-down');
    expect(world.guard.configure('cool-down', '', { scope }, 'trader', 'a test')).toBeNull();
    world.trade(BTC, 'target', USDT, { side: 1, source: 'trend' });
    const asked = [
      [BTC, 1, 'trend'],
      [BTC, -1, 'other'],
      [SOL, 1, 'other'],
      [SOL, -1, 'trend'],
      [SOL, -1, 'other'],
    ] as const;
    return asked.map(([symbol, side, source]) => world.codes(symbol, side, source).length > 0);
  };
  expect(refused('symbol')).toEqual([true, true, false, false, false]);
  expect(refused('symbol-side')).toEqual([true, false, false, false, false]);
  expect(refused('side')).toEqual([true, false, true, false, false]);
  expect(refused('agent')).toEqual([true, false, false, true, false]);
  expect(refused('account')).toEqual([true, true, true, true, true]);
});

it('sets one symbol apart from the rest, and takes that up after a restart', () => {
  const world = only('symbol-stops');
  const apart = { params: { count: 1, lock: 10 } };
  expect(world.guard.configure('symbol-stops', SOL, apart, 'trader', 'it is thin')).toBeNull();
  world.restart();
  world.trade(BTC, 'stop', 0n);
  world.trade(SOL, 'stop', 0n);
  expect(lockOf(world).map(({ target }) => target)).toEqual([SOL]);
  world.advance(10 * MINUTE);
  expect(lockOf(world)).toEqual([]);
});

it('says what is wrong with a setting and leaves it', () => {
  const { guard } = new GuardWorld();
  const set = (id: string, change: Parameters<typeof guard.configure>[2], target = ''): string | null =>
    guard.configure(id, target, change, 'trader', 'a test');
  expect(set('nothing', {})).toBe('There is no protection "nothing".');
  expect(set('side-stops', { scope: 'symbol' })).toBe('Stops on one side locks by side, not by symbol.');
  expect(set('cool-down', { params: { lock: 0 } })).toMatch(/whole number from 1 to 10080 \(minutes\)/);
  expect(set('cool-down', { params: { lock: 1.5 } })).toMatch(/whole number/);
  expect(set('cool-down', { params: { spread: 1 } })).toBe('Cool-down has no parameter "spread".');
  expect(set('cool-down', { scope: 'account' }, BTC)).toMatch(/for all targets/);
});

it('records who set what and why, and ends the locks of what is switched off', () => {
  const world = only('cool-down');
  world.trade(BTC, 'target', USDT);
  const from = world.records.length;
  world.guard.configure('cool-down', '', { enabled: false }, 'trader', 'it costs too much');
  expect(world.since(from).map(({ type, data }) => [type, data['by'], data['reason']])).toEqual([
    ['protection.configured', 'trader', 'it costs too much'],
    ['protection.unlocked', 'trader', 'switched off'],
  ]);
  expect(world.codes(BTC)).toEqual([]);
  world.restart();
  expect(world.codes(BTC)).toEqual([]);
});

it('counts stops from before a restart', () => {
  const world = only('symbol-stops');
  trades('stop', 0n)(world, 2);
  world.restart();
  world.advance(HOUR);
  world.trade(BTC, 'stop', 0n);
  expect(lockOf(world)).toHaveLength(1);
});

it('lets the first trade of an empty account pass', () => {
  expect(new GuardWorld().codes(BTC)).toEqual([]);
});
