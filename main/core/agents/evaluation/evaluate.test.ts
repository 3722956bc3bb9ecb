import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCORING_AGENTS, type Opinion, type ScoringAgentName } from '#shared/domain/agent.ts';
import { NO_EVIDENCE, type ReliabilityOf, type Who } from '#shared/domain/reliability.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { HOUR } from '#shared/domain/time.ts';
import { absent, opinions } from '#tests/support/path/sample-opinions.ts';
import { compose } from '../scoring/composite.ts';
import { cautiousScore } from './cautious-score.ts';
import { evaluate, judgeScore, type Asked, type Evaluation } from './evaluate.ts';
import { EVALUATION_DEFAULTS, type EvaluationSettings } from './evaluation-settings.ts';
import { consensusRecomputes, voteRecord } from './vote-record.ts';
import { shrunk } from './votes.ts';

const NOW = Date.UTC(2025, 2, 11);

const speaking = (agent: ScoringAgentName, opinion: number, confidence: number, more: object = {}): Opinion => ({
  ...{ status: 'ok', agent, opinion, confidence, evidence: [], veto: false, asOf: NOW },
  ...more,
});

const ASKED: Asked = { symbol: 'XBTUSDTM', timeframe: '1h', direction: 1, strength: 0.8, confidence: 0.7 };

const decide = (
  given: readonly Opinion[],
  asked: Partial<Asked> = {},
  settings: Partial<EvaluationSettings> = {},
  reliability: ReliabilityOf = NO_EVIDENCE,
): Evaluation =>
  evaluate(
    compose(given),
    { ...ASKED, ...asked },
    { now: NOW, reliability, settings: { ...EVALUATION_DEFAULTS, ...settings } },
  );

const codeOf = (evaluation: Evaluation): string | null => evaluation.refusal?.code ?? null;

describe('one main reason, most fundamental first', () => {
  it.each([
    [50, 1, null],
    [49.99999, 1, 'SCORE_BELOW_THRESHOLD'],
    [-50, -1, null],
    [-49.99999, -1, 'SCORE_BELOW_THRESHOLD'],
    [-80, 1, 'SCORE_BELOW_THRESHOLD'],
  ] as const)('a score of %d for side %d: %s', (opinion, direction, code) => {
    expect(codeOf(decide([speaking('technical', opinion, 0.9)], { direction }))).toBe(code);
  });

  it.each([
    [0.64, null],
    [0.63, 'SCORE_LOW_CONFIDENCE'],
  ])('a confidence of %d of the only agent: %s', (confidence, code) => {
    expect(codeOf(decide([speaking('technical', 80, confidence)]))).toBe(code);
  });

  it('no quorum, and nobody at all', () => {
    expect(codeOf(decide([speaking('fundamental', 80, 1)]))).toBe('SCORE_INCOMPLETE');
    expect(decide([speaking('fundamental', 80, 1)]).refusal?.sentence).toBe(
      "Only 15 % of the agents' weight had data; 20 % is needed.",
    );
    expect(codeOf(decide(SCORING_AGENTS.map(absent)))).toBe('SCORE_UNKNOWN');
  });

  it('a veto, however good the score', () => {
    const vetoed = decide([speaking('technical', 100, 1), speaking('risk', 100, 1, { veto: true })]);
    expect(codeOf(vetoed)).toBe('SCORE_VETO');
    expect(vetoed.refusal?.sentence).toBe('The risk agent vetoes new risk on XBTUSDTM.');
  });

  it.each([{ strength: 0 }, { confidence: 0 }])('a signal that says nothing: %o', (asked) => {
    expect(codeOf(decide([speaking('technical', 100, 1)], asked))).toBe('EVALUATION_EMPTY_SIGNAL');
  });

  it('no consensus, and who stands against it', () => {
    const split = [speaking('technical', 100, 1), speaking('fundamental', -11, 1), speaking('risk', -11, 1)];
    const found = decide(split, {}, { score: 10 });
    expect(codeOf(found)).toBe(null);
    const divided = decide([...split, speaking('structure', -11, 1)], {}, { score: 10 });
    expect(codeOf(divided)).toBe('EVALUATION_NO_CONSENSUS');
    expect(divided.refusal?.sentence).toBe(
      'The agents agree to 38.5 %; 40 % is needed. fundamental speaks against it most.',
    );
  });
});

describe('a vote', () => {
  it.each([
    [20, 0.4, 'approve'],
    [20, 0.39, 'conditional'],
    [19.9, 1, 'conditional'],
    [-10, 0, 'conditional'],
    [-10.1, 1, 'reject'],
  ] as const)('of %d with confidence %d is %s', (opinion, confidence, vote) => {
    expect(decide([speaking('technical', opinion, confidence)]).votes[0]?.vote).toBe(vote);
  });

  it('weighs base × reliability × quality × freshness', () => {
    const evidence = [{ name: 'trend', measured: '', input: 80, weight: 0.5, asOf: NOW }];
    const [vote] = decide([speaking('technical', 80, 1, { evidence, asOf: NOW - 1.5 * HOUR })]).votes;
    expect(vote).toMatchObject({ base: 0.25, reliability: 0.5, quality: 0.5, freshness: 0.5, weight: 31_250 });
  });

  it('without any freshness counts for nothing, not for the quorum either', () => {
    const old = decide([speaking('technical', 80, 1, { asOf: NOW - 3 * HOUR })]);
    expect(old).toMatchObject({ quorum: 0, consensus: 0 });
    expect(codeOf(old)).toBe('SCORE_INCOMPLETE');
  });
});

describe('reliability', () => {
  const of = (n: number, rate: number) => ({ n, rate, lower: 0, upper: 1 });

  it('is shrunk towards the rate of all', () => {
    expect(shrunk(null, null, 100)).toBe(0.5);
    expect(shrunk(null, of(900, 0.4), 100)).toBe(0.4);
    expect(shrunk(of(100, 0.8), of(900, 0.4), 100)).toBe(0.6);
    expect(shrunk(of(9_900, 0.8), of(99_000, 0.4), 100)).toBe(0.796);
  });

  it('of those who were wrong takes weight from their vote', () => {
    const split = [speaking('technical', 100, 1), speaking('fundamental', -11, 1), speaking('risk', -11, 1)];
    const rates: Partial<Record<Who, number>> = { 'agent:technical': 0.2, agents: 0.5 };
    const measured: ReliabilityOf = (who) => of(400, rates[who] ?? 0.5);
    expect(codeOf(decide(split, {}, { score: 10 }, measured))).toBe('EVALUATION_NO_CONSENSUS');
  });
});

describe('a conditional approval', () => {
  it('is smaller', () => {
    const unsure = decide([speaking('technical', 90, 0.7)], {}, { approve: { side: 20, confidence: 0.8 } });
    expect(unsure).toMatchObject({ outcome: 'CONDITIONAL', consensus: 0.5, size: 0.5, refusal: null });
    expect(decide([speaking('technical', 90, 0.9)])).toMatchObject({ outcome: 'APPROVED', consensus: 1, size: 1 });
  });

  it('is the best that a source which is not sure gets', () => {
    expect(decide([speaking('technical', 90, 0.9)], { confidence: 0.29 }).outcome).toBe('CONDITIONAL');
  });
});

const asked = fc.record({
  direction: fc.constantFrom<Direction>(1, -1),
  strength: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
  confidence: fc.integer({ min: 0, max: 10 }).map((tenths) => tenths / 10),
});

/** Settings under which all outcomes come up often. */
const settings = fc.record({
  score: fc.constantFrom(-20, 0, 20, 50),
  confidence: fc.constantFrom(0, 0.2, 0.4),
  approve: fc.record({ side: fc.constantFrom(10, 30), confidence: fc.constantFrom(0.3, 0.6) }),
  conditional: fc.record({ side: fc.constantFrom(-40, -10), confidence: fc.constantFrom(0, 0.2) }),
});

const mostlyWithoutVeto = fc
  .tuple(opinions, fc.integer({ min: 0, max: 9 }))
  .map(([given, veto]) =>
    veto === 0 ? given : given.map((one) => (one.status === 'ok' ? { ...one, veto: false } : one)),
  );

const RANK = { REJECTED: 0, CONDITIONAL: 1, APPROVED: 2 } as const;

describe('for any opinions', () => {
  it('less confidence, of an agent or of the signal, never makes the outcome better nor the size larger', () => {
    let traded = 0;
    fc.assert(
      fc.property(mostlyWithoutVeto, asked, settings, fc.nat(9), fc.nat(999), (given, ask, set, which, share) => {
        const before = decide(given, ask, set);
        const less = given.map((one, i) =>
          one.status === 'ok' && i === which ? { ...one, confidence: (one.confidence * share) / 1000 } : one,
        );
        const lessAsked = which === 9 ? { ...ask, confidence: (ask.confidence * share) / 1000 } : ask;
        const after = decide(less, lessAsked, set);
        if (before.outcome !== 'REJECTED') traded += 1;
        expect(RANK[after.outcome]).toBeLessThanOrEqual(RANK[before.outcome]);
        expect(after.size).toBeLessThanOrEqual(before.size);
      }),
      { numRuns: 2_000 },
    );
    expect(traded).toBeGreaterThan(200);
  });

  it('the composite itself would not do: an opponent that grows unsure lifts it', () => {
    const score = (sure: number) => compose([speaking('technical', 80, 0.9), speaking('fundamental', -80, sure)]);
    expect(score(0.1).score).toBeGreaterThan(score(0.9).score);
    expect(cautiousScore(score(0.1), 1)).toBe(cautiousScore(score(0.9), 1));
  });

  it('the order of the agents plays no part', () => {
    fc.assert(
      fc.property(
        mostlyWithoutVeto,
        asked,
        settings,
        fc.array(fc.nat(1_000), { minLength: 9, maxLength: 9 }),
        (given, ask, set, keys) => {
          const mixed = given
            .map((one, i) => ({ one, key: keys[i] ?? 0 }))
            .sort((a, b) => a.key - b.key)
            .map(({ one }) => one);
          const context = { now: NOW, reliability: NO_EVIDENCE, settings: { ...EVALUATION_DEFAULTS, ...set } };
          const score = compose(given);
          const contributions = mixed.flatMap(
            (one) => score.contributions.find(({ opinion }) => opinion.agent === one.agent) ?? [],
          );
          const first = evaluate(score, { ...ASKED, ...ask }, context);
          const second = evaluate({ ...score, contributions }, { ...ASKED, ...ask }, context);
          const { votes: _, refusal: why, ...figures } = second;
          expect(first).toMatchObject(figures);
          if (why?.code !== 'SCORE_VETO') expect(first.refusal).toEqual(why);
        },
      ),
    );
  });

  it('the record is enough to compute the consensus again, and a changed one is not', () => {
    fc.assert(
      fc.property(mostlyWithoutVeto, asked, (given, ask) => {
        const record = voteRecord(decide(given, ask), EVALUATION_DEFAULTS);
        expect(consensusRecomputes(record)).toBe(true);
        const [agent, , ...rest] = record.votes[0] ?? [];
        if (agent === undefined || record.votes.length > 1) return;
        const changed = record.votes[0]?.[1] === 'A' ? 'R' : 'A';
        const votes = [[agent, changed, ...rest]] as unknown as typeof record.votes;
        expect(consensusRecomputes({ ...record, votes })).toBe(rest[0] === 0);
      }),
    );
  });

  it('what is rejected has a reason, and what is not has none', () => {
    fc.assert(
      fc.property(mostlyWithoutVeto, asked, settings, (given, ask, set) => {
        const { outcome, refusal } = decide(given, ask, set);
        expect(refusal !== null).toBe(outcome === 'REJECTED');
      }),
    );
  });
});

it('a cell of the heatmap is judged as if a sure source asked', () => {
  const low = judgeScore(compose([speaking('technical', -12.3456, 0.9)]), 1, 'XBTUSDTM', '1h');
  expect(low?.sentence).toBe('The score for this side is −12.35; 50 is needed.');
  expect(judgeScore(compose([speaking('technical', 80, 0.9)]), 1, 'XBTUSDTM', '1h')).toBeNull();
});
