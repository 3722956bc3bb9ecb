import type { Denial } from '#shared/domain/denial.ts';
import { signalId, type ContractSymbol, type SignalId } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import type { OutsideKind } from '#shared/domain/signal-source.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Clock } from '../../ports/clock.ts';
import type { SignalProposal } from '../proposal.ts';
import type { SignalPath } from '../signal-path.ts';
import { outsideProposal } from './outside-proposal.ts';
import { failedSignals, type NotRetried } from './retry-failed.ts';
import { readSignalCsv, type BadLine } from './signal-csv.ts';
import type { SourceBook } from './source-book.ts';

export interface OutsideParts {
  readonly journal: Journal;
  readonly clock: Clock;
  readonly instruments: ReadonlyMap<ContractSymbol, Instrument>;
  /** What is scored. */
  readonly scored: { readonly symbols: readonly ContractSymbol[]; readonly timeframes: readonly Timeframe[] };
  readonly book: SourceBook;
  readonly path: Pick<SignalPath, 'take'>;
  /** Lets the program decide on a proposal as on its own. */
  readonly propose: (proposal: SignalProposal) => Promise<void>;
}

/** Why a file of signals was not taken: bad lines, or a refusal of the source as a whole. */
export type CsvRefusal = { readonly bad: readonly BadLine[] } | { readonly refusal: Denial };

/** Signals from outside: every one goes through intake like the program's own. */
export class OutsideSignals {
  readonly #parts: OutsideParts;

  constructor(parts: OutsideParts) {
    this.#parts = parts;
  }

  /** Takes one signal of a source; the id of the signal it became, when it is decided. */
  async submit(source: string, kind: OutsideKind, input: unknown): Promise<Result<SignalId, Denial>> {
    const proposal = this.#read(source, kind, input);
    return proposal.ok ? ok(await this.#propose(proposal.value)) : proposal;
  }

  /** Takes every signal of a file, or none. */
  async importCsv(source: string, text: string): Promise<Result<readonly SignalId[], CsvRefusal>> {
    const refusal = this.#parts.book.refusal(source, 'csv');
    if (refusal !== null) return err({ refusal });
    const { proposals, bad } = readSignalCsv(text, this.#context(source));
    if (bad.length > 0) return err({ bad });
    const ids: SignalId[] = [];
    for (const proposal of proposals) ids.push(await this.#propose(proposal));
    return ok(ids);
  }

  /** Tries failed signals again, each as a new signal; one is never tried again twice. */
  async retryFailed(by: string): Promise<{ readonly ids: readonly SignalId[]; readonly not: readonly NotRetried[] }> {
    const { journal, clock, path } = this.#parts;
    const { retry, not } = failedSignals(journal, clock.now());
    const ids: SignalId[] = [];
    for (const { id, proposal, attempt } of retry) {
      journal.append({ type: 'intake.retried', subject: id, data: { attempt, by } });
      // One that fails again is on record as such.
      const again = (): Promise<void> => path.take(proposal, { of: id, attempt }).catch(() => undefined);
      ids.push(await this.#idOf(proposal, again));
    }
    return { ids, not };
  }

  #read(source: string, kind: OutsideKind, input: unknown): Result<SignalProposal, Denial> {
    const refusal = this.#parts.book.refusal(source, kind);
    return refusal === null ? outsideProposal(input, this.#context(source)) : err(refusal);
  }

  #context(source: string) {
    const { instruments, scored, clock, book } = this.#parts;
    const { symbols, timeframes } = scored;
    return { instruments, symbols, timeframes, source, weight: book.find(source)?.weight ?? 1, now: clock.now() };
  }

  #propose(proposal: SignalProposal): Promise<SignalId> {
    return this.#idOf(proposal, () => this.#parts.propose(proposal));
  }

  /** The id that a proposal was given, found by the record of its arrival. @throws Error when it left none. */
  async #idOf(proposal: SignalProposal, decide: () => Promise<void>): Promise<SignalId> {
    let found: SignalId | null = null;
    const listening = this.#parts.journal.onAppended.on(({ type, subject, data }) => {
      if (type !== 'signal.received' || found !== null) return;
      const { source, symbol, timeframe, direction, tsSource } = proposal;
      const same =
        data['source'] === source &&
        data['symbol'] === symbol &&
        data['timeframe'] === timeframe &&
        data['direction'] === direction &&
        data['tsSource'] === tsSource;
      if (same) found = signalId(subject);
    });
    try {
      await decide();
    } finally {
      listening.dispose();
    }
    if (found === null) throw new Error('The signal was not taken: all places of the intake agent are in use');
    return found;
  }
}
