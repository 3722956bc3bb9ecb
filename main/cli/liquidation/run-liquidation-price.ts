import {
  isolatedLiquidation,
  marginAtLeverage,
  valueAt,
  type IsolatedPosition,
  type Liquidation,
} from '#core/market/isolated-liquidation.ts';
import { LIQUIDATION_RULES, type LiquidationRule, type LiquidationRuleName } from '#core/market/liquidation-rules.ts';
import { marginTiers, stepOf, type MarginTier, type MarginTiers } from '#core/market/margin-tiers.ts';
import {
  compare,
  divide,
  isPositive,
  minus,
  multiply,
  NOTHING,
  ONE,
  plus,
  rational,
  toDecimal,
  type Rational,
} from '#shared/domain/rational.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { pairs } from '../terminal/table.ts';
import { tiersOfFile } from './tier-file.ts';

/** What the command line asks. */
export interface LiquidationRequest {
  readonly rule: LiquidationRuleName;
  readonly contract: 'linear' | 'inverse';
  readonly side: 'long' | 'short';
  readonly entry: Rational;
  readonly size: Rational;
  readonly leverage?: Rational;
  readonly margin?: Rational;
  readonly addedMargin?: Rational;
  readonly marginTiers?: string;
  readonly symbol?: string;
  readonly maintenanceRate?: Rational;
  readonly maintenanceAmount?: Rational;
  readonly feeRate?: Rational;
  readonly multiplier?: Rational;
  readonly tick?: Rational;
  readonly json?: boolean;
}

const usage = (message: string): CliError => new CliError(EXIT.usage, message);

/** Prints where the position is liquidated. 1 when it is liquidated at once or the table does not reach. */
export async function runLiquidationPrice(request: LiquidationRequest, context: CliContext): Promise<ExitCode> {
  const rule: LiquidationRule = LIQUIDATION_RULES[request.rule];
  const fee = request.feeRate ?? NOTHING;
  const position = positionOf(request);
  const tiers = await tiersOf(request, rule);
  if (tiers.steps.some(({ rate }) => compare(plus(rate, fee), ONE) >= 0)) {
    throw usage('A maintenance rate and the fee rate together reach 1; rates are fractions: 0.0006 is 0.06 %.');
  }
  warn(request, rule, position, tiers, context);
  const result = isolatedLiquidation(position, rule, tiers, fee);
  const shown =
    request.json === true
      ? jsonText(request, rule, position, result)
      : plainText(request, rule, position, tiers, result);
  context.terminal.out(shown);
  return result.kind === 'at' || result.kind === 'never' ? EXIT.ok : EXIT.failed;
}

function positionOf(request: LiquidationRequest): IsolatedPosition {
  const { contract, side, leverage, multiplier } = request;
  const size = multiplier === undefined ? request.size : multiply(request.size, multiplier);
  const opened = { contract, side, entryPrice: request.entry, size };
  if ((leverage === undefined) === (request.margin === undefined)) {
    throw usage('Give either --leverage or --margin: one says what the other is.');
  }
  const initial = leverage === undefined ? request.margin : marginAtLeverage(opened, leverage);
  const margin = plus(initial ?? NOTHING, request.addedMargin ?? NOTHING);
  if (!isPositive(margin)) throw usage('No margin is left: --added-margin takes out all there is.');
  return { ...opened, margin };
}

async function tiersOf(request: LiquidationRequest, rule: LiquidationRule): Promise<MarginTiers> {
  const { marginTiers: file, maintenanceRate: rate } = request;
  if ((file === undefined) === (rate === undefined)) {
    throw usage(
      'Give either --margin-tiers FILE or --maintenance-rate: a liquidation price needs the maintenance rate.',
    );
  }
  if (file === undefined) {
    const only = { floor: NOTHING, cap: null, maxLeverage: null, deduction: request.maintenanceAmount ?? null };
    return marginTiers([{ ...only, rate: rate ?? NOTHING }], rule.deductions);
  }
  if (request.maintenanceAmount !== undefined) throw usage('--maintenance-amount goes with --maintenance-rate only.');
  const tiers = await tiersOfFile(file, request.symbol ?? null, rule.deductions);
  if (tiers.measure === 'value') return tiers;
  const { multiplier } = request;
  if (multiplier === undefined) {
    throw usage('This table counts contracts: give --multiplier, the size of one contract, and --size in contracts.');
  }
  const scaled = (bound: Rational | null): Rational | null => (bound === null ? null : multiply(bound, multiplier));
  const scale = (step: MarginTier): MarginTier => ({
    ...step,
    floor: multiply(step.floor, multiplier),
    cap: scaled(step.cap),
  });
  return { measure: 'size', steps: tiers.steps.map(scale) };
}

function warn(
  request: LiquidationRequest,
  rule: LiquidationRule,
  position: IsolatedPosition,
  tiers: MarginTiers,
  { terminal }: CliContext,
): void {
  if (rule.fee === null && request.feeRate !== undefined) {
    terminal.err(`zmart: ${request.rule} adds no fee to maintenance; --fee-rate is added all the same.\n`);
  }
  const measured = tiers.measure === 'size' ? position.size : valueAt(position, position.entryPrice);
  const most = tiers.steps[stepOf(tiers, measured) ?? -1]?.maxLeverage ?? null;
  if (most === null || request.leverage === undefined || compare(request.leverage, most) <= 0) return;
  terminal.err(`zmart: the table allows at most ${plain(most)}x at this size.\n`);
}

/** Up to eight decimals, without zeros at the end. */
const plain = (value: Rational): string => toDecimal(value, 8).replace(/\.?0+$/, '');

/** On the tick nearer to the entry, so that the danger is not shown too far away; else to eight decimals. */
function priceText(price: Rational, { side, tick }: Pick<LiquidationRequest, 'side' | 'tick'>): string {
  const rounding = side === 'long' ? 'up' : 'down';
  if (tick === undefined) return toDecimal(price, 8, rounding).replace(/\.?0+$/, '');
  const ticks = BigInt(toDecimal(divide(price, tick), 0, rounding));
  return plain(multiply(rational(ticks), tick));
}

const percentOf = (price: Rational, entry: Rational): string =>
  toDecimal(multiply(minus(divide(price, entry), ONE), rational(100n)), 4);

function jsonText(
  request: LiquidationRequest,
  rule: LiquidationRule,
  position: IsolatedPosition,
  result: Liquidation,
): string {
  const about = { rule: request.rule, source: rule.source, side: request.side, contract: request.contract };
  const terms = { entry: plain(request.entry), size: plain(position.size), margin: plain(position.margin) };
  return `${JSON.stringify({ ...about, ...terms, ...outcomeOf(request, result) }, null, 2)}\n`;
}

function outcomeOf(request: LiquidationRequest, result: Liquidation): object {
  if (result.kind !== 'at') return { kind: result.kind, price: null };
  return {
    kind: result.kind,
    price: priceText(result.price, request),
    distancePercent: percentOf(result.price, request.entry),
    tier: result.tier,
    maintenance: plain(result.maintenance),
    bankruptcyPrice: result.bankruptcyPrice === null ? null : plain(result.bankruptcyPrice),
  };
}

function plainText(
  request: LiquidationRequest,
  rule: LiquidationRule,
  position: IsolatedPosition,
  tiers: MarginTiers,
  result: Liquidation,
): string {
  const margin = ['Margin', plain(position.margin)] as const;
  const by = ['Rule', rule.title] as const;
  if (result.kind !== 'at') return `${SENTENCES[result.kind]}\n${pairs([margin, by])}`;
  const step = tiers.steps[result.tier - 1];
  const rate = step === undefined ? '' : plain(multiply(step.rate, rational(100n)));
  return pairs([
    ['Liquidation price', priceText(result.price, request)],
    ['Distance from entry', `${percentOf(result.price, request.entry)} %`],
    ['Bankruptcy price', result.bankruptcyPrice === null ? 'none' : plain(result.bankruptcyPrice)],
    margin,
    ['Maintenance and fee', plain(result.maintenance)],
    [
      'Tier',
      `${String(result.tier)} of ${String(tiers.steps.length)}, ${rate} %, less ${plain(step?.deduction ?? NOTHING)}`,
    ],
    by,
  ]);
}

const SENTENCES: Readonly<Record<Exclude<Liquidation['kind'], 'at'>, string>> = {
  never: 'No price above zero liquidates this position.',
  'at-once': 'The margin does not cover maintenance at the entry price: this position is liquidated at once.',
  'beyond-table':
    'The position, or its liquidation price, lies beyond the maintenance table: the rate there is not known.',
};
