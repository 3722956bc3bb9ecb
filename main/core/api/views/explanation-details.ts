import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { ReliabilityOf } from '#shared/domain/reliability.ts';
import type { Contribution, Score } from '#shared/domain/score.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { EvaluationSettings } from '../../agents/evaluation/evaluation-settings.ts';
import { recordedVotes, type RecordedVote } from '../../agents/evaluation/vote-record.ts';
import { evidenceSource } from '../../agents/explain/evidence-source.ts';
import { sensitivity } from '../../agents/explain/sensitivity.ts';
import type { DecisionRecord } from '../../agents/explain/what-if.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import { canonicalRecord, type JournalEvent } from '../../journal/event.ts';
import type { SignalRow } from '../../journal/rows.ts';
import type { Hasher } from '../../ports/hasher.ts';
import type { TrackRecord } from '../../signals/track-record/track-record.ts';
import { dataOf } from './way-view.ts';

type Votes = NonNullable<ExplanationDetails['votes']>;
type VoteRow = Votes['rows'][number];

/** The agents' decision as recorded; null when no score was made. */
export function decisionRecord(row: SignalRow, events: readonly JournalEvent[]): DecisionRecord | null {
  const scored = dataOf(events, 'signal.scored');
  if (scored === null) return null;
  const { direction } = row;
  const score = scored.score as unknown as Score;
  return { score, direction, threshold: scored.threshold, votes: dataOf(events, 'signal.evaluated') };
}

/** Every agent's vote with its record so far, those without data last. */
export function explainedVotes(
  row: SignalRow,
  events: readonly JournalEvent[],
  track: Pick<TrackRecord, 'figures'> & { readonly reliability: ReliabilityOf },
): ExplanationDetails['votes'] {
  const decision = decisionRecord(row, events);
  if (decision === null || decision.votes === null) return null;
  const data: EventDataByType['signal.evaluated'] = decision.votes;
  const recorded = recordedVotes(data);
  const total = recorded.reduce((sum, { weight }) => sum + weight, 0);
  const shareOf = (weight: number): number => (total === 0 ? 0 : weight / total);
  const rows = decision.score.contributions.map((part): VoteRow => {
    const { agent } = part.opinion;
    const vote = recorded.find((one) => one.agent === agent);
    const { direction, timeframe } = row;
    const n = track.figures({ who: `agent:${agent}`, direction, timeframe })?.n ?? 0;
    const measured = track.reliability(`agent:${agent}`, direction, timeframe);
    const hits = measured === null ? null : { rate: measured.rate, lower: measured.lower, upper: measured.upper };
    return { agent, n, hits, ...voteOf(part, vote, shareOf) };
  });
  const spoken = (row: VoteRow): number => Number(row.vote === 'none');
  const of = (vote: RecordedVote['vote']): number =>
    shareOf(recorded.filter((one) => one.vote === vote).reduce((sum, { weight }) => sum + weight, 0));
  return {
    rows: rows.sort((a, b) => spoken(a) - spoken(b) || b.share - a.share),
    consensus: data.consensus,
    needed: data.cuts[4] ?? 0,
    shares: { approve: of('approve'), conditional: of('conditional'), reject: of('reject') },
    baseRate: track.reliability('agents', row.direction, row.timeframe)?.rate ?? null,
    baseCases: track.figures({ who: 'agents', direction: row.direction, timeframe: row.timeframe })?.n ?? 0,
  };
}

function voteOf(
  part: Contribution,
  vote: RecordedVote | undefined,
  shareOf: (weight: number) => number,
): Omit<VoteRow, 'agent' | 'n' | 'hits'> {
  const { opinion } = part;
  if (opinion.status !== 'ok' || vote === undefined) {
    const reason = opinion.status === 'ok' ? 'its vote is not on record' : opinion.reason;
    return { vote: 'none', side: null, confidence: null, share: 0, reason, countedAs: null };
  }
  const { side, confidence, reliability, weight } = vote;
  const reason = weight > 0 ? '' : weightless(part, vote);
  return { vote: vote.vote, side, confidence, share: shareOf(weight), reason, countedAs: reliability };
}

/** Why a vote weighs nothing: the first of its factors that is 0. */
function weightless({ baseWeight }: Contribution, { reliability }: RecordedVote): string {
  if (baseWeight === 0) return 'its base weight is set to 0';
  if (reliability === 0) return 'it was never right';
  return 'what it judged by was older than its limit';
}

/** Every input as it was read. @param simulated whether prices are made up. */
export function explainedEvidence(
  { receivedAt, timeframe }: SignalRow,
  score: Score | null,
  settings: EvaluationSettings,
  simulated: boolean,
): ExplanationDetails['evidence'] {
  return (score?.contributions ?? []).flatMap(({ opinion }) => {
    if (opinion.status !== 'ok') return [];
    const { agent } = opinion;
    return opinion.evidence.map((one) => {
      const { source, kind, limitMs } = evidenceSource(agent, one, timeframe, settings);
      return {
        key: `${agent}/${one.name}`,
        agent,
        name: one.name,
        measured: one.measured,
        input: one.input,
        source,
        kind: kind === 'measured' && simulated ? ('simulated' as const) : kind,
        ageMs: Math.max(0, receivedAt - one.asOf),
        limitMs,
      };
    });
  });
}

/** Whether every record's hash follows from its content and the hash before it. */
export function chainOf(events: readonly JournalEvent[], hasher: Hasher): ExplanationDetails['chain'] {
  const broken = events.find(({ seq, ts, type, subject, data, prevHash, hash }) => {
    const text = canonicalRecord(seq, ts, type, subject, canonicalJson(data));
    return hasher.sha256(prevHash + text) !== hash;
  });
  return { holds: broken === undefined, brokenAt: broken?.seq ?? null };
}

/** What the decision hangs on; null when no agent had data. */
export function sensitivityOf(decision: DecisionRecord | null): ExplanationDetails['sensitivity'] {
  const found = decision === null ? null : sensitivity(decision);
  if (decision === null || found === null) return null;
  return { ...found, curve: [...found.curve], weights: [...found.weights], threshold: decision.threshold };
}
