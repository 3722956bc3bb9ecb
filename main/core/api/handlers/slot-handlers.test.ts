import { describe, expect, it } from 'vitest';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import { slots as contract } from '#shared/contract/portfolio-manager.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { MANAGER_DEFAULTS } from '#core/portfolio/manager/settings.ts';
import { BTC, ETH, pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { standingOf } from '#tests/support/portfolio/slot-world.ts';
import type { ApiParts } from '../api-parts.ts';
import { AccountBook } from '../account-book.ts';
import { SlotsBoard } from '../slots-board.ts';
import { slotHandlers } from './slot-handlers.ts';

const CONTEXT = { role: 'trader', signal: undefined } as const;
const WHY = { reason: 'a test of the calls' };

/** Two symbols and one slot: BTC is in, ETH wants to. */
function world(managed = true) {
  const scores = new Map<ContractSymbol, number>([
    [BTC, 60],
    [ETH, 58],
  ]);
  const settings = { ...MANAGER_DEFAULTS, slots: 1, weightCap: 1, sectorCap: 1, minAgeMs: 0, maxScoreAgeMs: DAY };
  const made = pathWorld({
    config: managed ? { portfolio: settings } : {},
    standings: (at) => [...scores].map(([symbol, score]) => standingOf(symbol, score, at)),
  });
  const { core, clock } = made;
  const board = new SlotsBoard(core, Promise.resolve());
  const book = new AccountBook(core.parts.journal);
  const parts = { core, slots: board, live: { book }, dataFolder: '/data' } as unknown as ApiParts;
  const review = (): void => {
    clock.moveTo(clock.now() + HOUR);
    core.portfolio?.review(clock.now());
  };
  /** The disk is asked once the call has made its records. */
  const done = async <T>(call: Promise<T>): Promise<T> => {
    for (let turn = 0; turn < 10; turn += 1) await Promise.resolve();
    core.parts.journal.commit();
    return call;
  };
  return { ...made, scores, board, review, done, calls: slotHandlers(parts) };
}

describe('the calls of the slots', () => {
  it('answer as the contract says, with what the portfolio is', async () => {
    const { calls, review } = world();
    review();
    const composition = await calls.composition({}, CONTEXT);
    expect(composition.slots).toMatchObject([{ key: BTC, rank: 1, weight: 100, score: 60, result: { net: '0' } }]);
    expect(composition.bench).toMatchObject([{ key: ETH, lead: -2, toClose: 7, missing: { condition: 'lead' } }]);
    expect(composition.status).toMatchObject({ managed: true, taken: 1, line: { slot: BTC, needed: 65 } });
    const answers = {
      composition,
      statistics: await calls.statistics({}, CONTEXT),
      metrics: await calls.metrics({}, CONTEXT),
      attribution: await calls.attribution({ days: 30 }, CONTEXT),
      candidates: await calls.candidates({}, CONTEXT),
      history: await calls.history({ limit: 50, kind: 'all' }, CONTEXT),
      race: await calls.race({}, CONTEXT),
      correlation: await calls.correlation({}, CONTEXT),
      sectors: await calls.sectors({}, CONTEXT),
      risk: await calls.risk({}, CONTEXT),
      symbols: await calls.symbols({ limit: 50 }, CONTEXT),
      symbol: await calls.symbol({ symbol: ETH }, CONTEXT),
      optimizeWeights: await calls.optimizeWeights({ method: 'score-tilted' }, CONTEXT),
    };
    for (const [name, answer] of Object.entries(answers)) {
      const schema = contract[name as keyof typeof answers]['~orpc'].outputSchema as unknown as {
        parse: (value: unknown) => unknown;
      };
      expect(schema.parse(answer), name).toEqual(answer);
    }
    expect(answers.statistics).toMatchObject({ taken: 1, bench: 1, orphans: 0 });
    expect(answers.history.map(({ action }) => action)).toEqual(['weighted', 'added']);
    expect(answers.symbols.map(({ symbol }) => symbol)).toEqual([BTC, ETH]);
  });

  it('shows who comes in at the next review while a slot is empty', async () => {
    const { calls, clock } = world();
    clock.moveTo(clock.now() + HOUR);
    const { slots, bench, status } = await calls.composition({}, CONTEXT);
    expect(slots).toEqual([]);
    expect(bench).toMatchObject([
      { key: BTC, place: 1, missing: null },
      { key: ETH, place: 2 },
    ]);
    expect(status.line).toBeNull();
  });

  it('tell of what the journal tells at once, and tell nobody who did not ask', async () => {
    const { calls, core, clock, board } = world();
    expect((await calls.composition({}, CONTEXT)).slots).toEqual([]);
    expect(await calls.statistics({}, CONTEXT)).toMatchObject({ taken: 0 });
    board.renew();
    const stream = calls.watch({}, CONTEXT);
    expect((await stream.next()).value).toMatchObject({ kind: 'snapshot', rows: [] });
    const next = stream.next();
    core.portfolio?.review(clock.now());
    expect((await calls.composition({}, CONTEXT)).slots).toMatchObject([{ key: BTC }]);
    expect(await calls.statistics({}, CONTEXT)).toMatchObject({ taken: 1 });
    expect(await Promise.race([next, Promise.resolve('nothing yet')])).toBe('nothing yet');
    await stream.return();
  });

  it('tells what a change would do and changes nothing', async () => {
    const { calls, review, core } = world();
    review();
    const head = core.parts.journal.head?.seq;
    const preview = await calls.preview({ action: 'replace', symbol: BTC, newcomer: ETH }, CONTEXT);
    const schema = contract.preview['~orpc'].outputSchema as unknown as { parse: (value: unknown) => unknown };
    expect(schema.parse(preview)).toEqual(preview);
    expect(preview.weights).toEqual([
      { symbol: BTC, before: 100, after: null },
      { symbol: ETH, before: null, after: 100 },
    ]);
    expect(preview).toMatchObject({ gainBps: -12, drain: null, closestPair: null });
    const out = await calls.preview({ action: 'remove', symbol: BTC }, CONTEXT);
    expect(out.weights).toEqual([{ symbol: BTC, before: 100, after: null }]);
    expect(out).toMatchObject({ gainBps: null, costBps: null });
    await expect(calls.preview({ action: 'add', symbol: 'NOUSDTM' }, CONTEXT)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(core.parts.journal.head?.seq).toBe(head);
  });

  it('streams begin with the rows as they are', async () => {
    const { calls, review, board } = world();
    review();
    board.renew();
    for (const call of ['status', 'watch', 'bench'] as const) {
      const stream = calls[call]({}, CONTEXT);
      expect((await stream.next()).value).toMatchObject({
        kind: 'snapshot',
        rows: [{ key: expect.any(String) as string }],
      });
      await stream.return();
    }
  });

  it('change the portfolio with a reason, and refuse with a code, a sentence and the right error', async () => {
    const { calls, review, core, done } = world();
    review();
    await expect(calls.symbol({ symbol: 'NOBODYUSDTM' }, CONTEXT)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(calls.add({ symbol: 'NOBODYUSDTM', ...WHY }, CONTEXT)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(calls.add({ symbol: ETH, ...WHY }, CONTEXT)).rejects.toMatchObject({
      code: 'REFUSED',
      data: { code: 'SLOTS_FULL', stage: 'portfolio' },
    });
    expect(await done(calls.pin({ symbol: BTC, ...WHY }, CONTEXT))).toMatchObject({ state: 'done' });
    expect(await done(calls.unpin({ symbol: BTC, ...WHY }, CONTEXT))).toMatchObject({ state: 'done' });
    const swap = { symbol: BTC, newcomer: ETH, confirmation: '', ...WHY };
    expect(await done(calls.replace(swap, CONTEXT))).toMatchObject({ state: 'done' });
    expect((await calls.composition({}, CONTEXT)).slots).toMatchObject([{ key: ETH, rank: 1 }]);
    expect(await done(calls.remove({ symbol: ETH, confirmation: '', ...WHY }, CONTEXT))).toMatchObject({
      state: 'done',
    });
    expect(await done(calls.add({ symbol: BTC, ...WHY }, CONTEXT))).toMatchObject({ state: 'done' });
    expect(await done(calls.ban({ symbol: ETH, confirmation: '', ...WHY }, CONTEXT))).toMatchObject({ state: 'done' });
    expect((await calls.composition({}, CONTEXT)).bench).toMatchObject([{ key: ETH, banned: { by: 'trader' } }]);
    expect(await done(calls.unban({ symbol: ETH, ...WHY }, CONTEXT))).toMatchObject({ state: 'done' });
    const weights = await done(calls.rebalance({ method: 'given', weights: { [BTC]: 100 }, ...WHY }, CONTEXT));
    expect(weights).toMatchObject({ applied: true, weights: [{ symbol: BTC, after: 100 }] });
    expect(core.parts.journal.state.portfolio().history.at(-1)).toMatchObject({ action: 'weighted', code: 'given' });
  });

  it('say that no portfolio is kept where there is none', async () => {
    const { calls } = world(false);
    expect((await calls.composition({}, CONTEXT)).status).toMatchObject({ managed: false });
    await expect(calls.statistics({}, CONTEXT)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
    await expect(calls.add({ symbol: BTC, ...WHY }, CONTEXT)).rejects.toMatchObject({ code: 'NOT_AVAILABLE' });
  });
});

describe('a signal', () => {
  it('on a symbol without a slot is refused before the gate, and trades once the symbol is in', async () => {
    const made = world();
    made.start();
    made.core.portfolio?.review(made.clock.now());
    expect(made.core.portfolio?.refusal(BTC)).toBeNull();
    const refused = await made.take(proposalOf({ symbol: ETH }));
    expect(refused.at(-1)).toMatchObject({
      type: 'signal.refused',
      data: { code: 'RISK_NOT_IN_PORTFOLIO', sentence: `Signals open nothing on ${ETH} now: it has no slot.` },
    });
    await made.done(made.calls.replace({ symbol: BTC, newcomer: ETH, confirmation: '', ...WHY }, CONTEXT));
    const at = made.clock.now() + 2 * HOUR;
    made.clock.moveTo(at);
    for (const symbol of [BTC, ETH]) made.price(symbol, 100);
    const taken = await made.take(proposalOf({ symbol: ETH, tsSource: at, expiresAt: at + HOUR }));
    expect(taken.map(({ type }) => type)).toContain('signal.passed');
    // What is held drains: it takes nothing more, and its name must be typed.
    const leave = { symbol: ETH, confirmation: '', ...WHY };
    await expect(made.calls.remove(leave, CONTEXT)).rejects.toMatchObject({
      code: 'NOT_CONFIRMED',
      data: { expected: ETH },
    });
    expect(await made.done(made.calls.remove({ ...leave, confirmation: ETH }, CONTEXT))).toMatchObject({
      state: 'draining',
    });
    expect(made.core.portfolio?.refusal(ETH)?.sentence).toBe(`Signals open nothing on ${ETH} now: it is draining.`);
    expect(made.core.portfolio?.orphans()).toEqual([]);
  });
});
