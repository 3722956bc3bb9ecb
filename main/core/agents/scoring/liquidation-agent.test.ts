import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/time.ts';
import type { Cluster } from '../../liquidation/clusters.ts';
import { ratioOf } from '../../liquidation/ratios.ts';
import { liquidationOpinion, type LiquidationInputs } from './liquidation-agent.ts';

const AT = 1_700_000_000_000;
const SKILLED = { mayWeigh: true, sentence: 'Better than a random walk.', skill: 0.1 };

const cluster = (rank: number, distance: number, worth: number): Cluster => ({
  rank,
  side: rank < 0 ? 'long' : 'short',
  price: 100 * (1 + distance),
  from: 99,
  to: 101,
  distance,
  worth,
  share: 0.2,
  prominence: 0.5,
  born: AT - HOUR,
  byLeverage: [],
});

const MAP = {
  asOf: AT,
  formOnly: false,
  optical: ratioOf(30, 70),
  clusters: [cluster(-1, -0.04, 1e7), cluster(1, 0.02, 2e7)],
  voids: [{ from: 101, to: 102, distance: 0.01 }],
};

describe('the liquidation agent', () => {
  it('leans to where more would be liquidated, nearer and through voids, and its evidence sums up', () => {
    const opinion = liquidationOpinion({ skill: SKILLED, map: MAP }, AT);
    if (opinion.status !== 'ok') throw new Error(opinion.reason);
    expect(opinion.opinion).toBeGreaterThan(40);
    const sum = opinion.evidence.reduce((total, { input, weight }) => total + input * weight, 0);
    expect(opinion.opinion).toBeCloseTo(sum, 9);
    expect(opinion.confidence).toBeCloseTo(0.2, 3);
    expect(opinion.evidence.map(({ name }) => name)).toEqual(['imbalance', 'clusters', 'voids']);
    expect(opinion.evidence[1]?.measured).toBe('10.0 M at −4.0 %, 20.0 M at +2.0 %, estimated');
    const mirrored = {
      ...MAP,
      optical: ratioOf(70, 30),
      clusters: [cluster(-1, -0.02, 2e7), cluster(1, 0.04, 1e7)],
      voids: [],
    };
    const other = liquidationOpinion({ skill: SKILLED, map: mirrored }, AT);
    expect(other.status === 'ok' && other.opinion).toBeLessThan(-30);
  });

  it.each<[string, Partial<LiquidationInputs>, string, RegExp]>([
    ['was never measured', { skill: null }, 'no-data', /never measured/],
    ['is no better than chance', { skill: { ...SKILLED, mayWeigh: false } }, 'no-data', /weighs nothing/],
    ['is not there', { map: null }, 'no-data', /no liquidation map/],
    ['knows no open interest', { map: { ...MAP, formOnly: true } }, 'warming-up', /open interest/],
    ['is old', { map: { ...MAP, asOf: AT - HOUR } }, 'stale', /60 min/],
  ])('abstains when the map %s', (_, change, status, reason) => {
    const opinion = liquidationOpinion({ skill: SKILLED, map: MAP, ...change }, AT);
    expect(opinion.status).toBe(status);
    expect(opinion.status === 'ok' ? '' : opinion.reason).toMatch(reason);
  });

  it('is less sure with an hour of age, and never beyond half', () => {
    const sure = liquidationOpinion({ skill: { ...SKILLED, skill: 0.9 }, map: MAP }, AT);
    expect(sure.status === 'ok' && sure.confidence).toBe(0.5);
    const older = liquidationOpinion({ skill: SKILLED, map: { ...MAP, asOf: AT - HOUR / 10 } }, AT);
    expect(older.status === 'ok' && older.confidence < 0.2).toBe(true);
  });
});
