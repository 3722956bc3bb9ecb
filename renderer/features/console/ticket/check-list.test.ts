import { describe, expect, it } from 'vitest';
import type { OrderPreview } from '#shared/contract/order.ts';
import { checkCounts, checkRows, denialWords, figureOf, refusalWords, shareOf } from './check-list.ts';

type Check = OrderPreview['checks'][number];
type Use = NonNullable<Check['use']>;

const use = (used: number, limit: number, more: Partial<Use> = {}): Use => ({
  used,
  limit,
  unit: '%',
  floor: false,
  ...more,
});
const check = (name: string, of: Use | null = null, sentence: string | null = null): Check => ({
  name,
  use: of,
  refusal: sentence === null ? null : { stage: 'risk', code: 'RISK', sentence, numbers: {} },
});

describe('the list of checks', () => {
  it('has the worst first: denied, near by the share used, then passed', () => {
    const rows = checkRows([
      check('tick'),
      check('day loss', use(0.5, 3)),
      check('net exposure', use(49, 60)),
      check('order value', use(600, 500, { unit: 'USDT' }), 'The order is worth 600 USDT; the limit is 500 USDT.'),
      check('gross exposure', use(95, 100)),
    ]);
    expect(rows.map(({ name, state }) => [name, state])).toEqual([
      ['Order value', 'denied'],
      ['Gross exposure', 'near'],
      ['Net exposure', 'near'],
      ['Day loss', 'passed'],
      ['Tick', 'passed'],
    ]);
    expect(checkCounts(rows)).toEqual({ denied: 1, near: 2, passed: 2 });
  });

  it('is near from 80 % of a limit on, of a floor too, and never for leverage at its limit', () => {
    const stateOf = (of: Use) => checkRows([check('x', of)])[0]?.state;
    expect(stateOf(use(79.9, 100))).toBe('passed');
    expect(stateOf(use(80, 100))).toBe('near');
    expect(stateOf(use(30, 20, { floor: true }))).toBe('passed');
    expect(stateOf(use(24, 20, { floor: true }))).toBe('near');
    expect(stateOf(use(3, 3, { unit: '×' }))).toBe('passed');
  });

  it('says once what two stages ask alike or refuse with the same words', () => {
    const words = 'The price is 5 % above the mark.';
    const rows = checkRows([
      check('price collar', null, words),
      check('price collar', null, words),
      check('bracket', null, words),
    ]);
    expect(rows).toHaveLength(1);
  });

  it('writes figures with their unit, and amounts to the cent', () => {
    expect(figureOf(use(81.1, 80))).toBe('81.10 of 80.00\u202F%');
    expect(figureOf(use(62, 20, { floor: true }))).toBe('62.00, needs 20.00\u202F%');
    expect(figureOf(use(2, 4, { unit: '' }))).toBe('2 of 4');
    expect(refusalWords('The order is worth 5058.675 USDT; the limit is 499.36700906 USDT.')).toBe(
      'The order is worth 5,058.68 USDT; the limit is 499.37 USDT.',
    );
    expect(refusalWords('Day loss -3.1 % is over.')).toBe('Day loss \u22123.1 % is over.');
  });

  it('says first what denies every size, and offers a size only where one passes', () => {
    const over = check('order value', use(600, 500, { unit: 'USDT' }), 'The order is worth 600 USDT.');
    const cooling = check('cool-down', null, 'LINKUSDTM cools down for another 41 s.');
    const blocker = cooling.refusal;
    expect(checkRows([cooling, over])[0]?.name).toBe('Order value');
    expect(denialWords({ checks: [cooling, over], blocker }, null)).toBe(
      'LINKUSDTM cools down for another 41 s. Also: The order is worth 600.00 USDT.',
    );
    expect(denialWords({ checks: [cooling], blocker }, null)).toBe('LINKUSDTM cools down for another 41 s.');
    expect(denialWords({ checks: [over], blocker: null }, '9.2 ETH')).toBe(
      'The order is worth 600.00 USDT. The largest size that passes is 9.2 ETH.',
    );
    expect(denialWords({ checks: [check('tick')], blocker: null }, null)).toBe('');
  });

  it('counts what is left of a floor as a share of it', () => {
    expect(shareOf(use(40, 20, { floor: true }))).toBe(0.5);
    expect(shareOf(use(-5, 20, { floor: true }))).toBeGreaterThan(1);
    expect(shareOf(use(5, 0))).toBeNull();
  });
});
