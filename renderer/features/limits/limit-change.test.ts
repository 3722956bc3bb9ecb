import { ORPCError } from '@orpc/client';
import { describe, expect, it } from 'vitest';
import type { GateLimitView } from '#shared/contract/limits.ts';
import { gateLimitViews } from '#core/api/views/gate-limit-views.ts';
import { confirmationFor } from '#core/agents/risk/limits-desk.ts';
import { RISK_DEFAULTS } from '#core/agents/risk/limits.ts';
import { confirmationOf, effectOf, expectedText, valueProblem } from './limit-change.ts';
import { limitGroups, limitName, limitText, usedShare } from './limit-words.ts';

const views = gateLimitViews(RISK_DEFAULTS, null);
const limitOf = (key: string): GateLimitView => {
  const found = views.find((view) => view.key === key);
  if (found === undefined) throw new Error(`no limit ${key}`);
  return found;
};
const plain = (text: string | null): string | null => text?.replaceAll('\u202F', ' ') ?? null;

describe('a value for a limit', () => {
  it('stays within the hard cap and above what would stop every order, in both directions', () => {
    const dayLoss = limitOf('dayLossPpm');
    expect(plain(valueProblem(dayLoss, dayLoss.hardCap + 1))).toBe('The hard cap: at most 10 %.');
    expect(valueProblem(dayLoss, dayLoss.hardCap)).toBeNull();
    expect(plain(valueProblem(dayLoss, dayLoss.tightest - 1))).toContain('at least 0.1 %');
    const free = limitOf('freeMarginPpm');
    expect(plain(valueProblem(free, free.hardCap - 1))).toBe('The hard cap: at least 10 %.');
    expect(valueProblem(free, free.hardCap)).toBeNull();
    expect(plain(valueProblem(free, free.tightest + 1))).toContain('at most 90 %');
    expect(valueProblem(free, free.value)).toBe('This is the value in force.');
    expect(valueProblem(free, null)).toContain('number');
  });

  it('is confirmed by typing when it is looser than now and than the default, and only then', () => {
    const dayLoss = limitOf('dayLossPpm');
    expect(effectOf(dayLoss, 30_000)).toMatchObject({ direction: 'looser', confirmed: true });
    expect(effectOf(dayLoss, 10_000)).toMatchObject({ direction: 'tighter', confirmed: false });
    const tightened = { ...dayLoss, value: 10_000 };
    expect(effectOf(tightened, 20_000)).toMatchObject({ direction: 'looser', confirmed: false });
    const loosened = { ...dayLoss, value: 90_000 };
    expect(effectOf(loosened, 50_000)).toMatchObject({ direction: 'tighter', confirmed: false });
    expect(effectOf(limitOf('freeMarginPpm'), 150_000)).toMatchObject({ direction: 'looser', confirmed: true });
  });

  it('warns when more is used than it would allow', () => {
    const dayLoss = { ...limitOf('dayLossPpm'), used: 15_000 };
    expect(effectOf(dayLoss, 10_000).sentences.join(' ')).toContain('refused at once');
    expect(effectOf(dayLoss, 16_000).sentences.join(' ')).not.toContain('refused at once');
  });

  it('asks for the text that the gate asks for', () => {
    expect(confirmationOf(['weekLossPpm', 'dayLossPpm'])).toBe(confirmationFor(['weekLossPpm', 'dayLossPpm']));
    const refused = new ORPCError('LIMIT_REFUSED', { data: { code: 'x', sentence: 'y', expected: 'loosen a' } });
    expect(expectedText(refused)).toBe('loosen a');
    expect(expectedText(new ORPCError('READ_ONLY', { data: { folder: 'x' } }))).toBeNull();
    expect(expectedText(new Error('x'))).toBeNull();
  });
});

describe('the words of limits', () => {
  it('shows every limit once, in a group', () => {
    const shown = limitGroups(views).flatMap((group) => group.limits.map(({ key }) => key));
    expect([...shown].sort()).toEqual(views.map(({ key }) => key).sort());
    expect(new Set(views.map(limitName)).size).toBe(views.length);
  });

  it('shows figures in units a person uses', () => {
    const shown = (key: string): string | null => plain(limitText(limitOf(key), limitOf(key).value));
    expect(shown('dayLossPpm')).toBe('2 %');
    expect(shown('orderValueCap')).toBe('1,000 USDT');
    expect(shown('liquidationAtrPpm')).toBe('3 ATR');
    expect(shown('maxSpecificationAgeMs')).toBe('24 h');
    expect(shown('leverage')).toBe('3 ×');
    expect(shown('maxOpenOrders')).toBe('20');
  });

  it('tells the used share of a ceiling and of a floor, and nothing where nothing is known', () => {
    expect(usedShare({ used: 5, value: 10, looser: 'higher' })).toBe(0.5);
    expect(usedShare({ used: 800, value: 200, looser: 'lower' })).toBe(0.25);
    expect(usedShare({ used: 0, value: 200, looser: 'lower' })).toBe(1);
    expect(usedShare({ used: null, value: 10, looser: 'higher' })).toBeNull();
  });
});
