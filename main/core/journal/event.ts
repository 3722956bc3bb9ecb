import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { canonicalJson, type Json } from '#shared/kernel/canonical-json.ts';
import type { Hasher } from '../ports/hasher.ts';
import type { EventDataByType, EventType } from './event-types.ts';

/** What is about to be recorded: a type, what it is about, and its data. */
export interface JournalDraft<T extends EventType = EventType> {
  readonly type: T;
  /** What the record is about: a signal's or an order's id, a symbol, an agent; searched by index. */
  readonly subject: string;
  readonly data: EventDataByType[T];
}

/** A sealed record. `hash = SHA-256(previous hash + canonical form)`; the first record's previous hash is 64 zeros. */
export interface JournalEvent {
  readonly seq: number;
  readonly ts: EpochMs;
  readonly type: EventType;
  readonly subject: string;
  readonly data: { readonly [key: string]: Json };
  readonly prevHash: Sha256Hex;
  readonly hash: Sha256Hex;
}

/** The previous hash of the first record. */
export const GENESIS_HASH = '0'.repeat(64) as Sha256Hex;

/**
 * The canonical text of a record that its hash covers, given the canonical text of its data. Stored data text can be
 * passed as read, so that a verifier needs no JSON parser between the disk and the hash.
 */
export function canonicalRecord(seq: number, ts: number, type: string, subject: string, dataText: string): string {
  return `{"data":${dataText},"seq":${String(seq)},"subject":${canonicalJson(subject)},"ts":${String(ts)},"type":${canonicalJson(type)}}`;
}

/** Seals a draft as the record that follows `prevHash`. */
export function seal(hasher: Hasher, seq: number, ts: EpochMs, prevHash: Sha256Hex, draft: JournalDraft): JournalEvent {
  const data = draft.data as { readonly [key: string]: Json };
  const text = canonicalRecord(seq, ts, draft.type, draft.subject, canonicalJson(data));
  return { seq, ts, type: draft.type, subject: draft.subject, data, prevHash, hash: hasher.sha256(prevHash + text) };
}
