import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { EventType } from './event-types.ts';
import { canonicalRecord, type JournalDraft, type JournalEvent } from './event.ts';

type RecordData = JournalEvent['data'];

/**
 * A record together with the very text that its hash covers, so that a store writes and a verifier hashes that text and
 * not a second rendering of it. The text is not an own property: copies and messages carry the record's fields only.
 */
export class SealedRecord implements JournalEvent {
  readonly seq: number;
  readonly ts: EpochMs;
  readonly type: EventType;
  readonly subject: string;
  readonly data: RecordData;
  readonly prevHash: Sha256Hex;
  readonly hash: Sha256Hex;
  readonly #dataText: string;

  constructor(fields: Omit<JournalEvent, 'data'>, data: RecordData, dataText: string) {
    this.seq = fields.seq;
    this.ts = fields.ts;
    this.type = fields.type;
    this.subject = fields.subject;
    this.data = data;
    this.prevHash = fields.prevHash;
    this.hash = fields.hash;
    this.#dataText = dataText;
  }

  /** The canonical text of the data as it is stored. */
  static dataText(event: JournalEvent): string {
    return event instanceof SealedRecord ? event.#dataText : canonicalJson(event.data);
  }
}

/** The hash a record must have after `prevHash`. */
export function recordHash(hasher: Hasher, prevHash: Sha256Hex, event: Omit<JournalEvent, 'data'>, dataText: string) {
  return hasher.sha256(prevHash + canonicalRecord(event.seq, event.ts, event.type, event.subject, dataText));
}

/**
 * Seals a draft as the record that follows `prevHash`, as `seal` does, and keeps its text.
 * @throws TypeError when the data is not JSON or the subject holds text that a database would not give back unchanged.
 */
export function sealRecord(
  hasher: Hasher,
  seq: number,
  ts: EpochMs,
  prevHash: Sha256Hex,
  draft: JournalDraft,
): SealedRecord {
  const { type, subject } = draft;
  if (/[\0\ud800-\udfff]/.test(subject) && /[\0\ud800-\udfff]/u.test(subject)) {
    throw new TypeError(`Not a subject that can be stored: ${JSON.stringify(subject)}`);
  }
  const data = draft.data as { readonly [key: string]: Json };
  const dataText = canonicalJson(data);
  const hash = hasher.sha256(prevHash + canonicalRecord(seq, ts, type, subject, dataText));
  return new SealedRecord({ seq, ts, type, subject, prevHash, hash }, data, dataText);
}

/** A stored record that cannot be read: its text is not JSON, its type not known, its hash not 32 bytes. */
export class RecordDamaged extends Error {
  override readonly name = 'RecordDamaged';
  readonly seq: number;

  constructor(seq: number, problem: string) {
    super(problem);
    this.seq = seq;
  }
}
