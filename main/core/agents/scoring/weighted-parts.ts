import type { Evidence, Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import { apportion } from './composite.ts';

/** One input of an agent as it is at a moment, or why it is not there. `off`: nobody set it up. */
export type PartReading =
  | {
      readonly state: 'ok';
      /** −1…+1, + long. */
      readonly value: number;
      /** How far it can be trusted, 0…1: few data and age lower it. */
      readonly quality: number;
      readonly measured: string;
      readonly asOf: number;
    }
  | { readonly state: 'off' | 'no-data' | 'stale' | 'warming-up'; readonly reason: string };

export interface Part {
  readonly name: string;
  /** Share of the opinion when every part is there, ten-thousandths; the shares of an agent sum to 10,000. */
  readonly share: number;
  readonly reading: PartReading;
}

type Present = Part & { readonly reading: Extract<PartReading, { state: 'ok' }> };

const FULL = 10_000;
/** What is told when several parts are missing: the state a person can do least about comes last. */
const WORST_FIRST = ['stale', 'warming-up', 'no-data', 'off'] as const;

const clamp = (value: number): number => Math.max(-1, Math.min(1, value));
const isPresent = (part: Part): part is Present =>
  part.reading.state === 'ok' && Number.isFinite(part.reading.value) && Number.isFinite(part.reading.quality);

function absent(agent: ScoringAgentName, parts: readonly Part[]): Opinion {
  const missing = parts.flatMap(({ reading }) => (reading.state === 'ok' ? [] : [reading]));
  const [state] = WORST_FIRST.filter((one) => missing.some((reading) => reading.state === one));
  const told = missing.filter((reading) => reading.state === state || state === undefined);
  const reason = [...new Set(told.map((reading) => reading.reason))].join('; ');
  const status = state === undefined || state === 'off' ? 'no-data' : state;
  return { status, agent, reason: reason === '' ? 'an input could not be measured' : reason, missing: null };
}

/**
 * The opinion of the parts that are there: Σ input × weight, inputs in steps of 0.1 and weights brought to a sum of 1.
 * confidence = Σ share × quality over all shares: a part that is missing counts as 0 in it, so that less is never surer.
 */
export function opinionOfParts(agent: ScoringAgentName, parts: readonly Part[]): Opinion {
  const present = parts.filter(isPresent);
  if (present.length === 0) return absent(agent, parts);
  const weights = apportion(
    present.map(({ share }) => share),
    FULL,
  );
  let steps = 0;
  let quality = 0;
  let asOf = 0;
  const evidence: Evidence[] = present.map(({ name, share, reading }, i) => {
    const tenths = Math.round(clamp(reading.value) * 1_000) + 0;
    const weight = weights[i] ?? 0;
    steps += tenths * weight;
    quality += share * Math.max(0, Math.min(1, reading.quality));
    asOf = Math.max(asOf, reading.asOf);
    return { name, measured: reading.measured, input: tenths / 10, weight: weight / FULL, asOf: reading.asOf };
  });
  const confidence = Math.round((quality / FULL) * 1_000) / 1_000;
  return { status: 'ok', agent, opinion: steps / 1e5 + 0, confidence, evidence, veto: false, asOf };
}

/** Halves with every `halfLifeMs` of age; what is from the future is as new as can be. */
export const freshness = (ageMs: number, halfLifeMs: number): number => 2 ** (-Math.max(0, ageMs) / halfLifeMs);
