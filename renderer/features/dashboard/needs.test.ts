import { describe, expect, it } from 'vitest';
import type { ReconcileView } from '#shared/contract/reconcile.ts';
import { sampleAccounts } from '#tests/support/renderer/sample-accounts.ts';
import { sampleDifferences, sampleReconcile } from '#tests/support/renderer/sample-reconcile.ts';
import { samplePositions } from '#tests/support/renderer/sample-portfolio.ts';
import { sampleScenes } from '#tests/support/renderer/sample-scenes.ts';
import { sampleAgents, sampleStatus } from '#tests/support/renderer/sample-system.ts';
import { needsOf, type NeedSources } from './needs.ts';

const now = 1_750_000_000_000;
const NONE: NeedSources = { positions: [], agents: [], differences: [], reconcile: null, accounts: [], alarms: [] };

describe('needsOf', () => {
  it('asks nothing when all is well', () => {
    expect(needsOf(sampleStatus(now), { ...NONE, agents: sampleAgents() })).toEqual([]);
  });

  it('puts what stops the machine first', () => {
    const halted = sampleScenes.halted.status(sampleStatus(now));
    const ids = needsOf(halted, { ...NONE, positions: samplePositions(now), agents: sampleAgents() }).map(
      ({ id }) => id,
    );
    expect(ids).toEqual(['trading', 'journal', 'feed', 'intake', 'stop-SUIUSDTM']);
  });

  it('waits for no feed in a replay', () => {
    const status = sampleStatus(now);
    const down = { ...status, feed: { ...status.feed, status: 'down' as const } };
    expect(needsOf(down, NONE).map(({ id }) => id)).toEqual(['feed']);
    const why = (reason: string) =>
      needsOf({ ...down, feed: { ...down.feed, reason, ageMs: null } }, NONE)[0]?.sentence;
    expect(why('No ticker for more than 3000 ms.')).toBe(
      'No ticker for more than 3000 ms. Old prices open no position.',
    );
    expect(why('connection refused')).toBe('connection refused. Old prices open no position.');
    expect(needsOf({ ...down, mode: 'replay' }, NONE)).toEqual([]);
  });

  it('names the share a stop covers, and takes no stop at all as the worse case', () => {
    const [position] = samplePositions(now);
    if (position === undefined) throw new Error('The sample has positions');
    const [bare] = needsOf(sampleStatus(now), { ...NONE, positions: [{ ...position, stopLots: 0 }] });
    expect(bare).toMatchObject({ level: 'stop', title: 'The stop of ETH covers 0\u202F%' });
  });

  it('names a failed agent', () => {
    const agents = sampleAgents().map((agent) =>
      agent.key === 'model' ? { ...agent, state: 'error' as const, reason: 'Weights unreadable', errors: 3 } : agent,
    );
    expect(needsOf(sampleStatus(now), { ...NONE, agents })).toMatchObject([
      { id: 'agent-model', title: 'Model failed' },
    ]);
  });

  it('names the open differences with the venue, what stops entries first, and counts the rest', () => {
    const differences = sampleDifferences(now, 18);
    const open = differences.filter(({ state }) => state === 'open');
    expect(open.length).toBeGreaterThan(4);
    const needs = needsOf(sampleStatus(now), { ...NONE, differences });
    expect(needs.filter(({ id }) => id.startsWith('difference-'))).toHaveLength(3);
    expect(needs.every(({ action }) => action === 'reconcile')).toBe(true);
    expect(needs[0]?.level).toBe('stop');
    expect(needs[0]?.sentence).toContain(open.at(-1)?.symbol ?? '?');
    expect(needs.at(-1)?.title).toMatch(/^\d+ more differences$/);
    const decided = differences.map((each) => ({ ...each, state: 'ignored' as const, choices: [] }));
    expect(needsOf(sampleStatus(now), { ...NONE, differences: decided })).toEqual([]);
  });

  it('says that the venue could not be compared with', () => {
    const view = { ...sampleReconcile(now, []), phase: 'failed', reason: 'fills: ECONNRESET' } as ReconcileView;
    expect(needsOf(sampleStatus(now), { ...NONE, reconcile: view })).toMatchObject([
      { id: 'reconcile', level: 'stop', sentence: 'fills: ECONNRESET', action: 'reconcile' },
    ]);
  });

  it('names accounts in use that are refused or do not answer, and open alarms', () => {
    const accounts = sampleAccounts(now);
    const alarm = { id: 7, title: 'XBTUSDTM needs a look', body: 'A stop is missing.', at: now - 5_000, times: 2 };
    const needs = needsOf(sampleStatus(now), { ...NONE, accounts, alarms: [alarm] });
    expect(needs.filter(({ action }) => action === 'accounts').length).toBeGreaterThan(0);
    expect(needs.at(-1)).toMatchObject({ action: 'acknowledge', alarmId: 7, title: 'XBTUSDTM needs a look (2 times)' });
    const off = accounts.map((account) => ({ ...account, enabled: false }));
    expect(needsOf(sampleStatus(now), { ...NONE, accounts: off })).toEqual([]);
  });
});
