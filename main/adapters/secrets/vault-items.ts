/** Secrets by name. Values are bytes, because bytes can be wiped and texts cannot. */
export type VaultItems = Map<string, Buffer>;

const LENGTH_BYTES = 4;

function take(plain: Buffer, at: number): Buffer {
  const length = plain.readUInt32BE(at);
  const start = at + LENGTH_BYTES;
  if (start + length > plain.length) throw new RangeError('An item ends after its file');
  return plain.subarray(start, start + length);
}

/** Names and values one after another, each with its length before it. */
export function encodeItems(items: VaultItems): Buffer {
  const fields = [...items].flatMap(([name, value]) => [Buffer.from(name, 'utf8'), value]);
  const plain = Buffer.alloc(fields.reduce((sum, field) => sum + LENGTH_BYTES + field.length, 0));
  let at = 0;
  for (const field of fields) {
    at = plain.writeUInt32BE(field.length, at);
    at += field.copy(plain, at);
  }
  return plain;
}

/** Reads what {@link encodeItems} wrote. @throws RangeError when it is something else. */
export function decodeItems(plain: Buffer): VaultItems {
  const items: VaultItems = new Map();
  let at = 0;
  while (at < plain.length) {
    const name = take(plain, at);
    at += LENGTH_BYTES + name.length;
    const value = take(plain, at);
    at += LENGTH_BYTES + value.length;
    items.set(name.toString('utf8'), Buffer.from(value));
  }
  return items;
}

/** Overwrites the values and forgets them. */
export function wipeItems(items: VaultItems): void {
  for (const value of items.values()) value.fill(0);
  items.clear();
}
