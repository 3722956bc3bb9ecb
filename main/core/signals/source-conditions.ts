import type { Direction } from '#shared/domain/signal.ts';
import type { TechnicalReading } from '../agents/scoring/reading.ts';

/** One thing a rule asks of a closed bar. */
export interface Condition {
  readonly what: string;
  readonly measured: string;
  readonly needed: string;
  readonly met: boolean;
  /** How far it is from being met, in ATRs or in parts of what is needed; 0 when it is. */
  readonly gap: number;
}

/** A rule on one side of the market, taken apart. */
export interface RuleConditions {
  readonly source: string;
  readonly direction: Direction;
  readonly conditions: readonly Condition[];
}

const price = (value: number): string => String(Number(value.toPrecision(7)));

/** `figure` must lie on the `side` of `bound`: above it for +1. */
function beyond(
  what: string,
  side: number,
  [figure, bound]: readonly [number, number],
  { unit, print = price, inclusive = false }: Scale,
): Condition {
  const over = (figure - bound) * side;
  const met = inclusive ? over >= 0 : over > 0;
  const words = side > 0 ? (inclusive ? 'at least' : 'above') : inclusive ? 'at most' : 'below';
  return { what, measured: print(figure), needed: `${words} ${print(bound)}`, met, gap: met ? 0 : -over / unit };
}

interface Scale {
  /** What one whole step of the gap is worth. */
  readonly unit: number;
  readonly print?: (value: number) => string;
  readonly inclusive?: boolean;
}

const one = (value: number): string => value.toFixed(1);

function breakout(r: TechnicalReading, side: Direction): readonly Condition[] {
  const extreme = side === 1 ? r.channelHigh : r.channelLow;
  const which = side === 1 ? 'highest high' : 'lowest low';
  return [beyond(`Close against the ${which} of 20 candles`, side, [r.close, extreme], { unit: r.atr })];
}

function trend(r: TechnicalReading, side: Direction): readonly Condition[] {
  const atr = { unit: r.atr };
  return [
    beyond('ADX', 1, [r.adx, 20], { unit: 20, print: one, inclusive: true }),
    beyond('MACD histogram one candle before', -side, [r.previousHistogram, 0], { ...atr, inclusive: true }),
    beyond('MACD histogram', side, [r.histogram, 0], atr),
    beyond('EMA 20 against EMA 50', side, [r.ema, r.slowEma], atr),
  ];
}

function reversion(r: TechnicalReading, side: Direction): readonly Condition[] {
  const [before, now] = side === 1 ? [r.previousLower, r.lower] : [r.previousUpper, r.upper];
  const band = side === 1 ? 'lower' : 'upper';
  return [
    beyond(`Close before against the ${band} band`, -side, [r.previousClose, before], { unit: r.atr }),
    beyond(`Close against the ${band} band`, side, [r.close, now], { unit: r.atr, inclusive: true }),
    beyond('RSI', -side, [r.rsi, side === 1 ? 35 : 65], { unit: 35, print: one }),
  ];
}

const RULES = { breakout, trend, reversion } as const;

/** The conditions of every rule of the program on a reading; all of a rule are met exactly where it proposes that side. */
export function ruleConditions(r: TechnicalReading): readonly RuleConditions[] {
  return Object.entries(RULES).flatMap(([source, rule]) =>
    ([1, -1] as const).map((direction) => ({ source, direction, conditions: rule(r, direction) })),
  );
}

/** The rule that lacks the fewest conditions, of those the one that lacks least; null without any. */
export function nearestRule<T extends RuleConditions>(rules: readonly T[]): T | null {
  const lack = ({ conditions }: RuleConditions): readonly [number, number] => [
    conditions.filter(({ met }) => !met).length,
    conditions.reduce((sum, { gap }) => sum + gap, 0),
  ];
  let best: T | null = null;
  for (const rule of rules) {
    const [count, gap] = lack(rule);
    const [least, leastGap] = best === null ? [Infinity, Infinity] : lack(best);
    if (count < least || (count === least && gap < leastGap)) best = rule;
  }
  return best;
}
