import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import { newLiquidationAlert } from '#shared/contract/liquidation-alerts.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { mapWorld } from '#tests/support/liquidation/map-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { LiquidationAlertRules } from '../../liquidation/alerts/alert-rules.ts';
import type { ApiParts } from '../api-parts.ts';
import { LiquidationAlertsBoard } from '../liquidation-alerts-board.ts';
import { liquidationAlertHandlers } from './liquidation-alert-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;

function open() {
  const { clock, live, board: maps, symbols } = mapWorld({ coins: ['BTC'], history: HOUR });
  const journal = openJournal({ store: new MemoryJournalStore(), hasher: systemHasher, clock, scheduler: clock });
  const rules = new LiquidationAlertRules({
    ...{ journal, markets: live, clock, scheduler: clock, newId: () => 'r1' },
    book: (symbol) => maps.book(symbol),
    notifier: { notify: () => undefined },
  });
  const board = new LiquidationAlertsBoard(rules, clock, clock);
  const core = { parts: { journal, clock } };
  const calls = liquidationAlertHandlers({ core, liquidationAlerts: board, dataFolder: '' } as unknown as ApiParts);
  /** A call that writes is answered once its record is on the disk. */
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    clock.finishTurn();
    return answer;
  };
  return { calls, done, symbol: String(symbols[0]) };
}

describe('the calls of the alert rules', () => {
  it('set, change, test and remove a rule, and refuse one that is not there', async () => {
    const { calls, done, symbol } = open();
    const wanted = { kind: 'void-entered', symbol, threshold: 0.005, cooldownMinutes: 30, level: 'warning' } as const;
    const made = await done(calls.create(wanted, TRADER));
    expect(made).toMatchObject({ key: 'r1', by: 'trader', enabled: true, fired: null });
    const [schema] = [contract.liquidationAlerts.list['~orpc'].outputSchema];
    expect(schema?.parse(await calls.list(undefined, TRADER))).toEqual([made]);
    const changed = await done(calls.change({ id: 'r1', enabled: false }, TRADER));
    expect(changed).toMatchObject({ state: 'off', sentence: 'Switched off.' });
    expect(await calls.test({ id: 'r1' }, TRADER)).toMatchObject({ title: 'Test: Void entered' });
    expect(await done(calls.remove({ id: 'r1' }, TRADER))).toEqual({ id: 'r1' });
    await expect(async () => calls.remove({ id: 'r1' }, TRADER)).rejects.toThrow(/no such alert rule/);
    await expect(async () =>
      calls.create({ ...wanted, symbol: contractSymbol('NOSUCHUSDTM') }, TRADER),
    ).rejects.toThrow(/no liquidation map/);
  });

  it('tell the kinds with their ranges, and the contract lets no threshold through that is outside', async () => {
    const { calls } = open();
    const kinds = await calls.kinds(undefined, TRADER);
    expect(kinds.map(({ standard, min, max }) => standard >= min && standard <= max)).toEqual(Array(5).fill(true));
    const found = newLiquidationAlert.safeParse({ kind: 'ratio-flip', symbol: null, threshold: 0.95 });
    expect(found.error?.issues[0]?.message).toBe('Ratio flip: the threshold is set from 51 % to 90 %.');
  });
});
