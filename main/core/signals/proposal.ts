import { contractSymbol, type ContractSymbol } from '#shared/domain/ids.ts';
import type { Ticks } from '#shared/domain/instrument.ts';
import type { Direction } from '#shared/domain/signal.ts';
import { isTimeframe, type Timeframe } from '#shared/domain/timeframe.ts';
import { compareClaims, type Claim } from '../agents/conflict/resolver.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';

/** A signal as a source proposes it. Prices in whole ticks of the contract; strength and confidence are the source's own. */
export interface SignalProposal {
  readonly source: string;
  readonly symbol: ContractSymbol;
  readonly timeframe: Timeframe;
  readonly direction: Direction;
  /** 0…1. */
  readonly strength: number;
  /** 0…1. */
  readonly confidence: number;
  readonly priceTicks: Ticks;
  readonly stopTicks: Ticks;
  readonly targetTicks: Ticks;
  /** When what it reports became true, ms. */
  readonly tsSource: number;
  readonly expiresAt: number;
  /** One clause for a person: `close above the highest high of 20 candles`. */
  readonly reason: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a proposal from outside. The error is one clause that names the field and what is wrong with it. */
export function parseProposal(input: unknown): Result<SignalProposal, string> {
  if (typeof input !== 'object' || input === null) return err('it is not an object');
  const fields = input as Fields;
  const problem = firstProblem(fields);
  if (problem !== null) return err(problem);
  return ok({
    source: fields['source'] as string,
    symbol: contractSymbol(fields['symbol'] as string),
    timeframe: fields['timeframe'] as Timeframe,
    direction: fields['direction'] as Direction,
    // Of a minus zero, which JSON does not know, this makes a zero.
    strength: (fields['strength'] as number) + 0,
    confidence: (fields['confidence'] as number) + 0,
    priceTicks: fields['priceTicks'] as Ticks,
    stopTicks: fields['stopTicks'] as Ticks,
    targetTicks: fields['targetTicks'] as Ticks,
    tsSource: fields['tsSource'] as number,
    expiresAt: fields['expiresAt'] as number,
    reason: fields['reason'] as string,
  });
}

function firstProblem(fields: Fields): string | null {
  const { source, symbol, timeframe, direction, reason } = fields as Record<string, unknown>;
  if (typeof source !== 'string' || !/^[a-z][a-z0-9-]{0,31}$/.test(source))
    return 'source must be a short lower-case name';
  if (typeof symbol !== 'string' || !/^[A-Z0-9]{4,32}$/.test(symbol))
    return 'symbol must be a contract such as XBTUSDTM';
  if (typeof timeframe !== 'string' || !isTimeframe(timeframe)) return 'timeframe is not one of those known';
  if (direction !== 1 && direction !== -1) return 'direction must be 1 or -1';
  if (typeof reason !== 'string' || reason.length > 200) return 'reason must be text of at most 200 characters';
  return numberProblem(fields) ?? priceProblem(fields, direction);
}

function numberProblem(fields: Fields): string | null {
  for (const name of ['strength', 'confidence']) {
    const value = fields[name];
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) return `${name} must lie between 0 and 1`;
  }
  for (const name of ['priceTicks', 'stopTicks', 'targetTicks', 'tsSource', 'expiresAt']) {
    const value = fields[name];
    if (typeof value !== 'number' || !Number.isSafeInteger(value) || value <= 0)
      return `${name} must be a whole number above 0`;
  }
  return null;
}

function priceProblem(fields: Fields, direction: number): string | null {
  const price = fields['priceTicks'] as number;
  if ((price - (fields['stopTicks'] as number)) * direction <= 0)
    return 'stopTicks must lie on the losing side of priceTicks';
  if (((fields['targetTicks'] as number) - price) * direction <= 0)
    return 'targetTicks must lie on the winning side of priceTicks';
  return (fields['expiresAt'] as number) > (fields['tsSource'] as number) ? null : 'expiresAt must come after tsSource';
}

/** A signal's place among claims: after risk, a person's orders and stops, before optimisation. */
const SIGNAL_PRIORITY = 3;

/** Everything that tells two proposals apart is in the id: claims that compare equal are equal. */
const claimOf = (proposal: SignalProposal): Claim => ({
  id: [
    ...[proposal.symbol, proposal.timeframe, proposal.source, proposal.direction, proposal.priceTicks],
    ...[proposal.stopTicks, proposal.targetTicks, proposal.strength, proposal.expiresAt, proposal.reason],
  ].join('|'),
  priority: SIGNAL_PRIORITY,
  confidence: proposal.confidence,
  since: proposal.tsSource,
});

/** The order in which proposals of one moment are decided; the order of arrival plays no part. */
export const compareProposals = (a: SignalProposal, b: SignalProposal): number => compareClaims(claimOf(a), claimOf(b));
