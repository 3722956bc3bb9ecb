import { describe, expect, it } from 'vitest';
import { LOCK_SCOPES } from '#shared/domain/guard.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { targetOf } from '#core/agents/risk/protections/protection.ts';
import { PROTECTIONS } from '#core/agents/risk/protections/catalogue.ts';
import { sampleProtections } from '#tests/support/renderer/sample-protections.ts';
import {
  changeOf,
  changeWords,
  draftOf,
  isTarget,
  parameterProblem,
  setFor,
  standardDraft,
  type ProtectionDraft,
} from './protection-draft.ts';
import { figureWords, parameterText, protectionState, shownOf } from './protection-words.ts';

const rows = sampleProtections(1_763_000_000_000);
const rowOf = (key: string) => {
  const found = rows.find((row) => row.key === key);
  if (found === undefined) throw new Error(`no protection ${key}`);
  return found;
};
const plain = (text: string): string => text.replaceAll('\u202F', ' ');
const typed = (draft: ProtectionDraft, params: Record<string, string>): ProtectionDraft => ({
  ...draft,
  params: { ...draft.params, ...params },
});

describe('the setting of a protection as typed', () => {
  it.each(rows.map(({ key }) => key))('of %s changes nothing when nothing is typed', (key) => {
    expect(changeOf(rowOf(key), draftOf(rowOf(key)))).toBeNull();
  });

  it('sends only what differs, in the figures’ own units', () => {
    const row = rowOf('single-loss');
    const draft = typed({ ...draftOf(row), enabled: !row.enabled }, { limit: '2.5', lock: '6' });
    expect(changeOf(row, draft)).toEqual({ enabled: !row.enabled, params: { limit: 25_000, lock: 360 } });
    expect(changeWords(row, draft).map(plain)).toEqual([
      row.enabled ? 'Switched off' : 'Switched on',
      'How long entries are locked: 12 h → 6 h',
      'Largest loss of one trade: 1 % → 2.5 %',
    ]);
  });

  it('is not sent with a figure out of its bounds', () => {
    const row = rowOf('single-loss');
    const limit = row.params.find(({ name }) => name === 'limit')!;
    expect(parameterProblem(limit, '101')).toMatch(/^From/);
    expect(parameterProblem(limit, 'x')).toContain('number');
    expect(parameterProblem(limit, '1')).toBeNull();
    expect(changeOf(row, typed(draftOf(row), { limit: '101' }))).toBeNull();
  });

  it('starts from what one target has of its own, and names targets as locks do', () => {
    const row = rowOf('cool-down');
    const [own] = row.apart;
    const apart = setFor(row, own!.target);
    expect(apart.params.map(({ value }) => value)).toEqual([own!.params['lock']]);
    expect(setFor(row, 'ETHUSDTM')).toBe(row);
    const subject = { symbol: contractSymbol('XBTUSDTM'), side: -1, source: 'demo' } as const;
    for (const scope of LOCK_SCOPES.filter((each) => each !== 'account')) {
      expect(isTarget(scope, targetOf(scope, subject)), scope).toBe(true);
      expect(isTarget(scope, ''), scope).toBe(false);
    }
    expect(isTarget('account', 'account')).toBe(false);
  });

  it('takes the standards again', () => {
    const row = rowOf('symbol-stops');
    const moved = { ...row, params: row.params.map((param) => ({ ...param, value: param.most })) };
    const change = changeOf(moved, standardDraft(draftOf(moved), moved.params));
    expect(change?.params).toEqual(Object.fromEntries(row.params.map(({ name, standard }) => [name, standard])));
  });
});

describe('the words of protections', () => {
  it('tell every figure of each protection in one line', () => {
    expect(PROTECTIONS.length).toBeGreaterThanOrEqual(24);
    for (const row of rows) {
      const line = figureWords(row.params);
      for (const param of row.params.filter(({ name }) => name !== 'least')) {
        expect(line, `${row.key} ${param.name}`).toContain(parameterText(param.unit, param.value));
      }
    }
    expect(plain(figureWords(rowOf('stop-loss-guard').params))).toBe('6 in 2 h, locks for 1 h');
    expect(plain(figureWords(rowOf('cool-down').params))).toBe('locks for 5 min');
    expect(plain(figureWords(rowOf('spread').params))).toBe('0.5 %, locks for 5 min');
  });

  it('name the state, a standing lock first', () => {
    const [lock] = rows.flatMap(({ locks }) => locks);
    expect(protectionState({ enabled: true, locks: [lock!] }).word).toBe('LOCKS');
    expect(protectionState({ enabled: true, locks: [] }).word).toBe('ON');
    expect(protectionState({ enabled: false, locks: [] }).word).toBe('OFF');
  });

  it('filter by what one looks for', () => {
    expect(shownOf(rows, 'all')).toHaveLength(rows.length);
    expect(shownOf(rows, 'on').every(({ enabled }) => enabled)).toBe(true);
    expect(shownOf(rows, 'locks').length).toBeGreaterThan(0);
    expect(shownOf(rows, 'changed').length).toBeGreaterThan(0);
  });
});
