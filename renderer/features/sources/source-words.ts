import { formatCount, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { SignalSourceView } from '#shared/contract/signal-management.ts';
import type { SourceView } from '#shared/contract/sources.ts';
import type { SignalSourceKind } from '#shared/domain/signal-source.ts';
import type { SourceKind } from '#shared/domain/source.ts';
import { say } from '#shared/language/words.ts';

export const SIGNAL_KIND_WORDS: Readonly<Record<SignalSourceKind, string>> = {
  rule: say('own rule'),
  rest: 'REST',
  webhook: say('webhook'),
  csv: say('CSV file'),
};

export const SOURCE_KIND_WORDS: Readonly<Record<SourceKind, string>> = {
  feed: say('feed of news'),
  'fear-greed': say('fear and greed'),
};

interface State {
  readonly word: string;
  readonly tone: TagTone;
}

type Report = SourceView['report'];

/** How reading a source stands, in one word. */
export function readingState(enabled: boolean, { at, ok }: Pick<Report, 'at' | 'ok'>, reading: boolean): State {
  if (!enabled) return { word: say('OFF'), tone: 'neutral' };
  if (!reading) return { word: say('NOT READ'), tone: 'neutral' };
  if (at === null) return { word: say('WAITING'), tone: 'info' };
  return ok ? { word: say('WORKS'), tone: 'up' } : { word: say('FAILED'), tone: 'down' };
}

/** Nearer to nothing than this, a text leans to neither side: the bound of the scale's authors. */
const NEUTRAL = 0.05;

interface Lean {
  readonly side: 'positive' | 'negative' | 'neutral' | 'unknown';
  readonly word: string;
  /** For a tag. */
  readonly loud: string;
  readonly tone: TagTone;
}

const LEANS = {
  positive: { side: 'positive', word: say('positive'), loud: say('POSITIVE'), tone: 'up' },
  negative: { side: 'negative', word: say('negative'), loud: say('NEGATIVE'), tone: 'down' },
  neutral: { side: 'neutral', word: say('neutral'), loud: say('NEUTRAL'), tone: 'neutral' },
  unknown: { side: 'unknown', word: say('not known'), loud: say('NOT KNOWN'), tone: 'neutral' },
} as const satisfies Readonly<Record<Lean['side'], Lean>>;

/** Which way a score of −1…+1 leans. */
export function leanOf(score: number | null): Lean {
  if (score === null) return LEANS.unknown;
  if (score >= NEUTRAL) return LEANS.positive;
  return score <= -NEUTRAL ? LEANS.negative : LEANS.neutral;
}

/** A score with its sign: `+0.42`. */
export const scoreText = (score: number): string => formatNumber(score, 2, 'always');

/** How often its signals won, or that too few ended. */
export function reliabilityWords(reliability: SignalSourceView['reliability']): {
  readonly figure: string;
  readonly detail: string;
} {
  if (reliability === null) return { figure: say('not enough evidence'), detail: say('under 100 results') };
  const { n, rate, lower, upper } = reliability;
  const range = say('{lower} to {upper} %', {
    lower: formatNumber(lower * 100, 0),
    upper: formatNumber(upper * 100, 0),
  });
  return { figure: say('won {rate}', { rate: formatPercent(rate, 0) }), detail: `${range}, n ${formatCount(n)}` };
}

/** An address of a chain as it is told apart at a glance: `0x4f3e…91aa`. */
export const shortAddress = (address: string): string =>
  address.length > 14 ? `${address.slice(0, 6)}…${address.slice(-4)}` : address;

const CHAINS: Readonly<Record<number, string>> = {
  1: say('Ethereum'),
  10: say('Optimism'),
  137: say('Polygon'),
  42161: say('Arbitrum'),
};

/** A chain by name where it is well known, and by its id. */
export function chainName(id: number): string {
  const name = CHAINS[id];
  return name === undefined ? say('chain {id}', { id }) : say('{name}, chain {id}', { name, id });
}
