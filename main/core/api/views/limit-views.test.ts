import { describe, expect, it } from 'vitest';
import { limitView } from '#shared/contract/portfolio.ts';
import { parseMoney, ZERO } from '#shared/domain/money.ts';
import { EMPTY_BOOK, exposureOf, SYMBOL } from '#tests/support/path/sample-gate.ts';
import type { AccountFacts } from '../../agents/risk/context.ts';
import { RISK_DEFAULTS } from '../../agents/risk/limits.ts';
import { limitViews } from './limit-views.ts';

const usedOf = (account: AccountFacts | null): Record<string, number | null> =>
  Object.fromEntries(limitViews(account, RISK_DEFAULTS).map(({ key, used }) => [key, used]));

describe('the limits', () => {
  it('of an empty book are unused, and all margin is free', () => {
    expect(usedOf(EMPTY_BOOK)).toEqual({
      'day-loss': 0,
      drawdown: 0,
      net: 0,
      gross: 0,
      position: 0,
      margin: 100,
      orders: 0,
    });
    for (const { share } of limitViews(EMPTY_BOOK, RISK_DEFAULTS)) expect(share).toBe(0);
  });

  it('are not known when the account is not, never 0', () => {
    for (const { used, share } of limitViews(null, RISK_DEFAULTS)) expect([used, share]).toEqual([null, null]);
  });

  it('give shares of equity only where there is equity', () => {
    for (const equity of ['0', '-5']) {
      const used = usedOf({
        ...EMPTY_BOOK,
        equity: parseMoney(equity),
        gross: parseMoney('5'),
        drawdownPpm: 1_000_000n,
      });
      expect(used).toMatchObject({ net: null, gross: null, position: null, margin: null, drawdown: 100, orders: 0 });
    }
  });

  it('are full exactly where the gate refuses', () => {
    const full: AccountFacts = {
      ...EMPTY_BOOK,
      gross: parseMoney('10000'),
      net: parseMoney('-6000'),
      marginUsed: parseMoney('8000'),
      exposure: exposureOf(SYMBOL, parseMoney('-4500')),
      openOrders: 20,
      dayLossPpm: 20_000n,
      drawdownPpm: 100_000n,
    };
    const views = limitViews(full, RISK_DEFAULTS);
    for (const { key, share } of views) expect([key, share]).toEqual([key, 1]);
    expect(views.filter(({ floor }) => floor).map(({ key }) => key)).toEqual(['margin']);
    for (const view of views) expect(limitView.safeParse(view).success).toBe(true);
  });

  it('show the largest position of either side', () => {
    const exposure = new Map([...exposureOf(SYMBOL, parseMoney('-300'))]);
    expect(usedOf({ ...EMPTY_BOOK, exposure, gross: ZERO })['position']).toBe(3);
  });
});
