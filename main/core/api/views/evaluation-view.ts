import type { EvaluationView } from '#shared/contract/signal-management.ts';
import type { Score } from '#shared/domain/score.ts';
import { consensusRecomputes, recordedVotes } from '../../agents/evaluation/vote-record.ts';
import { WEIGHT_STEPS } from '../../agents/evaluation/votes.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { dataOf } from './way-view.ts';

/** How the agents voted, from the records about a signal; null when it was not voted on. */
export function evaluationView(events: readonly JournalEvent[]): EvaluationView | null {
  const evaluated = dataOf(events, 'signal.evaluated');
  const record = events.find(({ type }) => type === 'signal.evaluated');
  const scored = dataOf(events, 'signal.scored');
  if (evaluated === null || record === undefined || scored === null) return null;
  const { contributions } = scored.score as unknown as Score;
  const votes = recordedVotes(evaluated);
  const total = votes.reduce((sum, { weight }) => sum + weight, 0);
  const { outcome, consensus, quorum, cautious, size } = evaluated;
  return {
    ...{ key: record.subject, outcome, at: record.ts, consensus, quorum, cautious, size },
    votes: votes.map((vote) => ({
      ...vote,
      base: contributions.find(({ opinion }) => opinion.agent === vote.agent)?.baseWeight ?? 0,
      weight: vote.weight / WEIGHT_STEPS,
      share: total === 0 ? 0 : vote.weight / total,
    })),
    abstained: contributions.flatMap(({ opinion }) =>
      opinion.status === 'ok' ? [] : [{ agent: opinion.agent, reason: opinion.reason }],
    ),
    recomputed: consensusRecomputes(evaluated),
  };
}
