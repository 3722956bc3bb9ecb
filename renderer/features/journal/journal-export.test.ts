import { describe, expect, it } from 'vitest';
import type { JournalRecord } from '#shared/contract/journal.ts';
import { csvCells } from '#shared/kernel/csv-line.ts';
import { exportedFile } from './journal-export.ts';
import { NO_FILTER } from './use-journal.ts';

const record = (seq: number, subject = `s${String(seq)}`): JournalRecord => ({
  ...{ seq, ts: seq * 1_000, type: 'signal.received', subject, data: { reason: 'a "b", c' } },
  ...{ prevHash: 'a', hash: 'b' },
});

/** A journal of so many records, newest first; more come with every page. */
function journal(records: readonly JournalRecord[]) {
  const asked: unknown[] = [];
  const page = async (input?: { before?: unknown; limit?: unknown }) => {
    asked.push(input);
    const before = Number(input?.before ?? Infinity);
    const found = records.filter(({ seq }) => seq < before).toReversed();
    const head = records.length + asked.length - 1;
    return { records: found.slice(0, Number(input?.limit)), head, types: [] };
  };
  return { asked, client: { page } as never };
}

const many = Array.from({ length: 1_203 }, (_, at) => record(at + 1));

describe('an export of the journal', () => {
  it('holds every record once, oldest first, as JSON that is read back', async () => {
    const { client, asked } = journal(many);
    const progress: unknown[] = [];
    const options = { signal: new AbortController().signal, onProgress: (now: unknown) => progress.push(now) };
    const file = await exportedFile(client, { ...NO_FILTER, groups: ['signal'], text: ' b ' }, 'json', options);
    expect(JSON.parse((await file?.blob().text()) ?? '')).toEqual(many);
    expect(progress).toEqual([500, 1_000, 1_203].map((done) => ({ done, total: 1_203 })));
    expect(asked[1]).toEqual({ limit: 500, types: ['signal.'], text: 'b', before: 704 });
  });

  it('as CSV lets no cell be calculated by a spreadsheet', async () => {
    const { client } = journal([record(1, '=HYPERLINK("https://evil.invalid")'), record(2)]);
    const file = await exportedFile(client, NO_FILTER, 'csv', {
      signal: new AbortController().signal,
      onProgress: () => undefined,
    });
    const lines = ((await file?.blob().text()) ?? '').trimEnd().split('\n').map(csvCells);
    expect(lines[0]).toEqual(['seq', 'time', 'type', 'subject', 'data', 'prev_hash', 'hash']);
    expect(lines[1]?.slice(0, 4)).toEqual([
      ...['1', '1970-01-01T00:00:01.000Z', 'signal.received', `'=HYPERLINK("https://evil.invalid")`],
    ]);
    expect(lines[2]?.[4]).toBe('{"reason":"a \\"b\\", c"}');
    expect(lines).toHaveLength(3);
  });

  it('of nothing is an empty list, and one that is canceled is no file', async () => {
    const abort = new AbortController();
    const options = { signal: abort.signal, onProgress: () => abort.abort() };
    const empty = await exportedFile(journal([]).client, NO_FILTER, 'json', options);
    expect(await empty?.blob().text()).toBe('[\n]\n');
    expect(await exportedFile(journal(many).client, NO_FILTER, 'csv', options)).toBeNull();
  });
});
