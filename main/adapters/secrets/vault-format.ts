/** How a passphrase becomes a key; kept in the file, so that a later version can ask for more. */
export interface KdfCost {
  readonly memoryKiB: number;
  readonly passes: number;
  readonly lanes: number;
}

/** The readable part of the file. */
export interface VaultHeader {
  readonly cost: KdfCost;
  readonly salt: Buffer;
  readonly nonce: Buffer;
}

/** The file taken apart. Nothing of it is proven yet but that it is in one piece. */
export interface VaultParts {
  readonly header: VaultHeader;
  /** The text that `headerMac` covers. */
  readonly headerText: Buffer;
  readonly headerMac: Buffer;
  /** Everything before the sealed part; the cipher authenticates it. */
  readonly before: Buffer;
  /** Ciphertext and its tag. */
  readonly sealed: Buffer;
}

export const MAGIC = 'zmart-secrets 1';
export const NONCE_BYTES = 12;
export const SALT_BYTES = 16;
export const TAG_BYTES = 16;
const MAC_HEX = /^[0-9a-f]{64}$/;
const NEWLINE = 10;
/** A header with more than these cannot be ours, and would stop the machine before anything is proven. */
const MOST = { memoryKiB: 1_048_576, passes: 64, lanes: 64 } as const;
const LEAST_MEMORY_PER_LANE = 8;

const isWhole = (value: unknown, from: number, to: number): value is number =>
  Number.isInteger(value) && (value as number) >= from && (value as number) <= to;

function bytes(value: unknown, length: number): Buffer | null {
  if (typeof value !== 'string') return null;
  const decoded = Buffer.from(value, 'base64url');
  return decoded.length === length && decoded.toString('base64url') === value ? decoded : null;
}

/** The readable part as it stands in the file: two lines. */
export function headerText({ cost, salt, nonce }: VaultHeader): Buffer {
  const header = {
    kdf: 'argon2id',
    memoryKiB: cost.memoryKiB,
    passes: cost.passes,
    lanes: cost.lanes,
    salt: salt.toString('base64url'),
    cipher: 'aes-256-gcm',
    nonce: nonce.toString('base64url'),
  };
  return Buffer.from(`${MAGIC}\n${JSON.stringify(header)}\n`, 'utf8');
}

function parseHeader(line: string): VaultHeader | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    return null;
  }
  if (typeof parsed !== 'object' || parsed === null) return null;
  const header = parsed as Readonly<Record<string, unknown>>;
  const { memoryKiB, passes, lanes } = header;
  if (header['kdf'] !== 'argon2id' || header['cipher'] !== 'aes-256-gcm') return null;
  if (!isWhole(lanes, 1, MOST.lanes) || !isWhole(passes, 1, MOST.passes)) return null;
  if (!isWhole(memoryKiB, LEAST_MEMORY_PER_LANE * lanes, MOST.memoryKiB)) return null;
  const salt = bytes(header['salt'], SALT_BYTES);
  const nonce = bytes(header['nonce'], NONCE_BYTES);
  return salt === null || nonce === null ? null : { cost: { memoryKiB, passes, lanes }, salt, nonce };
}

/** The end of the `n`th line, its line feed included; -1 when there are fewer. */
function endOfLine(file: Buffer, n: number): number {
  let end = 0;
  for (let line = 0; line < n; line += 1) {
    const found = file.indexOf(NEWLINE, end);
    if (found < 0) return -1;
    end = found + 1;
  }
  return end;
}

/** Takes the file apart; null when it is not one of ours, or not whole. `checksum` gives hex. */
export function parseVault(file: Buffer, checksum: (text: Buffer) => string): VaultParts | null {
  const headerEnd = endOfLine(file, 2);
  const beforeEnd = endOfLine(file, 3);
  if (headerEnd < 0 || beforeEnd < 0 || file.length < beforeEnd + TAG_BYTES) return null;
  const text = file.subarray(0, headerEnd);
  const [magic = '', line = ''] = text.toString('utf8').split('\n');
  const [sum, mac, more] = file
    .subarray(headerEnd, beforeEnd - 1)
    .toString('latin1')
    .split(' ');
  if (magic !== MAGIC || more !== undefined || sum !== checksum(text)) return null;
  if (mac === undefined || !MAC_HEX.test(mac)) return null;
  const header = parseHeader(line);
  if (header === null || !headerText(header).equals(text)) return null;
  return {
    header,
    headerText: text,
    headerMac: Buffer.from(mac, 'hex'),
    before: file.subarray(0, beforeEnd),
    sealed: file.subarray(beforeEnd),
  };
}
