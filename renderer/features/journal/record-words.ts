import type { JournalRecord } from '#shared/contract/journal.ts';
import { MINUS } from '#renderer/ui/format.ts';
import { say } from '#shared/language/words.ts';

/** The part of a record type before its first point: `signal.scored` → `signal`. */
export const groupOf = (type: string): string => type.split('.')[0] ?? type;

/** The groups of the types a journal holds, in alphabetical order. */
export const groupsOf = (types: readonly string[]): readonly string[] => [...new Set(types.map(groupOf))].sort();

function word(value: unknown): string {
  if (typeof value === 'string') return value;
  if (value === null) return say('none');
  if (typeof value === 'number') return String(value).replace('-', MINUS);
  if (Array.isArray(value)) return `[${String(value.length)}]`;
  if (typeof value === 'object') return '{…}';
  return value === true ? say('yes') : say('no');
}

/** A record's data in one line: `symbol ETHUSDTM · lots 420`. */
export const summaryOf = ({ data }: Pick<JournalRecord, 'data'>): string =>
  Object.entries(data)
    .map(([name, value]) => `${name} ${word(value)}`)
    .join(' · ');

/** Enough of a hash to compare by eye. */
export const shortHash = (hash: string): string => `${hash.slice(0, 8)}…${hash.slice(-6)}`;
