import type { SignalExplanation } from '#shared/contract/signal.ts';
import { STAGES, type Stage } from '#shared/domain/signal.ts';
import type { EventDataByType, EventType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';

type WayStage = SignalExplanation['way'][number];

/** The data of the first record of a type, typed. */
export function dataOf<T extends EventType>(events: readonly JournalEvent[], type: T): EventDataByType[T] | null {
  const event = events.find((candidate) => candidate.type === type);
  return event === undefined ? null : (event.data as unknown as EventDataByType[T]);
}

/** What each passed stage says of itself, from its own record; null when it left none. */
const PASSED: Readonly<Record<Stage, (events: readonly JournalEvent[]) => string | null>> = {
  intake: (events) => {
    const data = dataOf(events, 'signal.received');
    return data === null ? null : `${data.source}: ${data.reason}`;
  },
  throttle: (events) => {
    const data = dataOf(events, 'signal.admitted');
    if (data === null) return null;
    return `${String(data.symbolHour)} of ${String(data.symbolLimit)} for the symbol this hour, ${String(data.totalHour)} of ${String(data.totalLimit)} in all`;
  },
  scoring: (events) => {
    const data = dataOf(events, 'signal.scored');
    if (data === null) return null;
    const score = Number(data.score['score']) * data.side;
    const votes = dataOf(events, 'signal.evaluated');
    const agreed = votes === null ? '' : `; the agents agree to ${String(Math.round(votes.consensus * 1000) / 10)} %`;
    return `${score.toFixed(2)} for this side; ${String(data.threshold)} is needed${agreed}`;
  },
  conflict: (events) => {
    const data = dataOf(events, 'signal.cleared');
    return data === null ? null : `Rule ${data.rule}; running: ${data.running}`;
  },
  lock: (events) => {
    const data = dataOf(events, 'signal.locked');
    return data === null ? null : `${data.resource} with token ${String(data.token)}`;
  },
  risk: (events) => {
    const data = dataOf(events, 'signal.passed');
    return data === null
      ? null
      : `${String(data.checks)} of ${String(data.checks)} checks passed, ${String(data.lots)} contracts`;
  },
  execution: (events) => {
    const data = dataOf(events, 'signal.executed');
    return data === null ? null : `Order ${data.orderId.slice(-8)} of ${String(data.lots)} contracts sent`;
  },
  outcome: (events) => {
    const data = dataOf(events, 'signal.resolved');
    if (data === null) return null;
    const r = `${data.r < 0 ? '−' : '+'}${Math.abs(data.r).toFixed(2)} R after costs`;
    return data.real ? `${data.outcome}: ${r}` : `${data.outcome}: ${r} (not executed: what would have been)`;
  },
};

/** The eight stages as they were, from the records about a signal. */
export function wayOf(events: readonly JournalEvent[]): WayStage[] {
  const refusal = dataOf(events, 'signal.refused');
  const times = refusal?.stageUs ?? dataOf(events, 'signal.executed')?.stageUs ?? [];
  const measured = times.some((us) => us > 0);
  let open = true;
  return STAGES.map((stage, index): WayStage => {
    const us = measured && index < times.length ? (times[index] ?? null) : null;
    if (refusal?.stage === stage) {
      open = false;
      return { stage, status: 'stopped', sentence: refusal.sentence, us };
    }
    const sentence = PASSED[stage](events);
    if (sentence !== null && (open || stage === 'outcome')) return { stage, status: 'passed', sentence, us };
    if (!open || refusal !== null) return { stage, status: 'not-reached', sentence: 'Not reached', us: null };
    open = false;
    return {
      stage,
      status: 'in-work',
      sentence: stage === 'outcome' ? 'Awaiting target, stop or time-out' : 'In work',
      us: null,
    };
  });
}
