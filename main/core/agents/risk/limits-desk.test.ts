import { describe, expect, it } from 'vitest';
import { pathWorld, proposalOf } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { isLooser, LIMIT_TABLE } from './limit-table.ts';
import { confirmationFor } from './limits-desk.ts';
import { LIMIT_KEYS, RISK_DEFAULTS } from './limits.ts';

const me = (confirmation: string | null = null) => ({ by: 'trader', reason: 'because', confirmation });
const world = (store = new MemoryJournalStore()) => {
  const made = pathWorld({ store });
  made.start();
  return made;
};
const codeOf = (result: { ok: true } | { ok: false; error: { code: string } }): string =>
  result.ok ? 'ok' : result.error.code;

describe('the limit table', () => {
  it.each(LIMIT_KEYS)('%s: its default lies between its tightest value and its hard cap', (key) => {
    const { standard, hardCap, tightest, sentence, row } = LIMIT_TABLE[key];
    expect(isLooser(key, standard, hardCap)).toBe(false);
    expect(isLooser(key, tightest, standard)).toBe(false);
    expect(sentence).toMatch(/^[A-Z].*\.$/);
    expect(row).toBeGreaterThanOrEqual(1);
    expect(row).toBeLessThanOrEqual(37);
    expect(Number.isSafeInteger(Number(hardCap))).toBe(true);
  });
});

describe('a change of limits', () => {
  it('that tightens is free, and holds from the next decision on', async () => {
    const { core, take } = world();
    expect(core.gateDesk.changeLimits({ orderValuePpm: 100 }, me())).toEqual({ ok: true, value: 1 });
    const records = await take(proposalOf());
    const passed = records.find(({ type }) => type === 'signal.passed');
    // Sizing follows the new limit too: 0.01 % of 10,000 USDT is one USDT, ten contracts.
    expect(passed?.data).toMatchObject({ lots: 10 });
  });

  it.each(LIMIT_KEYS)('%s: beyond its hard cap is refused, whatever was typed', (key) => {
    const { core } = world();
    const { hardCap, looser } = LIMIT_TABLE[key];
    const value = Number(hardCap) + (looser === 'higher' ? 1 : -1);
    expect(codeOf(core.gateDesk.changeLimits({ [key]: value }, me(confirmationFor([key]))))).toBe('BEYOND_CAP');
    expect(core.gateDesk.limits.current).toEqual(RISK_DEFAULTS);
  });

  it.each(LIMIT_KEYS)('%s: looser than its default must be typed', (key) => {
    const { core } = world();
    const { hardCap, standard } = LIMIT_TABLE[key];
    if (hardCap === standard) return;
    const change = { [key]: Number(hardCap) };
    expect(codeOf(core.gateDesk.changeLimits(change, me()))).toBe('NOT_CONFIRMED');
    expect(codeOf(core.gateDesk.changeLimits(change, me('loosen')))).toBe('NOT_CONFIRMED');
    expect(codeOf(core.gateDesk.changeLimits(change, me(`loosen ${key}`)))).toBe('ok');
    expect(Number(core.gateDesk.limits.current[key])).toBe(Number(hardCap));
  });

  it('of what is no limit, no whole number, too tight or nothing is refused', () => {
    const { core } = world();
    const change = (values: Record<string, number>) => codeOf(core.gateDesk.changeLimits(values, me()));
    expect(change({ nothing: 1 })).toBe('UNKNOWN_LIMIT');
    expect(change({ constructor: 1 })).toBe('UNKNOWN_LIMIT');
    expect(change({ leverage: 1.5 })).toBe('NOT_WHOLE');
    expect(change({ leverage: Number.NaN })).toBe('NOT_WHOLE');
    expect(change({ leverage: 2 ** 60 })).toBe('NOT_WHOLE');
    expect(change({ leverage: 0 })).toBe('TOO_TIGHT');
    expect(change({ leverage: -1 })).toBe('TOO_TIGHT');
    expect(change({ leverage: 3 })).toBe('NO_CHANGE');
    expect(change({ leverage: 2, nothing: 1 })).toBe('UNKNOWN_LIMIT');
    expect(core.gateDesk.limits.version).toBe(0);
  });

  it('is versioned with author and reason, outlives a restart, and is taken back with one call', () => {
    const store = new MemoryJournalStore();
    const first = world(store);
    first.core.gateDesk.changeLimits({ leverage: 2 }, me());
    first.core.gateDesk.changeLimits({ leverage: 5 }, { ...me('loosen leverage'), reason: 'a test of nerves' });
    first.journal.commit();
    const again = world(store);
    const { limits } = again.core.gateDesk;
    expect([limits.version, limits.current.leverage]).toEqual([2, 5]);
    expect(limits.history().map(({ version, by, reason }) => [version, by, reason])).toEqual([
      [0, 'configuration', 'The limits the program starts with.'],
      [1, 'trader', 'because'],
      [2, 'trader', 'a test of nerves'],
    ]);
    expect(again.core.gateDesk.rollbackLimits(1, me())).toEqual({ ok: true, value: 3 });
    expect(limits.current.leverage).toBe(2);
    expect(limits.history().at(-1)).toMatchObject({ version: 3, rolledBackTo: 1 });
    // Back to a looser version is loosening.
    expect(codeOf(again.core.gateDesk.rollbackLimits(2, me()))).toBe('NOT_CONFIRMED');
    expect(codeOf(again.core.gateDesk.rollbackLimits(9, me()))).toBe('NO_VERSION');
    expect(again.core.gateDesk.rollbackLimits(0, me('loosen nothing')).ok).toBe(true);
    expect(limits.current).toEqual(RISK_DEFAULTS);
  });

  it('approves its rules, not the program', () => {
    const { core } = world();
    core.gateDesk.changeLimits({ leverage: 2 }, me());
    const approval = core.gateDesk.approval();
    expect(approval).toMatchObject({ rules: (approval as { approvedRules: string }).approvedRules });
  });
});
