import { create } from 'zustand';
import type { Client } from '#shared/contract/index.ts';
import { describeError, type Failure } from '#renderer/data/describe-error.ts';
import { tellEnd } from '#renderer/data/long-work.ts';
import { tell } from '#renderer/data/notices.ts';
import { saveFile } from '#renderer/ui/save-file.ts';
import { say } from '#shared/language/words.ts';
import { JournalFile, type ExportFormat } from './journal-file.ts';
import { pageInput, type JournalFilter } from './use-journal.ts';

/** The most a call gives. */
const PAGE = 500;

/** How far it is: records of the journal that were looked through, and all of them. */
interface ExportProgress {
  readonly done: number;
  readonly total: number;
}

type Pages = Pick<Client['journal'], 'page'>;

/** Every record that a filter lets through, up to the newest one at the beginning. Null when it was canceled. */
export async function exportedFile(
  journal: Pages,
  filter: JournalFilter,
  format: ExportFormat,
  { signal, onProgress }: { readonly signal: AbortSignal; readonly onProgress: (progress: ExportProgress) => void },
): Promise<JournalFile | null> {
  const file = new JournalFile(format);
  let before: number | undefined;
  let total = 0;
  for (;;) {
    const { records, head } = await journal.page(pageInput(filter, before, PAGE), { signal });
    if (signal.aborted) return null;
    // Records that come meanwhile belong to the next export.
    if (before === undefined) total = head;
    file.add(records);
    before = records.at(-1)?.seq;
    onProgress({ done: before === undefined ? total : total - before + 1, total });
    if (before === undefined || records.length < PAGE) return file;
  }
}

interface ExportStore {
  /** Null while none runs. */
  readonly progress: ExportProgress | null;
  readonly failure: Failure | null;
  readonly start: (journal: Pages, filter: JournalFilter, format: ExportFormat) => Promise<void>;
  readonly cancel: () => void;
}

/** Where a failure stands already. */
const SHOWN_ON = ['/journal'];

let running: AbortController | null = null;

/** The export that runs; it goes on when another screen is looked at, and ends in a notice. */
export const useJournalExport = create<ExportStore>((set) => ({
  progress: null,
  failure: null,
  start: async (journal, filter, format) => {
    if (running !== null) return;
    const abort = new AbortController();
    running = abort;
    set({ progress: { done: 0, total: 0 }, failure: null });
    try {
      const { signal } = abort;
      const file = await exportedFile(journal, filter, format, { signal, onProgress: (progress) => set({ progress }) });
      if (file === null) return;
      const name = `zmart-journal-${new Date().toISOString().slice(0, 19).replaceAll(':', '-')}.${format}`;
      saveFile(name, file.blob());
      tell(
        say('{records, plural, one {# record} other {# records}} exported to {name}.', { records: file.records, name }),
      );
    } catch (error) {
      if (abort.signal.aborted) return;
      const failure = describeError(error);
      set({ failure });
      tellEnd(SHOWN_ON, {
        text: say('The export failed, nothing was saved: {sentence}', { sentence: failure.sentence }),
        tone: 'problem',
      });
    } finally {
      running = null;
      set({ progress: null });
      if (abort.signal.aborted) tell(say('The export was canceled; nothing was saved.'));
    }
  },
  cancel: () => running?.abort(),
}));
