import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { JournalHead, JournalStore } from '../ports/store.ts';
import { ChangeQueue } from './change-queue.ts';
import { CommitTimes } from './commit-times.ts';
import type { EventType } from './event-types.ts';
import { GENESIS_HASH, type JournalDraft, type JournalEvent } from './event.ts';
import type { Fold, JournalState } from './fold.ts';
import { sealRecord, type SealedRecord } from './sealed-record.ts';
import type { VerifyResult } from './verify.ts';

/**
 * When records reach the disk.
 * - `turn`: at the end of the turn of the event loop, one sync for all who wait.
 * - `count`: each time that many records wait (and on `commit`). Only for a replay, whose venue lives in this process:
 *   nothing leaves before it is durable because nothing leaves, so `whenDurable` does not wait.
 */
export type Grouping = { readonly kind: 'turn' } | { readonly kind: 'count'; readonly events: number };

/** Records that became durable together, first and last sequence number. */
export interface CommittedRange {
  readonly from: number;
  readonly to: number;
}

/** What a journal is made of. */
export interface JournalParts {
  readonly store: JournalStore;
  readonly hasher: Hasher;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  /** The fold of all records in the store. */
  readonly fold: Fold;
  readonly grouping?: Grouping;
  /** What the verification at opening found; when it is not ok the journal is for reading only. */
  readonly integrity: VerifyResult;
}

/** Nothing can be recorded: the journal is open for reading only, or its disk has failed. */
export class JournalNotWritable extends Error {
  override readonly name = 'JournalNotWritable';
}

interface Waiting {
  readonly promise: Promise<void>;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/**
 * The system of record: appends sealed records, folds them at once, and makes them durable in groups. State read after
 * `append` includes the record; a promise of `whenDurable` is kept only after the sync.
 */
export class Journal {
  /** A record was sealed and folded; it may not be durable yet. */
  readonly onAppended = new Emitter<JournalEvent>();
  /** Records became durable. */
  readonly onCommitted = new Emitter<CommittedRange>();
  /** The disk failed: nothing more is recorded, and nothing may be traded. */
  readonly onFailure = new Emitter<Error>();
  /** How long the last commits took. */
  readonly commitTimes = new CommitTimes();

  /** What the verification at opening found. Nothing may trade unless it is ok. */
  readonly integrity: VerifyResult;

  readonly #store: JournalStore;
  readonly #hasher: Hasher;
  readonly #clock: Clock;
  readonly #scheduler: Scheduler;
  readonly #fold: Fold;
  #grouping: Grouping;
  readonly #readOnly: string | null;
  #head: JournalHead | null;
  #lastTs: number;
  #queued: SealedRecord[] = [];
  readonly #changes = new ChangeQueue();
  #scheduled = false;
  #waiting: Waiting | null = null;
  #failure: Error | null = null;

  constructor(parts: JournalParts) {
    this.#store = parts.store;
    this.#hasher = parts.hasher;
    this.#clock = parts.clock;
    this.#scheduler = parts.scheduler;
    this.#fold = parts.fold;
    this.#grouping = parts.grouping ?? { kind: 'turn' };
    this.integrity = parts.integrity;
    this.#readOnly = readOnlyReason(parts);
    this.#head = parts.store.head();
    this.#lastTs = this.#head === null ? 0 : lastTimeOf(parts.store);
    parts.fold.recallFrom((table, key) => this.#changes.row(table, key) ?? parts.store.row(table, key));
  }

  /** What is so now, by all records appended, durable or not. */
  get state(): JournalState {
    return this.#fold;
  }

  /** The stored records, for lists and explanations; lacks what is appended but not yet durable. */
  get store(): JournalStore {
    return this.#store;
  }

  /** The last record appended, durable or not. */
  get head(): JournalHead | null {
    return this.#head;
  }

  /** Why nothing can be recorded, as a sentence; null when records are taken. */
  get notWritable(): string | null {
    if (this.#failure !== null) return `The disk failed: ${this.#failure.message}`;
    return this.#readOnly;
  }

  /** The failure of the disk that ended this journal, if any. */
  get failure(): Error | null {
    return this.#failure;
  }

  /** Changes from now on when records reach the disk; what is queued is written first. */
  regroup(grouping: Grouping): void {
    this.commit();
    this.#grouping = grouping;
  }

  /**
   * Seals a record, folds it, and queues it for the next commit.
   * @throws JournalNotWritable when nothing can be recorded; FoldError when the record is not allowed. In both cases
   * nothing has changed.
   */
  append<T extends EventType>(draft: JournalDraft<T>): JournalEvent {
    const reason = this.notWritable;
    if (reason !== null) throw new JournalNotWritable(`"${draft.type}" cannot be recorded. ${reason}`);
    const ts = Math.max(this.#clock.now(), this.#lastTs) as EpochMs;
    const prevHash: Sha256Hex = this.#head?.hash ?? GENESIS_HASH;
    const record = sealRecord(this.#hasher, (this.#head?.seq ?? 0) + 1, ts, prevHash, draft);
    this.#changes.add(this.#fold.apply(record));
    this.#head = { seq: record.seq, hash: record.hash };
    this.#lastTs = ts;
    this.#queued.push(record);
    this.#schedule();
    this.onAppended.emit(record);
    return record;
  }

  /**
   * Writes all queued records in one transaction; they are durable when it returns.
   * @throws StoreFailure (as the store threw it) when the disk fails; the journal takes no records any more.
   */
  commit(): void {
    const error = this.#flush();
    if (error !== null) throw error;
  }

  /** Resolves when every record appended so far is durable; rejects when the disk fails. See {@link Grouping}. */
  whenDurable(): Promise<void> {
    if (this.#failure !== null) return Promise.reject(this.#failure);
    if (this.#queued.length === 0 || this.#grouping.kind === 'count') return Promise.resolve();
    this.#waiting ??= newWaiting();
    return this.#waiting.promise;
  }

  #schedule(): void {
    if (this.#grouping.kind === 'count') {
      if (this.#queued.length >= this.#grouping.events) this.commit();
      return;
    }
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#scheduler.afterTurn(() => {
      this.#scheduled = false;
      this.#flush();
    });
  }

  #flush(): Error | null {
    if (this.#failure !== null) return this.#failure;
    const records = this.#queued;
    const first = records[0];
    const last = records.at(-1);
    if (first === undefined || last === undefined) return null;
    const waiting = this.#waiting;
    this.#queued = [];
    this.#waiting = null;
    const from = this.#clock.monotonic();
    try {
      this.#store.append(records, this.#changes.take());
    } catch (cause) {
      return this.#fail(cause instanceof Error ? cause : new Error(String(cause)), waiting);
    }
    this.commitTimes.note(this.#clock.monotonic() - from);
    waiting?.resolve();
    this.onCommitted.emit({ from: first.seq, to: last.seq });
    return null;
  }

  #fail(error: Error, waiting: Waiting | null): Error {
    this.#failure = error;
    waiting?.reject(error);
    this.onFailure.emit(error);
    return error;
  }
}

function readOnlyReason(parts: JournalParts): string | null {
  if (!parts.integrity.ok) return `The journal is not as it was written. ${parts.integrity.problem}`;
  return parts.store.readOnly ? 'Another process holds the data folder; this one can only read it.' : null;
}

function newWaiting(): Waiting {
  let resolve: () => void = () => undefined;
  let reject: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((onResolve, onReject) => {
    resolve = onResolve;
    reject = onReject;
  });
  return { promise, resolve, reject };
}

function lastTimeOf(store: JournalStore): number {
  const [last] = store.query({ before: null, limit: 1, types: [], subject: null, text: null });
  return last?.ts ?? 0;
}
