import { denial } from '#shared/domain/denial.ts';
import { contractSymbol, signalId } from '#shared/domain/ids.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import { stageAfter } from '#shared/domain/signal.ts';
import { DAY } from '#shared/domain/time.ts';
import { isTimeframe } from '#shared/domain/timeframe.ts';
import type { SteadyTime } from '../agents/throttle/steady-time.ts';
import type { Throttle } from '../agents/throttle/throttle.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { SignalRow } from '../journal/rows.ts';
import type { Journal } from '../journal/journal.ts';
import type { Intake } from './intake.ts';
import { parseProposal } from './proposal.ts';
import type { SignalPath } from './signal-path.ts';

const TYPES = ['signal.received', 'signal.admitted'];
const PAGE = 1_000;

/**
 * Gives intake and throttle back what they knew before a restart: the signals of the last day, the places they took in
 * the caps, and the time by which the caps count. Only records up to the journal's head count: a repeated replay stands
 * over records of its own future.
 */
export function restoreIntake(
  journal: Journal,
  intake: Intake,
  throttle: Throttle,
  steady: SteadyTime,
  now: number,
): void {
  let last: { readonly at: number; readonly ts: number } | null = null;
  for (const event of lastDay(journal, now)) {
    if (event.type === 'signal.received') {
      const { source, symbol, timeframe, direction, tsSource } =
        event.data as unknown as EventDataByType['signal.received'];
      if (!isTimeframe(timeframe)) continue;
      intake.remember({ source, symbol: contractSymbol(symbol), timeframe, direction, tsSource }, event.ts);
      continue;
    }
    const row = journal.state.signal(signalId(event.subject));
    if (row === null) continue;
    const at = (event.data as unknown as EventDataByType['signal.admitted']).at ?? event.ts;
    throttle.recall(row.symbol, row.source, at);
    last = { at, ts: event.ts };
  }
  // Only the last: before it the two clocks may have gone apart.
  if (last !== null) steady.resumeFrom(last.at, last.ts);
}

/**
 * Takes back the signals that waited when the program ended; their wait goes on until the same moment. Those that were
 * being decided failed: what they had been granted is gone.
 */
export function restoreWaiting(journal: Journal, path: Pick<SignalPath, 'takeBack'>): void {
  for (const row of [...journal.state.signals()]) {
    if (!isOpenSignal(row.state)) continue;
    const records = journal.store.bySubject(row.id);
    const last = records.findLast(({ type }) => type.startsWith('signal.'));
    const received = records.find(({ type }) => type === 'signal.received');
    const proposal = parseProposal(received?.data);
    const { stage, until } = (last?.data ?? {}) as unknown as EventDataByType['signal.waiting'];
    if (last?.type === 'signal.waiting' && proposal.ok && (stage === 'throttle' || stage === 'conflict')) {
      path.takeBack(row.id, proposal.value, stage, until, sizeOf(records));
    } else journal.append({ type: 'signal.refused', subject: row.id, data: interrupted(row) });
  }
}

function interrupted({ stage }: SignalRow): EventDataByType['signal.refused'] {
  const { code, sentence, numbers } = denial('SIGNAL_INTERRUPTED', { stage });
  return { stage: stageAfter(stage), code, sentence, numbers, stageUs: [] };
}

/** What the agents' vote allowed of the size; all of it in journals from before they voted. */
function sizeOf(records: readonly JournalEvent[]): number {
  const evaluated = records.find(({ type }) => type === 'signal.evaluated');
  return (evaluated?.data as unknown as EventDataByType['signal.evaluated'] | undefined)?.size ?? 1;
}

/** Received and admitted signals of the last day, oldest first. */
function lastDay(journal: Journal, now: number): readonly JournalEvent[] {
  const from = now - DAY;
  const found: JournalEvent[] = [];
  let before = (journal.head?.seq ?? 0) + 1;
  for (;;) {
    const page = journal.store.query({ before, limit: PAGE, types: TYPES, subject: null, text: null });
    found.push(...page.filter((event) => event.ts >= from));
    const last = page.at(-1);
    if (last === undefined || page.length < PAGE || last.ts < from) return found.reverse();
    before = last.seq;
  }
}
