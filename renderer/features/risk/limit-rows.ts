import type { FeedSymbolView, FeedView } from '#shared/contract/feeds.ts';
import type { GateLimitView } from '#shared/contract/limits.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import type { RiskTrigger } from '#shared/contract/risk-figures.ts';
import { formatNumber, formatPercent, MINUS, THIN } from '#renderer/ui/format.ts';
import { formatAge } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { lossWords } from './risk-words.ts';

/** Groups of limits, in their order on the screen. */
export const LIMIT_GROUPS = ['loss', 'exposure', 'orders', 'data'] as const;
export type LimitGroup = (typeof LIMIT_GROUPS)[number];

interface LimitText {
  readonly label: string;
  readonly group: LimitGroup;
  /** Where its use comes from; null where it is asked of each order. */
  readonly source: string | null;
  /** How its value is written, where it is no plain ceiling or floor. */
  readonly sign?: 'loss' | 'times';
}

const TEXTS: Readonly<Record<string, LimitText>> = {
  dayLossPpm: { label: say('Day loss'), group: 'loss', source: say('account'), sign: 'loss' },
  weekLossPpm: { label: say('Week loss'), group: 'loss', source: say('account'), sign: 'loss' },
  drawdownPpm: { label: say('Drawdown from peak'), group: 'loss', source: say('account'), sign: 'loss' },
  riskPerTradePpm: { label: say('Risk to the stop, size'), group: 'loss', source: null },
  maxRiskPerTradePpm: { label: say('Risk to the stop, most'), group: 'loss', source: null },
  grossExposurePpm: { label: say('Gross exposure'), group: 'exposure', source: say('positions, mark') },
  netExposurePpm: { label: say('Net exposure'), group: 'exposure', source: say('positions, mark') },
  positionValuePpm: { label: say('Largest position'), group: 'exposure', source: say('positions, mark') },
  leverage: { label: say('Leverage'), group: 'exposure', source: null, sign: 'times' },
  freeMarginPpm: { label: say('Free margin'), group: 'exposure', source: say('account') },
  liquidationDistancePpm: {
    label: say('Nearest liquidation'),
    group: 'exposure',
    source: say('positions, tiers'),
  },
  liquidationAtrPpm: { label: say('Liquidation, hourly ATRs'), group: 'exposure', source: null },
  orderValuePpm: { label: say('Order value, of equity'), group: 'orders', source: null },
  orderValueCap: { label: say('Order value'), group: 'orders', source: null },
  maxOpenOrders: { label: say('Open orders'), group: 'orders', source: say('orders') },
  maxOpenOrdersPerSymbol: { label: say('Open orders, one symbol'), group: 'orders', source: say('orders') },
  duplicateWindowMs: { label: say('Between equal orders'), group: 'orders', source: null },
  symbolOrderSpacingMs: { label: say('Time per entry, symbol'), group: 'orders', source: null },
  symbolOrderBurst: { label: say('Entries at once, symbol'), group: 'orders', source: null },
  accountOrderSpacingMs: { label: say('Time per entry, account'), group: 'orders', source: null },
  accountOrderBurst: { label: say('Entries at once, account'), group: 'orders', source: null },
  messagesPerMinute: { label: say('Messages per minute'), group: 'orders', source: null },
  repeatsPerHour: { label: say('Same strategy, hour'), group: 'orders', source: null },
  repeatsPerDay: { label: say('Same strategy, day'), group: 'orders', source: null },
  collarLargePpm: { label: say('Price collar, BTC ETH'), group: 'orders', source: null },
  collarOthersPpm: { label: say('Price collar, others'), group: 'orders', source: null },
  slippagePpm: { label: say('Slippage in the book'), group: 'orders', source: null },
  minLeaseMs: { label: say('Lease left'), group: 'orders', source: null },
  maxDataAgeMs: { label: say('Price age, worst'), group: 'data', source: say('feeds') },
  maxMarkAgeMs: { label: say('Mark age'), group: 'data', source: null },
  maxBookAgeMs: { label: say('Book age'), group: 'data', source: null },
  maxSignalAgeMs: { label: say('Signal age'), group: 'data', source: null },
  indexDeviationPpm: { label: say('Last against index'), group: 'data', source: null },
  maxClockOffsetMs: { label: say('Clock offset'), group: 'data', source: say('venue time') },
  maxCommitP99Ms: { label: say('Journal commit, p99'), group: 'data', source: null },
  minFreeDiskBytes: { label: say('Free disk'), group: 'data', source: null },
  maxSpecificationAgeMs: { label: say('Contract record age'), group: 'data', source: null },
  maintenanceWindowMs: { label: say('Before maintenance'), group: 'data', source: null },
};

/** A limit as a row: what is used, what bounds it. */
export interface LimitRow {
  readonly key: string;
  readonly check: number;
  readonly label: string;
  readonly group: LimitGroup;
  readonly sentence: string;
  /** Share of the limit that is used; a floor gives limit ÷ value. Null when not known. */
  readonly share: number | null;
  /** True where each order is asked, and nothing is used meanwhile. */
  readonly perOrder: boolean;
  /** True where the use is not known. */
  readonly unknown: boolean;
  readonly now: string;
  readonly limit: string;
  /** What happens there: the gate denies, the guard reduces or halts further on. */
  readonly at: string;
  readonly source: string;
  readonly loosened: boolean;
  /** When the use was true, ms; null when asked per order. */
  readonly asOf: number | null;
}

/** What other topics say of the use of a limit. */
export interface MeasuredUse {
  readonly used: number | null;
  /** Which symbol or venue it is. */
  readonly what: string;
  readonly asOf: number | null;
  /** True where there is nothing to be limited now, such as no position. */
  readonly none?: boolean;
}

/** A figure of a limit in words, in the limit's own unit. */
export function limitFigure(value: number, { unit, key }: Pick<GateLimitView, 'unit' | 'key'>): string {
  if (key === 'liquidationAtrPpm') return `${formatNumber(value / 1e6, 1)}${THIN}ATR`;
  switch (unit) {
    case 'ppm': {
      const percent = value / 10_000;
      return formatPercent(value / 1e6, Number.isInteger(percent) ? 0 : Math.abs(percent) < 1 ? 2 : 1);
    }
    case 'usdt':
      return `${formatNumber(value / 1e8, 0)}${THIN}USDT`;
    case 'ms':
      return value < 1_000 ? `${formatNumber(value, 0)}${THIN}ms` : formatAge(value);
    case 'bytes':
      return value >= 1e9 ? `${formatNumber(value / 1e9, 0)}${THIN}GB` : `${formatNumber(value / 1e6, 0)}${THIN}MB`;
    case 'number':
      return formatNumber(value, 0);
  }
}

function bounded(value: string, sign: LimitText['sign'], looser: GateLimitView['looser']): string {
  if (sign === 'loss') return MINUS + value;
  if (looser === 'lower') return `≥ ${value}`;
  return sign === 'times' ? `${value}×` : value;
}

/** How much of a limit is used; of a floor, how near it is. Null when the use is not known. */
export function usedShare(
  used: number | null,
  { value, looser }: Pick<GateLimitView, 'value' | 'looser'>,
): number | null {
  if (used === null) return null;
  if (looser === 'higher') return value > 0 ? used / value : used > 0 ? 1 : 0;
  return used > 0 ? value / used : 1;
}

interface Use {
  readonly used: number | null;
  readonly perOrder: boolean;
  readonly none: boolean;
}

function nowWords(limit: GateLimitView, { used, perOrder, none }: Use, sign: LimitText['sign']): string {
  if (none) return say('none');
  if (perOrder) return say('per order');
  if (used === null) return say('unknown');
  if (sign === 'loss') return used === 0 ? say('none') : MINUS + limitFigure(used, limit);
  return limitFigure(used, limit);
}

const MEASURE_OF: Readonly<Record<string, RiskTrigger['measure']>> = {
  dayLossPpm: 'day-loss',
  weekLossPpm: 'week-loss',
  drawdownPpm: 'drawdown',
};

function deedWords({ level, lossPpm }: RiskTrigger): string {
  const loss = lossWords(lossPpm);
  return level === 'red' ? say('halt {loss}', { loss }) : say('reduce {loss}', { loss });
}

function atWords(key: string, triggers: readonly RiskTrigger[]): string {
  const own = triggers.filter(({ measure, level }) => measure === MEASURE_OF[key] && level !== 'yellow');
  return [say('deny'), ...own.map(deedWords)].join(', ');
}

/** What a limit of equity times leverage is of equity alone, at the most leverage that is allowed. */
function timesOf(key: string, limits: readonly GateLimitView[]): number {
  if (key !== 'positionValuePpm') return 1;
  return limits.find((limit) => limit.key === 'leverage')?.value ?? 1;
}

/** How a limit is named where the window has no words of its own for it. */
const unnamed = ({ sentence }: GateLimitView): LimitText => ({
  label: told(sentence).replace(/[.。]$/, ''),
  group: 'data',
  source: null,
});

/** What is used of a limit, and how it and its bound are shown. */
function figuresOf(limit: GateLimitView, limits: readonly GateLimitView[], other: MeasuredUse | undefined) {
  const times = timesOf(limit.key, limits);
  const used = other === undefined ? limit.used : other.used;
  return { used, usedShown: used === null ? null : used * times, boundShown: limit.value * times };
}

/** The limits as rows: those in use by group, then those asked of each order. @param measured uses that other topics know, by the limit's key. */
export function limitRows(
  limits: readonly GateLimitView[],
  measured: Readonly<Record<string, MeasuredUse>>,
  at: number,
  triggers: readonly RiskTrigger[] = [],
): readonly LimitRow[] {
  const rows = limits.map((limit): LimitRow => {
    const { key, row, sentence, loosened } = limit;
    const text = TEXTS[key] ?? unnamed(limit);
    const other = measured[key];
    const { used, usedShown, boundShown } = figuresOf(limit, limits, other);
    const none = other?.none === true;
    const perOrder = text.source === null && used === null;
    return {
      key,
      check: row,
      label: other === undefined || other.what === '' ? text.label : `${text.label}, ${other.what}`,
      group: text.group,
      sentence,
      share: none ? 0 : perOrder ? null : usedShare(used, limit),
      perOrder,
      unknown: !none && !perOrder && usedShown === null,
      now: nowWords(limit, { used: usedShown, perOrder, none }, text.sign),
      limit: bounded(limitFigure(boundShown, limit), text.sign, limit.looser),
      at: atWords(key, triggers),
      source: text.source ?? say('the order'),
      loosened,
      asOf: perOrder ? null : other === undefined ? at : other.asOf,
    };
  });
  const place = ({ group, perOrder }: LimitRow): number =>
    LIMIT_GROUPS.indexOf(group) + (perOrder ? LIMIT_GROUPS.length : 0);
  return rows.sort((a, b) => place(a) - place(b) || a.check - b.check);
}

interface UseSources {
  readonly feeds: readonly FeedView[];
  readonly symbols: readonly FeedSymbolView[];
  readonly symbolsAt: number | null;
  readonly positions: readonly PositionView[];
  /** True when the account is known: only then no position means none. */
  readonly known: boolean;
  readonly positionsAt: number | null;
  readonly coinOf: (symbol: string) => string;
}

/** The age of the worst price; a price that never came is the worst, and is not known. */
function priceAge({ symbols, symbolsAt, coinOf }: UseSources): MeasuredUse {
  const ageOf = ({ ageMs }: FeedSymbolView): number => ageMs ?? Number.POSITIVE_INFINITY;
  const [worst] = [...symbols].sort((a, b) => ageOf(b) - ageOf(a));
  const age = worst?.ageMs ?? null;
  const used = age === null ? null : Math.round(age);
  return { used, what: worst === undefined ? '' : coinOf(worst.symbol), asOf: symbolsAt };
}

/** The widest offset of this clock from a venue's. A market made in this process has this clock. */
function clockOffset({ feeds, symbolsAt }: UseSources): MeasuredUse {
  const offsets = feeds.flatMap(({ feed, clockOffset: offset }) => (offset === null ? [] : [{ feed, ...offset }]));
  const [widest] = offsets.sort((a, b) => Math.abs(b.ms) - Math.abs(a.ms));
  if (widest !== undefined) return { used: Math.round(Math.abs(widest.ms)), what: widest.feed, asOf: widest.at };
  const simulated = feeds.length > 0 && feeds.every(({ provenance }) => provenance === 'simulated');
  return { used: simulated ? 0 : null, what: simulated ? say('same clock') : '', asOf: symbolsAt };
}

/** The distance to the nearest liquidation; not known when a position does not tell its own. */
function liquidation({ positions, positionsAt, known }: UseSources): MeasuredUse {
  if (positions.length === 0) return { used: null, what: '', asOf: positionsAt, none: known && positionsAt !== null };
  const distanceOf = ({ liquidationDistance }: PositionView): number => liquidationDistance ?? Number.NEGATIVE_INFINITY;
  const [nearest] = [...positions].sort((a, b) => distanceOf(a) - distanceOf(b));
  const distance = nearest?.liquidationDistance ?? null;
  const used = distance === null ? null : Math.round(distance * 1e6);
  return { used, what: nearest?.coin ?? '', asOf: positionsAt };
}

/** The uses that are not in the account: age of the worst price, offset of the clock, distance to the nearest liquidation. */
export const measuredUses = (sources: UseSources): Readonly<Record<string, MeasuredUse>> => ({
  maxDataAgeMs: priceAge(sources),
  maxClockOffsetMs: clockOffset(sources),
  liquidationDistancePpm: liquidation(sources),
});
