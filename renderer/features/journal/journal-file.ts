import type { JournalRecord } from '#shared/contract/journal.ts';
import { csvCell } from '#shared/kernel/csv-line.ts';

/** Files a journal is exported to. */
export const EXPORT_FORMATS = ['csv', 'json'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

const COLUMNS = ['seq', 'time', 'type', 'subject', 'data', 'prev_hash', 'hash'] as const;

const csvRow = ({ seq, ts, type, subject, data, prevHash, hash }: JournalRecord): string =>
  [String(seq), new Date(ts).toISOString(), type, subject, JSON.stringify(data), prevHash, hash].map(csvCell).join();

/** How records become a file: what stands before them, each, between two, and after them. */
interface FileForm {
  readonly type: string;
  readonly head: string;
  readonly record: (record: JournalRecord) => string;
  readonly between: string;
  readonly foot: string;
}

const FORMS: Readonly<Record<ExportFormat, FileForm>> = {
  csv: { type: 'text/csv', head: `${COLUMNS.join()}\n`, record: csvRow, between: '\n', foot: '\n' },
  json: {
    type: 'application/json',
    head: '[\n',
    record: (record) => JSON.stringify(record),
    between: ',\n',
    foot: '\n]\n',
  },
};

/** Takes records page by page, newest first, and gives a file of them, oldest first. */
export class JournalFile {
  readonly #form: FileForm;
  /** Of each page its text; the oldest page comes last. */
  readonly #pages: Blob[] = [];
  #records = 0;

  constructor(format: ExportFormat) {
    this.#form = FORMS[format];
  }

  get records(): number {
    return this.#records;
  }

  add(records: readonly JournalRecord[]): void {
    if (records.length === 0) return;
    const { record, between } = this.#form;
    // A page is handed to the browser at once: it may keep it outside of the memory of the window.
    this.#pages.push(new Blob([records.toReversed().map(record).join(between)]));
    this.#records += records.length;
  }

  blob(): Blob {
    const { type, head, between, foot } = this.#form;
    const parts = this.#pages.toReversed().flatMap((page, at) => (at === 0 ? [page] : [between, page]));
    return new Blob([head, ...parts, parts.length === 0 ? '' : foot.slice(0, 1), foot.slice(1)], { type });
  }
}
