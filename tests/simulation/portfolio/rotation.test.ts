import { beforeAll, describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { add, subtract, ZERO, type Money } from '#shared/domain/money.ts';
import { Fold } from '#core/journal/fold.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { instrumentsForSimulation } from '#core/market/instruments.ts';
import { SlotResults } from '#core/portfolio/manager/slot-results.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import type { ReplayReport } from '#shared/contract/replay.ts';
import type { ReplaySeries } from '#core/research/replay-feed.ts';
import { hasRecordedYear } from '../../support/replay/recorded-year.ts';
import { orphansIn, recordedSeries, replayWith, SIX_SLOTS, textOf } from '../../support/portfolio/rotation-runs.ts';
import type { MemoryJournalStore } from '../../support/storage/memory-journal-store.ts';

const DAYS = 31;

/** Rules loose enough for some rotation within a month. */
const LOOSE = {
  ...SIX_SLOTS,
  minAgeMs: 2 * DAY,
  minStayMs: 3 * DAY,
  holdMs: 12 * HOUR,
  swapsPerWeek: 3,
  swapsPerMonth: 9,
};

describe.skipIf(!hasRecordedYear)('a month of twelve recorded coins with six slots', () => {
  let series: readonly ReplaySeries[];
  let first: { readonly report: ReplayReport; readonly store: MemoryJournalStore };

  beforeAll(async () => {
    series = recordedSeries(DAYS);
    first = await replayWith(series, DAYS, { settings: LOOSE });
  });

  it('replays byte for byte', async () => {
    const again = await replayWith(series, DAYS, { settings: LOOSE });
    expect(again.report.rootHash).toBe(first.report.rootHash);
    expect(again.report.records).toBe(first.report.records);
  });

  it('rotates, and every change has its reason and its context', () => {
    const fold = new Fold('all');
    for (const record of first.store.records) fold.apply(record);
    const { slots, history } = fold.portfolio();
    expect(slots).toHaveLength(6);
    const swaps = history.filter(({ action }) => action === 'replaced');
    expect(swaps.length).toBeGreaterThan(0);
    for (const { score, difference, gainBps, costBps, heldMs, algorithm, actor, reason, replaced } of swaps) {
      expect([score, difference, gainBps, costBps, heldMs, algorithm, replaced]).not.toContain(null);
      expect(heldMs).toBeGreaterThanOrEqual(LOOSE.holdMs);
      expect(gainBps).toBeGreaterThanOrEqual(LOOSE.gainOverCost * (costBps ?? 0));
      expect(actor).toBe('rule');
      expect(reason).toMatch(/leads .* by .* points/);
    }
  });

  it('leaves no position behind, and refuses signals on what is not in', () => {
    expect(orphansIn(first.store)).toEqual([]);
    const refused = first.store.records.filter(({ data }) => data['code'] === 'RISK_NOT_IN_PORTFOLIO');
    expect(refused.length).toBeGreaterThan(10);
  });

  it('splits the result exactly: all symbols together are what the cash gained, to the last unit', () => {
    const clock = new VirtualClock(first.store.records.at(-1)?.ts ?? 0);
    const journal = openJournal({ store: first.store, hasher: systemHasher, clock, scheduler: clock, retain: 'all' });
    const instruments = new Map(instrumentsForSimulation().map((each) => [each.symbol, each]));
    const results = new SlotResults({ journal, instruments, riskPpm: () => 5_000n, openResult: () => ZERO });
    const rows = [...results.attribution(0).rows.values()];
    const gained = add(journal.state.balance('cash'), journal.state.balance('capital'));
    expect(rows.reduce<Money>((sum, { net }) => add(sum, net), ZERO)).toBe(gained);
    const since = journal.state.portfolio().slots.map(({ seq }) => results.since(seq));
    expect(since).not.toContain(null);
    for (const row of [...rows, ...since]) {
      if (row === null) continue;
      const { price, funding, fees, slippage, net } = row;
      expect(subtract(subtract(add(price, funding), fees), slippage)).toBe(net);
    }
    expect(rows.some(({ slippage }) => slippage !== ZERO)).toBe(true);
  });

  it('a planted orphan is found: a symbol that leaves in the middle of a trade', () => {
    const at = first.store.records.findIndex(({ type }) => type === 'order.fill');
    const fill = first.store.records[at];
    if (fill === undefined) throw new Error('There is no fill');
    const gone = { ...fill, type: 'portfolio.removed' as const, subject: textOf(fill.data['symbol']), data: {} };
    const records = [...first.store.records.slice(0, at + 1), gone];
    expect(orphansIn({ records } as unknown as MemoryJournalStore)).toHaveLength(1);
  });
});
