import type { WhyNotView } from '#shared/contract/signal.ts';
import { resource, type ContractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import type { SignalRow } from '../journal/rows.ts';
import { SIGNAL_SOURCES } from '../signals/sources.ts';
import type { TradingCore } from '../trading-core.ts';
import { signalView } from './views/signal-views.ts';

/** How far back a signal says something about now. */
const LATELY_MS = DAY;

type Answer = Pick<WhyNotView, 'kind' | 'sentence'> & Partial<Pick<WhyNotView, 'at' | 'code' | 'signalId'>>;
/** The latest signals, newest first; read once however many symbols are asked about. */
type Latest = () => readonly SignalRow[];
type Question = (core: TradingCore, symbol: ContractSymbol, latest: Latest) => Answer | null;

const notListed: Question = ({ parts }, symbol) =>
  parts.config.symbols.includes(symbol)
    ? null
    : { kind: 'not-listed', sentence: `${symbol} is not on the list of symbols to trade.` };

const halted: Question = ({ tradingState: { state, cause, since } }) => {
  if (state === 'ACTIVE') return null;
  const what = state === 'HALTED' ? 'Trading is halted' : 'Only reductions are allowed now';
  return { kind: 'halted', sentence: `${what}: ${cause}.`, at: since === 0 ? null : since };
};

const paused: Question = ({ throttle, throttleDesk }) =>
  throttle.paused === null
    ? null
    : { kind: 'paused', sentence: `Signal intake is paused: ${throttle.paused}.`, at: throttleDesk.pauseState.since };

/** A pause of the symbol or of everything; those of single sources and agents show at their signals. */
const pausedHere: Question = ({ pauses }, symbol) => {
  const refusal = pauses.pauseFor({ symbol, direction: 1, source: '' });
  return refusal === null ? null : { kind: 'paused', sentence: refusal.sentence, code: refusal.code };
};

/** The sources that a person switched off. */
const sourcesOff = ({ settings }: TradingCore): readonly string[] =>
  SIGNAL_SOURCES.map(({ name }) => name).filter((name) => !settings.inForce.source(name).enabled);

const switchedOff: Question = (core) => {
  if (sourcesOff(core).length < SIGNAL_SOURCES.length) return null;
  const { version } = core.settings;
  const sentence = `Every signal source of the program is switched off by the settings (version ${String(version)}).`;
  return { kind: 'paused', sentence };
};

const frozen: Question = ({ desk, reconciler }, symbol) => {
  const permission = reconciler?.mayEnter(symbol) ?? { ok: true as const };
  if (!permission.ok) return { kind: 'frozen', sentence: permission.sentence };
  if (!desk.frozenSymbols().has(symbol)) return null;
  return { kind: 'frozen', sentence: `${symbol} is frozen until the state of an order is proven.` };
};

const held: Question = ({ parts }, symbol) => {
  const position = parts.journal.state.position(symbol);
  if (position === null || position.lots === 0) return null;
  const side = position.lots > 0 ? 'long' : 'short';
  const sentence = `A ${side} of ${String(Math.abs(position.lots))} contracts is held; there is one position per symbol.`;
  return { kind: 'held', sentence, at: position.openedAt, signalId: position.signalId };
};

const locked: Question = ({ locks }, symbol) => {
  const refusal = locks.heldBy(resource.symbol(symbol));
  return refusal === null ? null : { kind: 'locked', sentence: refusal.sentence, code: refusal.code };
};

const noPrice: Question = (core, symbol) =>
  core.dataAge(symbol) === null ? { kind: 'no-price', sentence: `There is no price of ${symbol} yet.` } : null;

const waiting: Question = ({ path }, symbol) => {
  const one = path.waiting().find(({ signal }) => signal.symbol === symbol);
  if (one === undefined) return null;
  const what = one.at === 'throttle' ? 'a place under the caps' : 'a conflicting action to end';
  const sentence = `A signal of ${one.signal.source} waits for ${what}, ${String(Math.ceil(one.endsInMs / 1000))} s at most.`;
  return { kind: 'waiting', sentence, signalId: one.id };
};

const lastSignal: Question = ({ parts }, symbol, latest) => {
  const row = latestOf(latest(), symbol);
  if (row === null) return null;
  const about = { at: row.receivedAt, code: row.code, signalId: row.id };
  const { sentence } = signalView(row, parts.instruments.get(symbol));
  if (row.code !== null) {
    const kind = row.code === 'THROTTLE_PAUSED' ? ('paused' as const) : ('refused' as const);
    return { kind, sentence: `The last signal (${row.source}, ${row.timeframe}) was refused: ${sentence}`, ...about };
  }
  if (row.orderId !== null) return { kind: 'traded', sentence: `It traded: ${sentence}`, ...about };
  return { kind: 'in-work', sentence: `A signal of ${row.source} is being decided: ${sentence}`, ...about };
};

const noSignal: Question = (core, symbol) => {
  const { scores, parts } = core;
  const { signalTimeframes } = parts.config;
  const missing = signalTimeframes.filter((timeframe) => scores.closed(symbol, timeframe).missing > 0);
  if (missing.length === signalTimeframes.length) {
    return { kind: 'warming-up', sentence: `No source can look yet: candles are missing on ${missing.join(', ')}.` };
  }
  const hours = String(LATELY_MS / HOUR);
  const off = sourcesOff(core);
  const without = off.length === 0 ? '' : ` Switched off by the settings: ${off.join(', ')}.`;
  const sentence = `No source saw its pattern on ${symbol} in the last ${hours} h (${signalTimeframes.join(', ')}).`;
  return { kind: 'no-signal', sentence: sentence + without };
};

/** In the order in which they are asked: what stands in the way of everything first, then the last signal. */
const QUESTIONS: readonly Question[] = [
  notListed,
  halted,
  paused,
  pausedHere,
  switchedOff,
  frozen,
  locked,
  noPrice,
  held,
  waiting,
  lastSignal,
  noSignal,
];

/** Why a symbol does not trade, in one sentence. */
export const whyNot = (core: TradingCore, symbol: ContractSymbol): WhyNotView =>
  answerOf(core, symbol, latestSignals(core));

/** Why each of the symbols to trade does not, in their order. */
export function whyNotAll(core: TradingCore): WhyNotView[] {
  const latest = latestSignals(core);
  return core.parts.config.symbols.map((symbol) => answerOf(core, symbol, latest));
}

/** Signals of late are in memory; the disk is not asked while others trade. */
function latestSignals({ parts }: TradingCore): Latest {
  let rows: readonly SignalRow[] | null = null;
  const read = (): readonly SignalRow[] => {
    const from = parts.clock.now() - LATELY_MS;
    const lately = [...parts.journal.state.signals()].filter(({ receivedAt }) => receivedAt > from);
    return lately.sort((a, b) => b.receivedAt - a.receivedAt || (a.id < b.id ? 1 : -1));
  };
  return () => (rows ??= read());
}

function answerOf(core: TradingCore, symbol: ContractSymbol, latest: Latest): WhyNotView {
  const now = core.parts.clock.now();
  for (const question of QUESTIONS) {
    const answer = question(core, symbol, latest);
    if (answer !== null) return { symbol, asOf: now, at: null, code: null, signalId: null, ...answer };
  }
  throw new Error('The last question always has an answer');
}

/** The latest signal of a symbol that says more than that it was told twice; null when there was none lately. */
function latestOf(rows: readonly SignalRow[], symbol: ContractSymbol): SignalRow | null {
  const mine = rows.filter((row) => row.symbol === symbol);
  return mine.find(({ code }) => code !== 'SIGNAL_DUPLICATE') ?? mine[0] ?? null;
}
