import { call, type AnyProcedure } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { clientOrderId, contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { ManualScheduler } from '#tests/support/transport/manual-scheduler.ts';
import { RecordingLog } from '#tests/support/transport/recording-log.ts';
import type { TradePlan } from '../execution/desk-types.ts';
import type { Difference, DifferenceChoice, ReconcileStatus } from '../execution/reconcile/difference.ts';
import type { Resolution } from '../execution/reconcile/reconcile-types.ts';
import { instrumentsForSimulation } from '../market/instruments.ts';
import type { ApiParts } from './api-parts.ts';
import { reconcileHandlers } from './handlers/reconcile-handlers.ts';
import { implementContract } from './implement.ts';
import { ReconcileBoard, type ReconcileSource } from './reconcile-board.ts';

const NOW = 1_763_000_000_000 as EpochMs;
const instruments: ReadonlyMap<ContractSymbol, Instrument> = new Map(
  instrumentsForSimulation().map((instrument) => [instrument.symbol, instrument]),
);
const BTC = contractSymbol('XBTUSDTM');
const STRANGE = contractSymbol('STRANGEUSDTM');

const position = (symbol: ContractSymbol, state: Difference['state']): Difference => ({
  id: `position-mismatch:${symbol}`,
  kind: 'position-mismatch',
  symbol,
  clientOrderId: null,
  venueOrderId: null,
  ours: { lots: 420, filledLots: null, priceTicks: null, state: 'long 420' },
  theirs: { lots: -300, filledLots: null, priceTicks: 1_000, state: 'short 300' },
  sentence: `${symbol}: the venue holds short 300, the journal long 420.`,
  choices: state === 'open' ? ['adopt', 'close'] : [],
  since: NOW,
  state,
});
const order = (symbol: ContractSymbol, state: Difference['state']): Difference => ({
  ...position(symbol, state),
  id: `order-unproven:${symbol}`,
  kind: 'order-unproven',
  clientOrderId: clientOrderId('0123456789abcdef0123456789abcdef'),
  since: (NOW - 1_000) as EpochMs,
  choices: [],
});

/** A reconciler that says what the test tells it. */
class FakeReconciler {
  readonly onChange = new Emitter<ReconcileStatus>();
  readonly resolved: [string, DifferenceChoice, string, TradePlan | null | undefined][] = [];
  readonly checks: string[] = [];
  answer: Resolution = { ok: true, choice: 'adopt' };
  now: ReconcileStatus = {
    phase: 'never',
    reason: 'Nothing was compared yet.',
    startedAt: null,
    finishedAt: null,
    tookMs: null,
    ordersCompared: 0,
    fillsCompared: 0,
    positionsCompared: 0,
    differences: [],
  };
  status(): ReconcileStatus {
    return this.now;
  }
  say(part: Partial<ReconcileStatus>): void {
    this.now = { ...this.now, ...part };
    this.onChange.emit(this.now);
  }
  resolve(id: string, choice: DifferenceChoice, by: string, plan?: TradePlan | null): Promise<Resolution> {
    this.resolved.push([id, choice, by, plan]);
    return Promise.resolve(this.answer);
  }
  check(cause: string): Promise<ReconcileStatus> {
    this.checks.push(cause);
    return Promise.resolve(this.now);
  }
}

function setUp(none?: Extract<ReconcileSource, { kind: 'none' }>) {
  const reconciler = new FakeReconciler();
  const source = none ?? { kind: 'venue', venue: 'KuCoin Futures', reconciling: reconciler };
  const board = new ReconcileBoard(source, new ManualScheduler(), instruments);
  const store = { journal: { readOnly: false } };
  const parts = {
    core: { parts: { clock: { now: () => NOW } } },
    reconcile: board,
    store,
    instruments,
    dataFolder: 'd',
  };
  const handlers = { ...createSampleApi().handlers, reconcile: reconcileHandlers(parts as unknown as ApiParts) };
  const router = implementContract(handlers, { log: new RecordingLog(), checkStreams: true });
  const { reconcile } = router as unknown as { readonly reconcile: Readonly<Record<string, AnyProcedure>> };
  const ask = (verb: 'resolve' | 'runNow', input: unknown = undefined): Promise<unknown> =>
    call(reconcile[verb] as AnyProcedure, input, { context: { role: 'trader' as const } });
  const view = () => board.status.rows()[0];
  return { reconciler, board, store, ask, view };
}

describe('the board of differences', () => {
  it('follows the reconciler and shows sizes and prices as texts', () => {
    const { reconciler, board } = setUp();
    reconciler.say({ phase: 'observing', differences: [position(BTC, 'open'), position(STRANGE, 'open')] });
    const [known, strange] = board.differences.rows();
    expect(known).toMatchObject({ key: 'position-mismatch:XBTUSDTM', coin: 'BTC', choices: ['adopt', 'close'] });
    expect(known?.ours).toMatchObject({ lots: 420, quantity: '0.420', price: null });
    expect(known?.theirs).toMatchObject({ lots: -300, quantity: '-0.300', price: '100.0' });
    expect(strange).toMatchObject({ coin: STRANGE, theirs: { quantity: null, price: null } });
    reconciler.say({ differences: [] });
    expect(board.differences.rows()).toEqual([]);
  });

  it('names frozen symbols with every reason, an ignored position among them', () => {
    const { reconciler, view } = setUp();
    const ETH = contractSymbol('ETHUSDTM');
    const differences = [
      position(BTC, 'open'),
      order(BTC, 'working'),
      order(ETH, 'ignored'),
      position(STRANGE, 'ignored'),
    ];
    reconciler.say({ phase: 'observing', differences });
    expect(view()).toMatchObject({ applies: true, open: 1, working: 1, ignored: 2 });
    const { frozen } = view() as { frozen: readonly { symbol: string; since: number; reasons: readonly string[] }[] };
    expect(frozen.map(({ symbol, reasons }) => [symbol, reasons.length])).toEqual([
      [BTC, 2],
      [STRANGE, 1],
    ]);
    expect(frozen[0]?.since).toBe(NOW - 1_000);
  });

  it('keeps since when both sides agree through the comparisons that follow', () => {
    const { reconciler, view } = setUp();
    const since = () => (view() as { agreedSince: number | null }).agreedSince;
    reconciler.say({ phase: 'running' });
    expect(since()).toBeNull();
    reconciler.say({ phase: 'agreed', finishedAt: NOW });
    reconciler.say({ phase: 'running' });
    reconciler.say({ phase: 'agreed', finishedAt: (NOW + 900_000) as EpochMs });
    expect(since()).toBe(NOW);
    reconciler.say({ phase: 'failed' });
    expect(since()).toBeNull();
    reconciler.say({ phase: 'agreed', finishedAt: (NOW + 950_000) as EpochMs });
    expect(since()).toBe(NOW + 950_000);
  });

  it('lets go of the reconciler', () => {
    const { reconciler, board } = setUp();
    expect(reconciler.onChange.size).toBe(1);
    board.dispose();
    expect(reconciler.onChange.size).toBe(0);
  });
});

describe('decisions', () => {
  const id = `position-mismatch:${BTC}`;

  it('reach the reconciler with the plan in ticks and as the user’s', async () => {
    const { reconciler, ask } = setUp();
    reconciler.say({ phase: 'observing', differences: [position(BTC, 'open')] });
    const plan = { stop: '90000.5', target: '120000', holdHours: 2 };
    expect(await ask('resolve', { id, choice: 'adopt', plan })).toEqual({ id, choice: 'adopt' });
    const ticks = { stopTicks: 900_005, targetTicks: 1_200_000, maxHoldUntil: NOW + 7_200_000 };
    expect(reconciler.resolved).toEqual([[id, 'adopt', 'user', ticks]]);
  });

  it('are refused with a code and a sentence', async () => {
    const { reconciler, ask, store } = setUp();
    reconciler.say({ phase: 'observing', differences: [position(BTC, 'open')] });
    await expect(ask('resolve', { id: 'other', choice: 'adopt' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(ask('resolve', { id, choice: 'sell' })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    const between = { stop: '90000.55', target: '120000', holdHours: 2 };
    await expect(ask('resolve', { id, choice: 'adopt', plan: between })).rejects.toMatchObject({
      code: 'NOT_AVAILABLE',
      message: expect.stringContaining('90000.55 is no price of XBTUSDTM') as string,
    });
    expect(reconciler.resolved).toEqual([]);
    for (const [said, code] of [
      ['NO_STOP', 'STOP_NEEDED'],
      ['UNKNOWN_DIFFERENCE', 'NOT_FOUND'],
      ['NOT_A_CHOICE', 'NOT_AVAILABLE'],
      ['NOT_CONFIRMED', 'NOT_AVAILABLE'],
    ] as const) {
      reconciler.answer = { ok: false, code: said, sentence: 'Because.' };
      await expect(ask('resolve', { id, choice: 'adopt' }), said).rejects.toMatchObject({ code });
    }
    store.journal.readOnly = true;
    await expect(ask('resolve', { id, choice: 'adopt' })).rejects.toMatchObject({ code: 'READ_ONLY' });
    await expect(ask('runNow')).rejects.toMatchObject({ code: 'READ_ONLY' });
  });

  it('a comparison is begun once at a time', async () => {
    const { reconciler, ask } = setUp();
    expect(await ask('runNow')).toEqual({ started: true });
    reconciler.say({ phase: 'running' });
    await expect(ask('runNow')).rejects.toMatchObject({ code: 'BUSY' });
    expect(reconciler.checks).toHaveLength(1);
  });

  it('with a simulated venue there is nothing to compare, and the reason is said', async () => {
    const reason = 'The venue is simulated.';
    const { ask, view, board } = setUp({ kind: 'none', venue: 'paper', reason });
    expect(view()).toEqual({ key: 'status', applies: false, venue: 'paper', reason });
    expect(board.differences.rows()).toEqual([]);
    await expect(ask('runNow')).rejects.toMatchObject({ code: 'NOT_AVAILABLE', message: reason });
  });
});
