import type { Opinion } from '#shared/domain/agent.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { Missing } from './sentiment-agent.ts';
import { freshness, opinionOfParts, type PartReading } from './weighted-parts.ts';

export interface FlowInput {
  readonly known: true;
  /** What exchange wallets gained in 24 hours, tokens: + inflow. */
  readonly net: number;
  /** The median of its absolute value over the days before. */
  readonly usual: number;
  /** Days of history behind {@link usual}. */
  readonly days: number;
  readonly asOf: number;
}

export interface TransfersInput {
  readonly known: true;
  /** Mean of the last 24 hours, tokens an hour. */
  readonly rate: number;
  /** Median of the 30 days before them. */
  readonly usual: number;
  readonly days: number;
  readonly asOf: number;
}

export interface GasInput {
  readonly known: true;
  readonly gwei: number;
  /** Share of its last 30 days that was lower, ties half, 0…1. */
  readonly percentile: number;
  readonly days: number;
  readonly asOf: number;
}

export interface OnchainInputs {
  readonly flow: FlowInput | Missing;
  readonly transfers: TransfersInput | Missing;
  readonly gas: GasInput | Missing;
}

const SHARES = { flow: 6_000, transfers: 3_000, gas: 1_000 } as const;
/** A flow of so many usual ones is as strong as they get. */
const FULL_FLOW = 3;
const FULL_DAYS = 30;
const MOST_TRUST = { flow: 0.7, transfers: 0.4, gas: 0.3 } as const;
const HALF_LIFE_MS = 6 * HOUR;
const OLD_MS = 12 * HOUR;

const short = (value: number): string => {
  const size = Math.abs(value);
  const sign = value < 0 ? '−' : '+';
  if (size >= 1e9) return `${sign}${(size / 1e9).toFixed(2)} bn`;
  if (size >= 1e6) return `${sign}${(size / 1e6).toFixed(2)} m`;
  return size >= 1e3 ? `${sign}${(size / 1e3).toFixed(2)} k` : `${sign}${size.toFixed(2)}`;
};

/** Trust falls with age and with a short history. */
const trust = (most: number, at: number, { asOf, days }: { readonly asOf: number; readonly days: number }): number =>
  most * freshness(at - asOf, HALF_LIFE_MS) * Math.min(1, days / FULL_DAYS);

function tooOld(what: string, asOf: number, at: number): PartReading | null {
  const age = at - asOf;
  return age > OLD_MS ? { state: 'stale', reason: `${what} is ${String(Math.round(age / HOUR))} h old` } : null;
}

/** Coins that move to exchanges can be sold there: inflow is bearish. */
function flowReading(input: FlowInput | Missing, at: number): PartReading {
  if (!input.known) return input;
  const { net, usual, asOf } = input;
  if (!(usual > 0))
    return { state: 'no-data', reason: 'the exchange wallets have not moved: there is nothing to measure by' };
  return (
    tooOld('the flow of exchange wallets', asOf, at) ?? {
      state: 'ok',
      value: -net / (usual * FULL_FLOW) + 0,
      quality: trust(MOST_TRUST.flow, at, input),
      measured: `${short(net)} in 24 h, usual ${short(usual).slice(1)}`,
      asOf,
    }
  );
}

/** More use than usual is read as demand: ln(rate ÷ usual) ÷ ln 2, so that twice the usual is as strong as it gets. */
function transfersReading(input: TransfersInput | Missing, at: number): PartReading {
  if (!input.known) return input;
  const { rate, usual, asOf } = input;
  if (!(usual > 0 && rate > 0))
    return { state: 'no-data', reason: 'the token was not transferred: there is nothing to measure by' };
  return (
    tooOld('the transfer volume', asOf, at) ?? {
      state: 'ok',
      value: Math.log(rate / usual) / Math.LN2,
      quality: trust(MOST_TRUST.transfers, at, input),
      measured: `${((rate / usual) * 100).toFixed(0)} % of the usual volume`,
      asOf,
    }
  );
}

/** Dear gas is demand for the chain: 2p − 1 of its percentile p. */
function gasReading(input: GasInput | Missing, at: number): PartReading {
  if (!input.known) return input;
  const { gwei, percentile, asOf } = input;
  return (
    tooOld('the gas price', asOf, at) ?? {
      state: 'ok',
      value: 2 * percentile - 1,
      quality: trust(MOST_TRUST.gas, at, input),
      measured: `${gwei.toFixed(1)} gwei, above ${(percentile * 100).toFixed(0)} % of 30 d`,
      asOf,
    }
  );
}

/** Days of history before a median or percentile is taken from it. */
export const ONCHAIN_MIN_DAYS = 7;
export const ONCHAIN_HISTORY_MS = FULL_DAYS * DAY;

/**
 * What a chain says of a coin at a moment. Gas is of the whole chain, so it speaks only beside something of the coin itself.
 * How each input is read is an assumption; the agent's measured record says whether it holds.
 */
export function onchainOpinion({ flow, transfers, gas }: OnchainInputs, at: number): Opinion {
  const own = [
    { name: 'exchange flow', share: SHARES.flow, reading: flowReading(flow, at) },
    { name: 'transfer volume', share: SHARES.transfers, reading: transfersReading(transfers, at) },
  ];
  if (own.every(({ reading }) => reading.state !== 'ok')) return opinionOfParts('onchain', own);
  return opinionOfParts('onchain', [...own, { name: 'gas', share: SHARES.gas, reading: gasReading(gas, at) }]);
}
