import type { ConsoleSignal, SignalView } from '#shared/contract/signal.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { isOpenSignal } from '#shared/domain/signal-life.ts';
import { parseSignalRow, type SignalRow } from '../journal/rows.ts';
import type { JournalStore } from '../ports/store.ts';
import { consoleSignal, dispositionOf, waitOf } from './views/console-view.ts';
import { signalView } from './views/signal-views.ts';

/** Signals read at once, and looked through for one page at most: a call holds up the rest for some 70 ms, not more. */
const READ = 500;
const MOST_SIGNALS = 4_000;

/** Which signals are asked for; what is absent is not asked about. */
export interface ConsoleWish {
  readonly limit: number;
  readonly before?: string | undefined;
  readonly disposition?: ConsoleSignal['disposition'] | undefined;
  readonly symbol?: string | undefined;
  readonly source?: string | undefined;
  readonly text?: string | undefined;
}

interface ConsolePage {
  readonly rows: ConsoleSignal[];
  readonly next: string | null;
}

/** Signals with their way so far, newest first. `next` is where to go on: after the last signal looked at. */
export function consolePage(
  store: JournalStore,
  instruments: ReadonlyMap<ContractSymbol, Instrument>,
  wish: ConsoleWish,
): ConsolePage {
  const rows: ConsoleSignal[] = [];
  const words = wish.text?.trim().toLowerCase() ?? '';
  let last = wish.before ?? null;
  for (let seen = 0; seen < MOST_SIGNALS; seen += READ) {
    const read = store.latestRows('signals', READ, last).map(parseSignalRow);
    for (const row of read) {
      last = row.id;
      if (!isWished(store, row, wish)) continue;
      const instrument = instruments.get(row.symbol);
      // A wait is told by its own sentence, which only the records hold.
      if (!mayWait(row) && !tells(signalView(row, instrument), words)) continue;
      const made = consoleSignal(row, store.bySubject(row.id), instrument);
      if (!tells(made.signal, words)) continue;
      rows.push(made);
      if (rows.length === wish.limit) return { rows, next: last };
    }
    if (read.length < READ) return { rows, next: null };
  }
  return { rows, next: last };
}

const mayWait = ({ state }: SignalRow): boolean => isOpenSignal(state);

function tells({ key, symbol, coin, source, code, sentence }: SignalView, words: string): boolean {
  return words === '' || [key, symbol, coin, source, code ?? '', sentence].join('\n').toLowerCase().includes(words);
}

function isWished(store: JournalStore, row: SignalRow, { symbol, source, disposition }: ConsoleWish): boolean {
  if (symbol !== undefined && row.symbol !== symbol) return false;
  if (source !== undefined && row.source !== source) return false;
  if (disposition === undefined) return true;
  return dispositionOf(row, mayWait(row) && waitOf(store.bySubject(row.id)) !== null) === disposition;
}
