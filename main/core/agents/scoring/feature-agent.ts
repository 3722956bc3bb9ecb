import type { Evidence, Opinion, ScoringAgentName } from '#shared/domain/agent.ts';
import type { FeatureRow } from '../../features/feature-row.ts';
import { FEATURES, MISSING_WORDS, type FeatureName, type MissingReason } from '../../features/feature-table.ts';
import { apportion } from './composite.ts';

/** An input of an agent: its share, the features it needs, and how they map to −1…+1. */
export interface FeatureInput {
  readonly name: string;
  /** Ten-thousandths before what is missing is left out; 0 for one that tells of the confidence only. */
  readonly share: number;
  readonly needs: readonly FeatureName[];
  /** + speaks for a long. Continuous in every feature; clamped to −1…+1 afterwards. */
  readonly value: (f: FeatureRow) => number;
  readonly measured: (f: FeatureRow) => string;
  /** True when the input does not apply, as without a position: it is left out, and nothing is missing. */
  readonly idle?: (f: FeatureRow) => boolean;
}

/** An agent as data: what it looks at and how sure that makes it. */
export interface FeatureAgent {
  readonly agent: ScoringAgentName;
  /** Without all of these it abstains. */
  readonly required: readonly FeatureName[];
  /** Without any one of these it abstains too; empty when nothing more is needed. */
  readonly anyOf: readonly FeatureName[];
  /** Names every source in one sentence when `anyOf` is wholly missing. */
  readonly without: string;
  readonly inputs: readonly FeatureInput[];
  /** 0…1, how far the state of the market lets its opinion be trusted. Continuous. */
  readonly quality: (f: FeatureRow) => number;
  /** Why new risk is forbidden; null when it is not. */
  readonly veto?: (f: FeatureRow) => string | null;
}

/** An agent without a view of its own counts little, so that it does not thin out the others. */
const LEAST_SURE = 0.05;
const SPAN = 0.75;
/** Opinion at which it is as sure as it gets. */
const FULL_OPINION = 50;

export const clamp = (value: number, low = -1, high = 1): number => (value < low ? low : value > high ? high : value);

/** Whole thousandths of −1…+1: what an input is worth, in steps of 0.1 of ±100. */
const thousandths = (value: number): number => Math.round(clamp(value) * 1000) + 0;

const known = (f: FeatureRow, names: readonly FeatureName[]): boolean => names.every((name) => f.reason(name) === null);

function abstention(a: FeatureAgent, f: FeatureRow): Opinion | null {
  const lacking = a.required.find((name) => f.reason(name) !== null);
  if (lacking !== undefined) return missing(a, f, lacking);
  const [first] = a.anyOf;
  if (first === undefined || a.anyOf.some((name) => f.reason(name) === null)) return null;
  return missing(a, f, first, a.without);
}

/** What each agent says without a feature: the same words every time, made once. */
const abstentions = new WeakMap<FeatureAgent, Map<string, Opinion>>();

/** @param nowhere what to say when no source of it is connected. */
function missing(a: FeatureAgent, f: FeatureRow, name: FeatureName, nowhere?: string): Opinion {
  const reason = f.reason(name) ?? 'unknown';
  const said = abstentions.get(a) ?? new Map<string, Opinion>();
  abstentions.set(a, said);
  const key = `${nowhere === undefined ? name : 'any'} ${reason}`;
  const opinion = said.get(key) ?? abstentionOf(a, name, reason, nowhere);
  said.set(key, opinion);
  return opinion;
}

function abstentionOf(a: FeatureAgent, name: FeatureName, reason: MissingReason, nowhere?: string): Opinion {
  const warmUp = FEATURES.find((feature) => feature.name === name)?.warmUp ?? null;
  const bars = warmUp === null ? '' : `; ${String(warmUp.bars)} of ${warmUp.timeframe}`;
  const words = `${name}: ${MISSING_WORDS[reason]}${reason === 'warming-up' ? bars : ''}`;
  const sentence = reason === 'no-source' ? (nowhere ?? words) : words;
  return { status: STATUS_OF[reason] ?? 'no-data', agent: a.agent, reason: sentence, missing: null };
}

const STATUS_OF: Readonly<Partial<Record<MissingReason, 'stale' | 'warming-up'>>> = {
  stale: 'stale',
  'warming-up': 'warming-up',
};

/**
 * The opinion of an agent on a row of features. Shares of what is missing go to the rest and the confidence falls by them:
 * confidence = present share × quality × (0.05 + 0.75 × min(1, |opinion| ÷ 50)).
 * @param told false where only the figures are wanted: then the evidence, which is most of the work, is left empty.
 */
export function featureOpinion(a: FeatureAgent, f: FeatureRow, told = true): Opinion {
  const abstains = abstention(a, f);
  if (abstains !== null) return abstains;
  const applying = a.inputs.filter((input) => input.idle?.(f) !== true);
  const present = applying.filter((input) => known(f, input.needs));
  const shares = apportion(
    present.map(({ share }) => share),
    10_000,
  );
  let steps = 0;
  let asOf = 0;
  const evidence: Evidence[] = [];
  for (const [i, input] of present.entries()) {
    const value = thousandths(input.value(f));
    const share = shares[i] ?? 0;
    const at = Math.max(...input.needs.map((name) => f.at(name)));
    steps += value * share;
    if (share > 0) asOf = Math.max(asOf, at);
    if (!told) continue;
    const measured = input.measured(f);
    evidence.push({ name: input.name, measured, input: value / 10, weight: share / 10_000, asOf: at });
  }
  const opinion = steps / 1e5;
  const all = sum(applying);
  const certainty = LEAST_SURE + SPAN * Math.min(1, Math.abs(opinion) / FULL_OPINION);
  const confidence = all === 0 ? 0 : (sum(present) / all) * clamp(a.quality(f), 0, 1) * certainty;
  if (sum(present) === 0) return { status: 'no-data', agent: a.agent, reason: a.without, missing: null };
  return {
    status: 'ok',
    agent: a.agent,
    opinion,
    confidence: Math.round(confidence * 1000) / 1000,
    evidence,
    veto: (a.veto?.(f) ?? null) !== null,
    asOf,
  };
}

const sum = (inputs: readonly FeatureInput[]): number => inputs.reduce((total, { share }) => total + share, 0);

/** Every feature an agent looks at, each once. */
export const featuresOf = (a: FeatureAgent): readonly FeatureName[] => [
  ...new Set([...a.required, ...a.anyOf, ...a.inputs.flatMap(({ needs }) => needs)]),
];

/** `+1.62`, with a true minus sign. */
export const signed = (value: number, digits: number): string =>
  `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(digits)}`;

/** `+3.2 %`. */
export const percent = (value: number, digits = 1): string => `${signed(value * 100, digits)} %`;
