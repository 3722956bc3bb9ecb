import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { HOUR } from '#shared/domain/time.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import { BTC, proposalOf, START } from '#tests/support/path/path-world.ts';
import { Intake } from './intake.ts';
import { compareProposals, parseProposal, type SignalProposal } from './proposal.ts';

const FIELDS = Object.keys(proposalOf());
const problemOf = (input: unknown): string => {
  const result = parseProposal(input);
  return result.ok ? '' : result.error;
};

describe('reading a proposal', () => {
  it('never throws and never lets anything through that is not whole', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(problemOf(input)).toMatch(/\w/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('names the field that is wrong, whatever stands in it', () => {
    const wrong = fc.oneof(
      fc.constant(undefined),
      fc.constant(null),
      fc.object(),
      fc.constant(Number.NaN),
      fc.constant(''),
    );
    fc.assert(
      fc.property(fc.constantFrom(...FIELDS.filter((name) => name !== 'reason')), wrong, (field, value) => {
        expect(problemOf({ ...proposalOf(), [field]: value })).toContain(field);
      }),
      { numRuns: 500 },
    );
    expect(problemOf({ ...proposalOf(), reason: 'x'.repeat(201) })).toContain('reason');
    expect(problemOf({ ...proposalOf(), reason: 5 })).toContain('reason');
  });

  it.each<[string, object]>([
    ['strength', { strength: 1.01 }],
    ['strength', { strength: -0.01 }],
    ['strength', { strength: -0.01 }],
    ['confidence', { confidence: -1 }],
    ['confidence', { confidence: Number.NaN }],
    ['direction', { direction: 0 }],
    ['stopTicks', { stopTicks: 1_000 }],
    ['stopTicks', { stopTicks: 1_001 }],
    ['stopTicks', { direction: -1 }],
    ['targetTicks', { targetTicks: 1_000 }],
    ['priceTicks', { priceTicks: 1000.5 }],
    ['priceTicks', { priceTicks: 2 ** 60 }],
    ['expiresAt', { expiresAt: START }],
    ['source', { source: 'Trend' }],
    ['source', { source: 'x'.repeat(33) }],
    ['symbol', { symbol: 'xbtusdtm' }],
    ['timeframe', { timeframe: '7m' }],
  ])('refuses for its %s: %o', (field, more) => {
    expect(problemOf({ ...proposalOf(), ...more })).toContain(field);
  });

  it('keeps every field, and no other', () => {
    expect(parseProposal({ ...proposalOf(), surplus: 1 })).toEqual({ ok: true, value: proposalOf() });
  });
});

describe('the order of decision', () => {
  const proposal: fc.Arbitrary<SignalProposal> = fc
    .record({
      symbol: fc.constantFrom(BTC, contractSymbol('ETHUSDTM')),
      timeframe: fc.constantFrom('1h' as const, '4h' as const),
      source: fc.constantFrom('trend', 'breakout'),
      direction: fc.constantFrom(1 as const, -1 as const),
      confidence: fc.constantFrom(0.5, 0.9),
      strength: fc.constantFrom(0.5, 0.9),
      stopTicks: fc.constantFrom(940 as Ticks, 950 as Ticks),
      tsSource: fc.constantFrom(START, START - 1),
    })
    .map(proposalOf);

  it('is the same whatever the order of arrival', () => {
    const list = fc.array(proposal, { maxLength: 12 });
    fc.assert(
      fc.property(list, (given) => {
        const sorted = [...given].sort(compareProposals);
        expect([...given].reverse().sort(compareProposals)).toEqual(sorted);
      }),
      { numRuns: 1_000 },
    );
  });

  it('calls equal only what is equal', () => {
    fc.assert(
      fc.property(proposal, proposal, (a, b) => {
        if (compareProposals(a, b) === 0) expect(a).toEqual(b);
        expect(Math.sign(compareProposals(a, b))).toBe(0 - Math.sign(compareProposals(b, a)));
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('intake', () => {
  const DAY = 24 * HOUR;
  const intake = () => new Intake(new Set([BTC]));
  const good = proposalOf({ expiresAt: START + 10 * DAY });

  it('lets a signal pass once a day', () => {
    const gate = intake();
    expect(gate.check(good, START)).toBeNull();
    expect(gate.check({ ...good, reason: 'told otherwise' }, START + 5_000)).toMatchObject({
      code: 'SIGNAL_DUPLICATE',
      numbers: { agoSeconds: 5, source: 'trend' },
    });
    expect(gate.check(good, START + DAY - 1)?.code).toBe('SIGNAL_DUPLICATE');
    expect(gate.check(good, START + DAY)).toBeNull();
  });

  it('tells signals apart by source, side, time and timeframe', () => {
    const gate = intake();
    const others = [
      {},
      { source: 'breakout' },
      { tsSource: START + 1 },
      { timeframe: '4h' as const },
      { direction: -1 as const },
    ];
    for (const more of others) expect(gate.check({ ...good, ...more }, START)).toBeNull();
  });

  it('refuses what is too late by its own word, to the millisecond', () => {
    expect(intake().check(proposalOf(), START + HOUR - 1)).toBeNull();
    expect(intake().check(proposalOf(), START + HOUR)).toMatchObject({
      code: 'SIGNAL_EXPIRED',
      numbers: { ageSeconds: 3_600, limitSeconds: 3_600 },
    });
  });

  it('does not remember what it refused', () => {
    const gate = intake();
    expect(gate.check(proposalOf(), START + HOUR)?.code).toBe('SIGNAL_EXPIRED');
    expect(gate.check(proposalOf({ symbol: contractSymbol('ETHUSDTM') }), START)?.code).toBe('SIGNAL_UNKNOWN_SYMBOL');
    expect(gate.check(proposalOf(), START)).toBeNull();
  });

  it('keeps what still counts when its memory is swept', () => {
    const gate = intake();
    for (let i = 0; i < 20_000; i++) gate.remember({ ...good, tsSource: i }, START - 2 * DAY);
    expect(gate.check(good, START)).toBeNull();
    gate.remember({ ...good, tsSource: 1 }, START);
    expect(gate.check(good, START + 1)?.code).toBe('SIGNAL_DUPLICATE');
  });
});

it('reads one that says nothing: the agents refuse it with their own reason', () => {
  const read = parseProposal({ ...proposalOf(), strength: 0, confidence: -0 });
  expect(read).toMatchObject({ ok: true, value: { strength: 0, confidence: 0 } });
  expect(read.ok && Object.is(read.value.confidence, 0)).toBe(true);
});
