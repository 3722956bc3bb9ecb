import { DENIALS } from '#shared/domain/denial.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { ReliabilityOf } from '#shared/domain/reliability.ts';
import type { Score } from '#shared/domain/score.ts';
import { isTimeframe } from '#shared/domain/timeframe.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import { evaluate, type Evaluation } from '#core/agents/evaluation/evaluate.ts';
import { EVALUATION_DEFAULTS } from '#core/agents/evaluation/evaluation-settings.ts';
import { consensusRecomputes, recordedVotes, voteRecord } from '#core/agents/evaluation/vote-record.ts';
import { recomputes } from '#core/agents/explain/counterfactual.ts';
import { withInput } from '#core/agents/explain/decision-flips.ts';
import { inputHash, scoreAgain } from '#core/agents/scoring/score-inputs.ts';
import { explanationView } from '#core/api/views/explanation-view.ts';
import { refusalFlips, type RefusalSurroundings } from '#core/api/views/refusal-flips-view.ts';
import type { EventDataByType } from '#core/journal/event-types.ts';
import type { JournalEvent } from '#core/journal/event.ts';
import type { SignalRow } from '#core/journal/rows.ts';
import { CandleSeries } from '#core/market/candle-series.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';

/** A decision as it lies in the journal. */
export interface Decided {
  readonly row: SignalRow;
  readonly events: readonly JournalEvent[];
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
}

type DataOf<T extends keyof EventDataByType> = EventDataByType[T];

const eventOf = (events: readonly JournalEvent[], type: string): JournalEvent | null =>
  events.find((event) => event.type === type) ?? null;

const dataOf = <T extends keyof EventDataByType>(events: readonly JournalEvent[], type: T): DataOf<T> | null =>
  (eventOf(events, type)?.data as unknown as DataOf<T> | undefined) ?? null;

const CLOSE = 1e-9;

/** What is wrong with the score of a decision; null when it adds up and is computed again from its inputs. */
export function scoreProblem({ events }: Pick<Decided, 'events'>): string | null {
  const scored = dataOf(events, 'signal.scored');
  if (scored === null) return null;
  const score = scored.score as unknown as Score;
  const sum = score.contributions.reduce((total, { points }) => total + points, 0);
  if (!(Math.abs(sum - score.score) <= CLOSE)) return `contributions sum to ${String(sum)}, not ${String(score.score)}`;
  if (!recomputes(score)) return 'the evidence does not give the score again';
  const { inputs = '', inputHash: hash } = scored;
  if (hash !== inputHash(inputs, systemHasher)) return 'the hash is not that of the inputs';
  const again = canonicalJson(scoreAgain(inputs) as unknown as Json);
  return again === canonicalJson(score as unknown as Json) ? null : 'the inputs do not give the score again';
}

/** Cases beyond any prior: a rate that is this sure comes out of the shrinkage as it went in. */
const SURE = 1e15;

/** The decision of the agents, made anew by their own function from the record alone, with other contributions if told. */
function evaluatedAgain(events: readonly JournalEvent[], contributions?: Score['contributions']): Evaluation | null {
  const received = dataOf(events, 'signal.received');
  const scored = dataOf(events, 'signal.scored');
  const evaluated = eventOf(events, 'signal.evaluated');
  if (received === null || scored === null || evaluated === null || !isTimeframe(received.timeframe)) return null;
  const score = scored.score as unknown as Score;
  const votes = recordedVotes(evaluated.data as unknown as DataOf<'signal.evaluated'>);
  const reliability: ReliabilityOf = (who) => {
    const vote = votes.find(({ agent }) => who === `agent:${agent}`);
    return vote === undefined ? null : { n: SURE, rate: vote.reliability, lower: 0, upper: 1 };
  };
  const { symbol, timeframe, direction, strength, confidence } = received;
  return evaluate(
    { ...score, contributions: contributions ?? score.contributions },
    { symbol, timeframe, direction, strength, confidence },
    { now: evaluated.ts, reliability, settings: EVALUATION_DEFAULTS },
  );
}

/** What is wrong with the vote of a decision; null when its record gives it again to the last digit. */
export function voteProblem({ events }: Pick<Decided, 'events'>): string | null {
  const recorded = dataOf(events, 'signal.evaluated');
  if (recorded === null) return null;
  if (!consensusRecomputes(recorded)) return 'the votes do not give the consensus again';
  const again = evaluatedAgain(events);
  if (again === null) return 'there is a vote without a score';
  const same = canonicalJson(voteRecord(again, EVALUATION_DEFAULTS));
  return same === canonicalJson(recorded) ? null : 'the agents would vote differently on the record';
}

/** A change of one input that is said to turn the decision. */
export interface Claim {
  /** `technical/trend`. */
  readonly input: string;
  readonly to: number;
}

/** The changes that the explanation of a decision lists. */
export function claimsOf({ row, events, instruments }: Decided): readonly Claim[] {
  const instrument = instruments.get(row.symbol);
  if (instrument === undefined) return [];
  return explanationView(row, events, instrument, new CandleSeries(1).columns()).counterfactuals;
}

/** Why a claimed change does not turn the agents' decision when it is applied; null when it does. */
export function claimProblem({ events }: Pick<Decided, 'events'>, { input, to }: Claim): string | null {
  const scored = dataOf(events, 'signal.scored');
  const before = evaluatedAgain(events);
  const [agent = '', name = ''] = input.split('/');
  if (scored === null || before === null) return `${input} is claimed where nobody voted`;
  const { contributions } = scored.score as unknown as Score;
  const after = evaluatedAgain(events, withInput(contributions, agent, name, to));
  const turned = (after?.outcome === 'REJECTED') !== (before.outcome === 'REJECTED');
  const because = after?.refusal?.code ?? 'no refusal';
  return turned ? null : `${input} at ${String(to)} leaves it ${before.outcome}: ${because}`;
}

/** Why a signal that did not trade has not exactly one main reason; null when it has, or when it traded. */
export function reasonProblem({ row, events }: Pick<Decided, 'row' | 'events'>): string | null {
  const refusals = events.filter(({ type }) => type === 'signal.refused');
  const executed = events.filter(({ type }) => type === 'signal.executed').length;
  if (executed === 1) return refusals.length === 0 && row.code === null ? null : 'it traded and was refused';
  if (refusals.length !== 1 || executed !== 0) return `${String(refusals.length)} reasons`;
  const { code, sentence, stage } = refusals[0]?.data as unknown as DataOf<'signal.refused'>;
  if (!Object.hasOwn(DENIALS, code)) return `no such code: ${String(code)}`;
  if (sentence.trim() === '' || sentence.includes('{')) return `no sentence: ${sentence}`;
  if (row.code !== code) return `the table says ${String(row.code)}, the record ${code}`;
  return stage === undefined ? 'no stage' : null;
}

/** Why a refusal is told neither what would turn it nor that nothing does; null when it is told. */
export function turningProblem(decided: Decided, around: RefusalSurroundings): string | null {
  const { row, events } = decided;
  if (dataOf(events, 'signal.refused') === null) return null;
  const { flips, noFlip } = refusalFlips(row, events, around);
  const byScore = row.code === 'SCORE_BELOW_THRESHOLD' || row.code === 'EVALUATION_NO_CONSENSUS';
  if (byScore) return flips.length === 0 && noFlip === '' ? null : 'the score decided and something else is named';
  return flips.length > 0 !== (noFlip !== '') ? null : `${String(row.code)}: nothing is told`;
}
