import type { BreakerView } from '#shared/contract/protections.ts';
import { BREAKER_KINDS, type BreakerKind, type BreakerState } from '#shared/domain/guard.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import { formatAge, formatMoment } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** The states of a breaker as they stand on its mark. */
export const STATE_TAGS: Readonly<Record<BreakerState, string>> = {
  closed: sayAs('breaker', 'CLOSED'),
  'half-open': sayAs('breaker', 'HALF-OPEN'),
  open: sayAs('breaker', 'OPEN'),
};

/** A line of a kind: one breaker, or the equal breakers of all symbols as one. */
export interface BreakerLine {
  readonly key: string;
  readonly title: string;
  readonly state: BreakerState;
  /** How many breakers it stands for, and how many of them are not closed. */
  readonly count: number;
  readonly notClosed: number;
  readonly note: string;
  /** The breaker a person may re-arm; null when there is none. */
  readonly rearm: string | null;
}

const WORSE: Readonly<Record<BreakerState, number>> = { closed: 0, 'half-open': 1, open: 2 };
const worst = (rows: readonly BreakerView[]): BreakerState =>
  rows.reduce<BreakerState>((state, row) => (WORSE[row.state] > WORSE[state] ? row.state : state), 'closed');

/** What a breaker is named without its symbol: `Stale price of XBTUSDTM` → `Stale price`. */
const familyOf = ({ kind, title }: BreakerView): string => (kind === 'market' ? title.replace(/ of \S+$/, '') : title);
const symbolOf = ({ key }: BreakerView): string => key.split(':').at(-1) ?? key;

function figureOf({ numbers }: BreakerView): string {
  const { lossPercent } = numbers;
  if (typeof lossPercent === 'number')
    return lossPercent === 0 ? say('no loss now') : say('{loss} % lost now', { loss: formatNumber(lossPercent, 2) });
  return '';
}

function closedNote(row: BreakerView): string {
  const figure = figureOf(row);
  const moved =
    row.since === null ? say('never opened') : say('closed since {time}', { time: formatMoment(row.since) });
  return figure === '' ? moved : `${figure}; ${moved}`;
}

function openNote(row: BreakerView, now: number | null): string {
  const why = told(row.sentence === '' ? row.rearm : row.sentence).replace(/[.。]$/, '');
  if (row.until === null || now === null || row.until <= now) return why;
  return [why, say('ends in {span}', { span: formatAge(row.until - now) })].join('; ');
}

function groupNote(rows: readonly BreakerView[], now: number | null): string {
  const bad = rows.filter(({ state }) => state !== 'closed');
  const [first] = bad;
  if (first === undefined)
    return say('{count, plural, one {# symbol} other {# symbols}}, all closed', { count: rows.length });
  const symbol = symbolOf(first);
  const symbols = bad.length > 1 ? say('{symbol} and {count} more', { symbol, count: bad.length - 1 }) : symbol;
  return `${symbols}: ${openNote(first, now)}`;
}

function lineOf(family: string, rows: readonly BreakerView[], now: number | null): BreakerLine {
  const [row] = rows;
  const notClosed = rows.filter(({ state }) => state !== 'closed').length;
  const single = row !== undefined && (rows.length === 1 || row.kind !== 'market');
  const note =
    row === undefined ? '' : !single ? groupNote(rows, now) : notClosed === 0 ? closedNote(row) : openNote(row, now);
  return {
    key: family,
    title: told(family),
    state: worst(rows),
    count: rows.length,
    notClosed,
    note,
    rearm: rows.find(({ rearmable }) => rearmable)?.key ?? null,
  };
}

/** A kind of breakers: its state in the diagram, and its lines. */
export interface BreakerGroup {
  readonly kind: BreakerKind;
  /** The worst of its breakers; null while none is known. */
  readonly state: BreakerState | null;
  readonly lines: readonly BreakerLine[];
}

/** Breakers by kind; those of a market by what they watch, as one line for all symbols. */
export function breakerGroups(rows: readonly BreakerView[], now: number | null): readonly BreakerGroup[] {
  return BREAKER_KINDS.map((kind) => {
    const own = rows.filter((row) => row.kind === kind);
    const families = [...new Set(own.map(familyOf))];
    const lines = families.map((family) =>
      lineOf(
        family,
        own.filter((row) => familyOf(row) === family),
        now,
      ),
    );
    return { kind, state: own.length === 0 ? null : worst(own), lines };
  });
}

/** Counts of what is not closed, for the head of the panel. */
export const notClosedCounts = (
  rows: readonly BreakerView[],
): { readonly open: number; readonly halfOpen: number } => ({
  open: rows.filter(({ state }) => state === 'open').length,
  halfOpen: rows.filter(({ state }) => state === 'half-open').length,
});
