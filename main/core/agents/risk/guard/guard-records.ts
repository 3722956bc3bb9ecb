import { absolute, formatMoney, parseMoney, type Money } from '#shared/domain/money.ts';
import type { EquityLoss, EquityMeasure } from '../breakers/equity-stop.ts';
import type { RecordedBreaker } from '../breakers/breaker.ts';
import type { GuardEventData, GuardEventType } from '../../../journal/guard-event-types.ts';
import type { EventDataByType } from '../../../journal/event-types.ts';
import type { Journal } from '../../../journal/journal.ts';
import { GUARD_FACTS } from '../../../journal/projections/guard.ts';
import type { JournalState } from '../../../journal/fold.ts';

/** What the facts of the journal say of the guard at a start. */
export interface RecordedGuard {
  readonly breakers: ReadonlyMap<string, RecordedBreaker>;
  readonly locks: readonly { readonly data: GuardEventData['protection.locked']; readonly at: number }[];
  readonly settings: readonly GuardEventData['protection.configured'][];
  readonly reference: { readonly data: GuardEventData['equity.reference']; readonly at: number } | null;
}

interface Kept {
  readonly type: GuardEventType;
  readonly data: unknown;
}

/** Reads the guard's facts. */
export function recordedGuard(state: Pick<JournalState, 'rows'>): RecordedGuard {
  const breakers = new Map<string, RecordedBreaker>();
  const locks: RecordedGuard['locks'][number][] = [];
  const settings: GuardEventData['protection.configured'][] = [];
  let reference: RecordedGuard['reference'] = null;
  for (const [key, row] of state.rows('facts')) {
    const name = String(key);
    const kept = (): Kept => JSON.parse(String(row['value'])) as Kept;
    const at = Number(row['updated_at']);
    if (name === GUARD_FACTS.reference) reference = { data: kept().data as GuardEventData['equity.reference'], at };
    else if (name.startsWith(GUARD_FACTS.breaker)) {
      breakers.set(name.slice(GUARD_FACTS.breaker.length), recordedBreaker(kept(), at));
    } else if (name.startsWith(GUARD_FACTS.lock)) {
      const { type, data } = kept();
      if (type === 'protection.locked') locks.push({ data: data as GuardEventData['protection.locked'], at });
    } else if (name.startsWith(GUARD_FACTS.setting)) {
      settings.push(kept().data as GuardEventData['protection.configured']);
    }
  }
  return { breakers, locks, settings, reference };
}

/** Samples of the equity read back at most: more than a day of them, and every day begins with a reference. */
const SAMPLES_BACK = 3_000;

/** The samples recorded after `at`, oldest first. */
export function samplesAfter(
  store: Pick<Journal['store'], 'query'>,
  at: number,
): readonly { readonly at: number; readonly equity: Money }[] {
  const page = { before: null, limit: SAMPLES_BACK, types: ['equity.sampled'], subject: null, text: null };
  return [...store.query(page)]
    .filter(({ ts }) => ts > at)
    .sort((a, b) => a.seq - b.seq)
    .map(({ ts, data }) => ({
      at: ts,
      equity: parseMoney((data as unknown as EventDataByType['equity.sampled']).equity),
    }));
}

function recordedBreaker({ type, data }: Kept, at: number): RecordedBreaker {
  if (type !== 'breaker.opened') {
    const left = { level: 'green', until: null, sentence: '', code: '', numbers: {} } as const;
    return { type: type === 'breaker.half-open' ? type : 'breaker.closed', ...left, at };
  }
  const { level, until, sentence, code, numbers } = data as GuardEventData['breaker.opened'];
  return { type, level, until, sentence, code, numbers, at };
}

const FROM: Readonly<Record<EquityMeasure, string>> = {
  'day-loss': 'the start of the day',
  'week-loss': 'the start of the week',
  drawdown: 'its peak',
};

const percent = (ppm: bigint): number => Math.round(Number(ppm) / 100) / 100;

/** A loss in words, without a full stop, and its figures. */
export function lossSentence(measure: EquityMeasure, { lossPpm, equity, reference }: EquityLoss): string {
  return `equity is ${String(percent(lossPpm))} % below ${FROM[measure]} (${amount(equity)} of ${amount(reference)} USDT)`;
}

export const lossNumbers = ({ lossPpm, equity, reference }: EquityLoss): Record<string, number | string> => ({
  lossPercent: percent(lossPpm),
  equity: formatMoney(equity),
  reference: formatMoney(reference),
});

/** To the cent, for a sentence. */
const amount = (value: Money): string => {
  const cents = absolute(value) / 1_000_000n;
  return `${value < 0n ? '−' : ''}${String(cents / 100n)}.${String(cents % 100n).padStart(2, '0')}`;
};
