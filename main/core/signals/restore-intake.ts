import { contractSymbol, signalId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { isTimeframe } from '#shared/domain/timeframe.ts';
import type { Throttle } from '../agents/throttle/throttle.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { Journal } from '../journal/journal.ts';
import type { Intake } from './intake.ts';

const TYPES = ['signal.received', 'signal.admitted'];
const PAGE = 1_000;

/**
 * Gives intake and throttle back what they knew before a restart: the signals of the last day, the places they took in
 * the caps, and the pause. Only records up to the journal's head count: a repeated replay stands over records of its own
 * future.
 */
export function restoreIntake(journal: Journal, intake: Intake, throttle: Throttle, now: number): void {
  const pause = journal.state.fact('throttle');
  if (pause?.data.paused === true) throttle.pause(pause.data.reason);
  for (const event of lastDay(journal, now)) {
    if (event.type === 'signal.received') {
      const { source, symbol, timeframe, direction, tsSource } =
        event.data as unknown as EventDataByType['signal.received'];
      if (!isTimeframe(timeframe)) continue;
      intake.remember({ source, symbol: contractSymbol(symbol), timeframe, direction, tsSource }, event.ts);
      continue;
    }
    const row = journal.state.signal(signalId(event.subject));
    if (row !== null) throttle.recall(row.symbol, row.source, event.ts);
  }
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
