import { denial, type Denial } from '#shared/domain/denial.ts';
import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { timeframeMs, type Timeframe } from '#shared/domain/timeframe.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { parseProposal, type SignalProposal } from '../proposal.ts';

/** What turns the words of a source outside into a proposal. */
export interface OutsideContext {
  /** The contracts and timeframes that are scored: on others no agent could say anything. */
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly symbols: readonly ContractSymbol[];
  readonly timeframes: readonly Timeframe[];
  readonly source: string;
  /** 0…1: the source's confidence is multiplied by it. */
  readonly weight: number;
  /** When the signal is taken to have come about if it does not say, ms. */
  readonly now: number;
}

type Fields = Readonly<Record<string, unknown>>;

const invalid = (problem: string): Result<never, Denial> => err(denial('SIGNAL_INVALID', { problem }));

/**
 * Reads a signal as a source outside tells it: prices in quote units as `price`, `stop` and `target`, the rest as in a
 * proposal. `tsSource` is now and `expiresAt` one candle later unless told.
 */
export function outsideProposal(input: unknown, context: OutsideContext): Result<SignalProposal, Denial> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) return invalid('it is not an object');
  const fields = input as Fields;
  const { symbol } = fields;
  const timeframe = context.timeframes.find((scored) => scored === fields['timeframe']);
  if (typeof symbol !== 'string' || !/^[A-Z0-9]{4,32}$/.test(symbol))
    return invalid('symbol must be a contract such as XBTUSDTM');
  const contract = contractSymbol(symbol);
  const instrument = context.symbols.includes(contract) ? context.instruments.get(contract) : undefined;
  if (instrument === undefined) return err(denial('SIGNAL_UNKNOWN_SYMBOL', { symbol }));
  if (timeframe === undefined) return invalid(`timeframe must be one that is scored: ${context.timeframes.join(', ')}`);
  const ticks = ticksOf(fields, instrument);
  if (typeof ticks === 'string') return invalid(ticks);
  const proposal = parseProposal({ ...completed(fields, timeframe, context), ...ticks });
  if (!proposal.ok) return invalid(proposal.error);
  const early = proposal.value.tsSource > context.now + MOST_AHEAD_MS;
  return early ? invalid('tsSource lies in the future') : ok(proposal.value);
}

/** Clocks of others may be this far ahead. */
const MOST_AHEAD_MS = 60_000;

/** The three prices in ticks, or what is wrong with one. */
function ticksOf(fields: Fields, instrument: Instrument): Fields | string {
  const ticks: Record<string, number> = {};
  for (const name of ['price', 'stop', 'target']) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) return `${name} must be a price above 0`;
    ticks[`${name}Ticks`] = toTicks(instrument, value);
  }
  return ticks;
}

/** The fields with what was left out, and the confidence as far as the source is trusted. */
function completed(fields: Fields, timeframe: Timeframe, { source, weight, now }: OutsideContext): Fields {
  const { confidence, tsSource = now, expiresAt, reason = `told by ${source}` } = fields;
  return {
    ...fields,
    source,
    confidence: typeof confidence === 'number' ? confidence * weight : confidence,
    tsSource,
    expiresAt: expiresAt ?? Number(tsSource) + timeframeMs(timeframe),
    reason,
  };
}
