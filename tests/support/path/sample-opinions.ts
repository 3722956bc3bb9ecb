import fc from 'fast-check';
import { SCORING_AGENTS, type Evidence, type Opinion, type ScoringAgentName } from '#shared/domain/agent.ts';
import { opinionOfEvidence } from '#core/agents/scoring/technical-agent.ts';
import { apportion } from '#core/agents/scoring/composite.ts';

const AS_OF = Date.UTC(2025, 2, 11);

/** Evidence whose shares sum to 1 and whose inputs are whole tenths. */
const evidence: fc.Arbitrary<readonly Evidence[]> = fc
  .array(fc.tuple(fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: 1, max: 100 })), {
    minLength: 1,
    maxLength: 7,
  })
  .map((inputs) => {
    const shares = apportion(
      inputs.map(([, share]) => share),
      10_000,
    );
    return inputs.map(([tenths], i) => ({
      name: `input-${String(i)}`,
      measured: `${String(tenths)} units`,
      input: tenths / 10,
      weight: (shares[i] ?? 0) / 10_000,
      asOf: AS_OF + i,
    }));
  });

const present = (agent: ScoringAgentName): fc.Arbitrary<Opinion> =>
  fc.record({ evidence, confidence: fc.integer({ min: 1, max: 1000 }), veto: fc.boolean() }).map((made) => ({
    status: 'ok',
    agent,
    opinion: opinionOfEvidence(made.evidence),
    confidence: made.confidence / 1000,
    evidence: made.evidence,
    veto: made.veto,
    asOf: AS_OF,
  }));

/** The opinion of an agent that has nothing to say. */
export const absent = (agent: ScoringAgentName): Opinion => ({
  status: 'no-data',
  agent,
  reason: 'its source is not connected',
  missing: null,
});

/** Every agent's opinion or its abstention, in the order of the screens. */
export const opinions: fc.Arbitrary<readonly Opinion[]> = fc.tuple(
  ...SCORING_AGENTS.map((agent) => fc.oneof(present(agent), fc.constant(absent(agent)))),
);
