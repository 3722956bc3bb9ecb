import type { StreamMessage } from '#shared/contract/base.ts';
import type {
  CandleFileView,
  CandleImportRun,
  CandleImportView,
  StoredSeries,
} from '#shared/contract/candle-imports.ts';
import type { WorkEnd } from '#renderer/data/long-work.ts';
import { formatPercent } from '#renderer/ui/format.ts';
import { formatDayMinute } from '#renderer/ui/format-time.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** Where imported candles are replayed. */
export const REPLAY = '#/replay';
export const replayThem = (): string => say('Replay them');

/** How far an import is, as a sentence without its end. */
export function runWords({ state, share }: Pick<CandleImportRun, 'state' | 'share'>): string {
  const values = { share: formatPercent(share, 0) };
  return state === 'storing' ? say('Storing, {share}', values) : say('Reading the files, {share}', values);
}

/** How an import ended, in a sentence. */
export function endWords({ state, result, problem }: CandleImportRun): string {
  if (state === 'canceled') return say('The import was canceled; nothing was stored.');
  if (state === 'failed' || result === null)
    return say('Nothing was imported: {problem}', { problem: problem === null ? '' : told(problem) });
  const { fresh, changed, same } = result;
  if (fresh + changed === 0)
    return say('Nothing is new: {same, plural, one {the # candle is} other {all # candles are}} stored already.', {
      same,
    });
  const stored = say('{fresh, plural, one {# new candle is} other {# new candles are}} stored.', { fresh });
  if (changed === 0) return stored;
  return say('{stored} {changed, plural, one {# was} other {# were}} stored before with other figures and replaced.', {
    stored,
    changed,
  });
}

/** How the import of an id ended or what it waits for, for whoever looks at something else; null while it goes on. */
export function candleImportEnd(message: StreamMessage<CandleImportView>, id: string): WorkEnd | null {
  const [row] = message.kind === 'snapshot' ? message.rows : message.put;
  const run = row?.run ?? null;
  if (run === null || run.id !== id || run.endedAt === null) return null;
  const text = endWords(run);
  if (run.state === 'failed') return { text, tone: 'problem' };
  return run.state === 'done'
    ? { text, tone: 'info', next: { words: replayThem(), href: REPLAY } }
    : { text, tone: 'info' };
}

/** What a file holds: how many candles, from when to when, and what is missing between them. */
export function fileWords({ rows, from, to, gaps, missing }: CandleFileView): string {
  if (from === null || to === null) return '';
  const values = { rows, from: formatDayMinute(from), to: formatDayMinute(to), gaps, missing };
  return gaps === 0
    ? say('{rows, plural, one {# candle} other {# candles}}, {from} to {to} UTC, no gaps', values)
    : say(
        '{rows, plural, one {# candle} other {# candles}}, {from} to {to} UTC, {gaps, plural, one {# gap} other {# gaps}} with {missing, plural, one {# candle} other {# candles}} missing',
        values,
      );
}

/** What storing a file would change. */
export function overlapWords({ fresh, changed, same }: NonNullable<CandleFileView['overlap']>): string {
  if (fresh + changed === 0) return say('Nothing is new: all of it is stored already.');
  if (changed + same === 0) return say('All of it is new.');
  return say('{fresh} new, {changed} replace stored ones with other figures, {same} stored already.', {
    fresh,
    changed,
    same,
  });
}

/** What is still to be done about a file; null when it is ready. */
export function fileTask({ state, symbol, timeframe, leftOut }: CandleFileView): string | null {
  if (leftOut) return say('Left out');
  if (state === 'coming') return say('Waits to be sent');
  if (state === 'reading') return say('Being read');
  if (state === 'bad') return null;
  if (symbol === null) return say('Choose the contract whose candles it holds.');
  return timeframe === null ? say('Choose the timeframe of its candles.') : null;
}

/** Where a stored series came from. */
export function sourceWords({ origin, of }: Pick<StoredSeries, 'origin' | 'of'>): string {
  const names = told(origin.replaceAll('import:', ''));
  return of === 'imported' ? say('Imported: {names}', { names }) : names;
}
