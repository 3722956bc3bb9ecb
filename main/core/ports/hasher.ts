import type { Sha256Hex } from '#shared/domain/ids.ts';

/** SHA-256 of UTF-8 text. */
export interface Hasher {
  sha256(text: string): Sha256Hex;
}
