import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { CellExplanation, CellView } from '#shared/contract/score.ts';
import { SCORING_AGENTS, type ScoringAgentName } from '#shared/domain/agent.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { sampleRandom, sampleWalk } from './sample-random.ts';

const SYMBOLS = 'XBT ETH SOL LINK UNI SUI XRP ADA AVAX DOGE'.split(' ').map((coin) => `${coin}USDTM`);

/** So many symbols, those beyond the first ten by number. */
function symbolsOf(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => SYMBOLS[index] ?? `S${String(index).padStart(3, '0')}USDTM`);
}
const TIMEFRAMES: readonly Timeframe[] = ['5m', '15m', '30m', '1h', '2h', '4h', '8h', '12h', '1d'];
/** Agents that have nothing to say in this sample. */
const SILENT: ReadonlySet<ScoringAgentName> = new Set(['onchain', 'liquidation', 'model']);
const STEP = 300_000;
const DAY_STEPS = 288;

const clamp = (value: number): number => Math.max(-100, Math.min(100, value));

const days = new Map<number, readonly number[]>();

/** A day of one series, one value per step; the last is now. */
function dayOf(seed: number): readonly number[] {
  const known = days.get(seed);
  if (known !== undefined) return known;
  const random = sampleRandom(seed * 7_919);
  const to = (random() * 2 - 1) * 95;
  const day = sampleWalk(seed, DAY_STEPS + 1, clamp(to + (random() - 0.5) * 90), to, 16).map(clamp);
  days.set(seed, day);
  return day;
}

/** Of the first symbols a walk; of the many others, which are only looked at together, two waves. */
function valueAt(seed: number, back: number, symbol: number): number {
  if (symbol < SYMBOLS.length) return dayOf(seed).at(-1 - back) ?? 0;
  return clamp(60 * Math.sin(seed * 12.99 + back / 37) + 45 * Math.sin(seed * 78.23 + back / 11));
}

const seedOf = (symbol: number, timeframe: number, agent: number): number => 1 + symbol * 131 + timeframe * 13 + agent;

/** What the agents think `back` steps ago: mostly the symbol's own mood, some of the timeframe's, some their own. */
function opinionsAt(symbol: number, timeframe: number, back: number) {
  const at = (seed: number): number => valueAt(seed, back, symbol);
  const shared = 0.55 * at(9_000 + symbol) + 0.2 * at(seedOf(symbol, timeframe, 0));
  return SCORING_AGENTS.map((agent, index) => {
    const silent = SILENT.has(agent) || (agent === 'sentiment' && symbol % 3 === 0);
    const value = clamp(shared + 0.35 * at(seedOf(symbol, timeframe, index + 1)));
    return { agent, opinion: silent ? null : value, confidence: silent ? null : 0.3 + 0.6 * Math.abs(value / 100) };
  });
}

/** The mean of what the agents say. */
function scoreAt(symbol: number, timeframe: number, back: number): number {
  const heard = opinionsAt(symbol, timeframe, back).flatMap(({ opinion }) => opinion ?? []);
  return heard.reduce((sum, opinion) => sum + opinion, 0) / heard.length;
}

const scoreDay = (symbol: number, timeframe: number): readonly number[] =>
  Array.from({ length: DAY_STEPS + 1 }, (_, step) => scoreAt(symbol, timeframe, DAY_STEPS - step));

function cellOf(name: string, symbol: number, timeframe: number, now: number): CellView {
  const on = TIMEFRAMES[timeframe] ?? '1h';
  const score = scoreAt(symbol, timeframe, 0);
  return {
    ...{ key: `${name}:${on}`, symbol: name, timeframe: on, status: symbol === 9 && timeframe < 2 ? 'stale' : 'ok' },
    ...{
      score,
      confidence: 0.3 + 0.55 * Math.abs(score / 100),
      completeness: 0.7,
      veto: symbol === 6 && timeframe === 8,
    },
    ...{ change1h: score - scoreAt(symbol, timeframe, 12), missing: null, asOf: now - 4_000 },
    opinions: opinionsAt(symbol, timeframe, 0),
  };
}

/** Ten symbols, or as many as are wanted, on nine timeframes. */
export const sampleCells = (now: number, count = SYMBOLS.length): CellView[] =>
  symbolsOf(count).flatMap((name, symbol) => TIMEFRAMES.map((_, timeframe) => cellOf(name, symbol, timeframe, now)));

const numberOf = (symbol: string): number => {
  const known = SYMBOLS.indexOf(symbol);
  return known >= 0 ? known : Number(symbol.slice(1, 4));
};

function explanationOf(cell: CellView, now: number): CellExplanation {
  const heard = cell.opinions.flatMap(({ agent, opinion, confidence }) =>
    opinion === null || confidence === null ? [] : [{ agent, opinion, confidence }],
  );
  const each = 1 / heard.length;
  const contributions = heard.map(({ agent, opinion, confidence }) => ({
    opinion: { ...{ status: 'ok' as const, agent, opinion, confidence }, evidence: [], veto: false, asOf: now - 4_000 },
    baseWeight: each,
    weight: each,
    points: opinion * each,
  }));
  const score = contributions.reduce((sum, { points }) => sum + points, 0);
  const day = scoreDay(numberOf(cell.symbol), TIMEFRAMES.indexOf(cell.timeframe));
  return {
    cell: { ...cell, score },
    score: {
      ...{ score, direction: Math.sign(score), strength: Math.abs(score), confidence: cell.confidence ?? 0 },
      ...{ completeness: 0.7, veto: false, contributions, asOf: now - 4_000 },
    },
    threshold: 50,
    counterfactuals: [],
    history: day.map((value, index) => ({ ts: now - (DAY_STEPS - index) * STEP, score: value })),
    sentence: 'The score is below the bar of 50.',
  };
}

/** The calls of the scores over the sample; nothing is scored in a fresh start. */
export function scoreCalls(now: number, fresh: boolean, count = SYMBOLS.length): Omit<Client['scores'], 'watch'> {
  const symbols = symbolsOf(count);
  const cells = fresh ? [] : sampleCells(now, count);
  const find = (symbol: string, timeframe: string): CellView => {
    const found = cells.find((cell) => cell.symbol === symbol && cell.timeframe === timeframe);
    if (found === undefined) throw new ORPCError('NOT_FOUND', { message: 'There is no score here' });
    return found;
  };
  const refuse = async (): Promise<never> => {
    throw new ORPCError('NOT_FOUND', { message: 'The sample host has none of these' });
  };
  return {
    matrix: async () => cells,
    explain: async ({ symbol, timeframe }) => explanationOf(find(symbol, timeframe), now),
    calculate: refuse,
    rankings: async () => [],
    features: async () => [],
    symbolScores: async ({ symbol, timeframe = '4h' }) => {
      const cell = find(symbol, timeframe);
      const [s, t] = [numberOf(symbol), TIMEFRAMES.indexOf(timeframe)];
      const series = [
        { agent: 'score' as const, opinion: cell.score, confidence: cell.confidence },
        ...cell.opinions,
      ].map(({ agent, opinion, confidence }, index) => {
        const past = sampleWalk(seedOf(s, t, index) + 5_000, 720, (opinion ?? 0) / -2, opinion ?? 0, 14).map(clamp);
        const place = past.filter((value) => value < (opinion ?? 0)).length / past.length;
        return {
          of: agent,
          ...{ now: opinion, confidence, reason: opinion === null ? 'no source of it is connected' : '' },
          ageMs: opinion === null ? null : 4_000 + index * 21_000,
          percentile: opinion === null ? null : { place, n: past.length },
          history: past.map((value, hour) => ({
            ts: now - (720 - hour) * 3_600_000,
            value: opinion === null ? null : value,
          })),
        };
      });
      return { symbol, timeframes: [{ timeframe, series }] };
    },
    past: async ({ at, symbol: asked }) => {
      const back = Math.max(0, Math.min(DAY_STEPS, Math.round((now - Number(at)) / STEP)));
      return {
        at: Number(at),
        cells: fresh
          ? []
          : symbols
              .filter((symbol) => asked === undefined || symbol === asked)
              .flatMap((symbol) =>
                TIMEFRAMES.map((timeframe, t) => {
                  const s = numberOf(symbol);
                  const score = scoreAt(s, t, back);
                  const opinions = opinionsAt(s, t, back).map(({ agent, opinion }) => ({ agent, opinion }));
                  return {
                    symbol,
                    timeframe,
                    score,
                    change1h: score - scoreAt(s, t, Math.min(DAY_STEPS, back + 12)),
                    opinions,
                  };
                }),
              ),
      };
    },
    times: async (asked) => {
      const timeframe: Timeframe = asked?.timeframe ?? '4h';
      const span = asked?.span ?? 'day';
      const stepMs = span === 'day' ? STEP : 12 * STEP;
      const steps = span === 'day' ? DAY_STEPS + 1 : 721;
      const from = Math.floor(now / stepMs) * stepMs - (steps - 1) * stepMs;
      const t = TIMEFRAMES.indexOf(timeframe);
      const score = (s: number, step: number): number | null => {
        // The feed was gone for half an hour, and the youngest symbols have no history before their listing.
        const gap = step > 120 && step < 127;
        const unlisted = s % 37 === 12 && step < steps / 3;
        const back = span === 'day' ? steps - 1 - step : (steps - 1 - step) % DAY_STEPS;
        const value = s < SYMBOLS.length ? scoreAt(s, t, back) : valueAt(seedOf(s, t, 0), back, s);
        return gap || unlisted ? null : Math.round(value * 10) / 10;
      };
      const rows = symbols.map((symbol, s) => ({
        symbol,
        scores: Array.from({ length: steps }, (_, step) => score(s, step)),
      }));
      return { timeframe, span, from, stepMs, steps, rows: fresh ? [] : rows };
    },
    day: async (asked) => {
      const timeframe: Timeframe = asked?.timeframe ?? '4h';
      const days = symbols.map((_, s) => scoreDay(s, TIMEFRAMES.indexOf(timeframe)));
      const count = (counts: (value: number) => boolean): number[] =>
        Array.from({ length: DAY_STEPS + 1 }, (_, step) => days.filter((day) => counts(day[step] ?? 0)).length);
      const known = count(() => !fresh).map((value, step) => (step > 120 && step < 126 ? 0 : value));
      const from = Math.floor(now / STEP) * STEP - DAY_STEPS * STEP;
      return { timeframe, from, stepMs: STEP, known, long: count((v) => v >= 20), short: count((v) => v <= -20) };
    },
  };
}
