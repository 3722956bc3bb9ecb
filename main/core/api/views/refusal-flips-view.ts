import type { CounterfactualView } from '#shared/contract/score.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import { HOUR } from '#shared/domain/time.ts';
import { numberFlip } from '../../agents/explain/number-flips.ts';
import { conflictFlip, throttleFlips, type Admitted, type ThrottleFlip } from '../../agents/explain/path-flips.ts';
import type { ThrottleLimits } from '../../agents/throttle/caps.ts';
import type { EventDataByType } from '../../journal/event-types.ts';
import type { JournalEvent } from '../../journal/event.ts';
import { newestFirst } from '../../journal/newest-first.ts';
import type { SignalRow } from '../../journal/rows.ts';
import type { JournalStore } from '../../ports/store.ts';
import { dataOf } from './way-view.ts';

type Refusal = EventDataByType['signal.refused'];
type Found = Pick<ExplanationDetails, 'flips' | 'noFlip'>;

/** What a refusal is looked up in. */
export interface RefusalSurroundings {
  readonly store: JournalStore;
  readonly limits: ThrottleLimits;
  readonly signal: (id: string) => SignalRow | null;
}

const none = (noFlip: string): Found => ({ flips: [], noFlip });

/** Refusals that the score's inputs turn; their changes are told with the explanation itself. */
const BY_SCORE = new Set(['SCORE_BELOW_THRESHOLD', 'EVALUATION_NO_CONSENSUS']);

/** What turns a refusal outside the score, each proven by a run, or why nothing does. */
export function refusalFlips(row: SignalRow, events: readonly JournalEvent[], around: RefusalSurroundings): Found {
  const refusal = dataOf(events, 'signal.refused');
  if (refusal === null || BY_SCORE.has(refusal.code)) return none('');
  const byNumber = fromNumber(refusal);
  if (byNumber !== null) return { flips: [byNumber], noFlip: '' };
  if (refusal.stage === 'throttle') return fromThrottle(row, events, refusal, around);
  if (refusal.stage === 'conflict') return fromConflict(refusal);
  return none(`No single number decided ${refusal.code}: ${refusal.sentence}`);
}

const spaced = (unit: string): string => (unit === '' || unit.startsWith('%') ? ` ${unit}`.trimEnd() : ` ${unit}`);

function fromNumber({ code, numbers }: Refusal): CounterfactualView | null {
  const flip = numberFlip(code, numbers);
  if (flip === null) return null;
  const { what, from, to, unit } = flip;
  const sentence = `It would have passed this check if ${what} had been ${String(to)}${spaced(unit)} instead of ${String(from)}${spaced(unit)}, everything else unchanged. Checks after it are not run again.`;
  return { input: what, from, to, unit, rerun: `${String(to)}${spaced(unit)} passes the check`, sentence };
}

function fromConflict({ numbers }: Refusal): Found {
  const rule = String(numbers['rule'] ?? '');
  const flip = conflictFlip(rule);
  if (flip === null) return none(`Rule ${rule} is not in the matrix any more, or does not refuse by itself.`);
  const running = String(numbers['running'] ?? 'what ran');
  const sentence = `It would have been cleared if nothing had run on the symbol (${running}), everything else unchanged.`;
  const rerun = `rule ${flip.rule}, ${flip.outcome}`;
  return {
    flips: [{ input: 'what runs on the symbol', from: 1, to: 0, unit: 'actions', rerun, sentence }],
    noFlip: '',
  };
}

const UNPROVEN =
  'The admissions on record do not give this refusal again: caps or clock have changed since, so nothing is claimed.';

function fromThrottle(
  { symbol, source, receivedAt }: SignalRow,
  events: readonly JournalEvent[],
  { code, sentence }: Refusal,
  { store, limits, signal }: RefusalSurroundings,
): Found {
  if (code === 'THROTTLE_PAUSED') return none(`No number decided it: ${sentence}`);
  const refused = events.find(({ type }) => type === 'signal.refused');
  const wall = refused?.ts ?? receivedAt;
  const before = admissionsBefore(store, refused?.seq ?? 0, wall, signal);
  const found = throttleFlips({ symbol, source, at: wall, wall, before, limits, code });
  if (found === null) return none(UNPROVEN);
  if (found.length === 0) return none('No cap within its hard limit would have admitted it.');
  return { flips: found.map(throttleView), noFlip: '' };
}

function throttleView({ kind, from, to, unit }: ThrottleFlip): CounterfactualView {
  const sentence =
    kind === 'cap'
      ? `The throttle would have admitted it with ${String(to)} ${unit} instead of ${String(from)}, everything else unchanged.`
      : `The throttle would have admitted it ${String(to)} ${unit}, everything else unchanged.`;
  return { input: kind === 'cap' ? 'cap' : 'moment', from, to, unit, rerun: 'admitted', sentence };
}

/** More than the hardest cap lets pass in an hour. */
const MOST_ADMITTED = 500;

/** What had been admitted in the hour before a record, oldest first. */
function admissionsBefore(
  store: JournalStore,
  seq: number,
  wall: number,
  signal: RefusalSurroundings['signal'],
): readonly Admitted[] {
  const found: Admitted[] = [];
  for (const { ts, subject } of newestFirst(store, ['signal.admitted'], { before: seq })) {
    if (ts <= wall - HOUR || found.length === MOST_ADMITTED) break;
    const row = signal(subject);
    if (row !== null) found.push({ symbol: row.symbol, source: row.source, at: ts });
  }
  return found.reverse();
}
