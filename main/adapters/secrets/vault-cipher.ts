import * as crypto from 'node:crypto';
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { argon2id } from './argon2id.ts';
import {
  headerText,
  NONCE_BYTES,
  parseVault,
  SALT_BYTES,
  TAG_BYTES,
  type KdfCost,
  type VaultParts,
} from './vault-format.ts';

/** RFC 9106, section 4, second recommended option; above the least of OWASP's password storage cheat sheet (19 MiB, 2 passes). */
export const VAULT_COST: KdfCost = { memoryKiB: 65_536, passes: 3, lanes: 4 };

const KEY_BYTES = 32;

/** The key of an open file with what it was made from. */
export interface VaultKey {
  readonly cost: KdfCost;
  readonly salt: Buffer;
  /** Cipher key and header key, one after the other. */
  readonly bytes: Buffer;
}

/** Makes the key of a passphrase. */
export type DeriveKey = (passphrase: string, cost: KdfCost, salt: Buffer) => Promise<Buffer>;

/** The runtime's own argon2id, off the main thread; rejects where its crypto library has none, as Electron's. */
function nativeKey(message: Buffer, cost: KdfCost, salt: Buffer): Promise<Buffer> {
  const { lanes: parallelism, memoryKiB: memory, passes } = cost;
  const parameters = { message, nonce: salt, parallelism, memory, passes, tagLength: 2 * KEY_BYTES };
  return new Promise((resolve, reject) => {
    crypto.argon2('argon2id', parameters, (error, key) => {
      if (error === null) resolve(key);
      else reject(error);
    });
  });
}

/** Makes keys with `native`, and with our own code where it fails. The copies of the passphrase made here are wiped. */
export const keyMaker =
  (native: typeof nativeKey): DeriveKey =>
  async (passphrase, cost, salt) => {
    const message = Buffer.from(passphrase.normalize('NFC'), 'utf8');
    try {
      return await native(message, cost, salt).catch(() => argon2id(message, salt, cost, 2 * KEY_BYTES));
    } finally {
      message.fill(0);
    }
  };

/** Argon2id: 64 bytes of a passphrase. */
export const deriveKey = keyMaker(nativeKey);

export const newSalt = (): Buffer => randomBytes(SALT_BYTES);

const checksum = (text: Buffer): string => createHash('sha256').update(text).digest('hex');

const headerMac = (key: VaultKey, text: Buffer): Buffer =>
  createHmac('sha256', key.bytes.subarray(KEY_BYTES)).update(text).digest();

/** Takes a file apart; null when it is damaged or none of ours. */
export const readVault = (file: Buffer): VaultParts | null => parseVault(file, checksum);

/** Whether the key is the file's. The header's MAC answers it apart from whether the content is whole. */
export const isKeyOf = (key: VaultKey, parts: VaultParts): boolean =>
  timingSafeEqual(headerMac(key, parts.headerText), parts.headerMac);

/** The file for a content, with a new nonce. */
export function sealVault(key: VaultKey, plain: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const text = headerText({ cost: key.cost, salt: key.salt, nonce });
  const marks = Buffer.from(`${checksum(text)} ${headerMac(key, text).toString('hex')}\n`, 'latin1');
  const before = Buffer.concat([text, marks]);
  const cipher = createCipheriv('aes-256-gcm', key.bytes.subarray(0, KEY_BYTES), nonce);
  cipher.setAAD(before);
  return Buffer.concat([before, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** The content of a file; null when it is not as it was sealed. */
export function openVault(key: VaultKey, parts: VaultParts): Buffer | null {
  const { header, before, sealed } = parts;
  const decipher = createDecipheriv('aes-256-gcm', key.bytes.subarray(0, KEY_BYTES), header.nonce, {
    authTagLength: TAG_BYTES,
  });
  decipher.setAAD(before);
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  const plain = decipher.update(sealed.subarray(0, sealed.length - TAG_BYTES));
  try {
    decipher.final();
    return plain;
  } catch {
    plain.fill(0);
    return null;
  }
}
