import { GENESIS_HASH } from '#core/journal/event.ts';
import { EVENT_TYPES, type EventType } from '#core/journal/event-types.ts';
import { RecordDamaged, SealedRecord } from '#core/journal/sealed-record.ts';
import { sha256Hex, type Sha256Hex } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { Json } from '#shared/kernel/canonical-json.ts';
import type { JournalColumns } from './schema.ts';

const TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

export const hashToHex = (hash: Buffer): Sha256Hex => sha256Hex(hash.toString('hex'));

/** Reads a stored record. @throws RecordDamaged when it is not one. */
export function toRecord(row: JournalColumns, previous: Sha256Hex | null): SealedRecord {
  const { seq } = row;
  if (!TYPES.has(row.type)) throw new RecordDamaged(seq, `its type ${JSON.stringify(row.type)} is not known`);
  if (row.hash.length !== 32) throw new RecordDamaged(seq, 'its hash is not 32 bytes');
  const fields = {
    seq,
    ts: row.ts as EpochMs,
    type: row.type as EventType,
    subject: row.subject,
    prevHash: previous ?? GENESIS_HASH,
    hash: hashToHex(row.hash),
  };
  return new SealedRecord(fields, parseData(seq, row.data), row.data);
}

function parseData(seq: number, text: string): { readonly [key: string]: Json } {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    throw new RecordDamaged(seq, 'its data is not JSON');
  }
  if (typeof data !== 'object' || data === null || Array.isArray(data)) {
    throw new RecordDamaged(seq, 'its data is not an object');
  }
  return data as { readonly [key: string]: Json };
}
