import { randomBytes, randomUUID } from 'node:crypto';
import { clientOrderId, signalId } from '#shared/domain/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Ids } from '#core/ports/ids.ts';

/** Crockford's base 32 in lower case: sorts as its values do, and has no letters that are taken for digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const RANDOM_BITS = 50n;

function base32(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest >>= 5n) text = (ALPHABET[Number(rest & 31n)] ?? '') + text;
  return text;
}

/**
 * Ids of this machine. A signal id is 10 characters of time (ms) and 10 of chance; within one millisecond, or when the
 * clock goes back, the last id is counted up, so that ids always rise.
 */
export function systemIds(clock: Clock): Ids {
  let lastMs = 0n;
  let chance = 0n;
  return {
    signal() {
      const now = BigInt(clock.now());
      if (now > lastMs) {
        lastMs = now;
        // One bit is left free so that counting up within a millisecond cannot overflow.
        chance = BigInt(`0x${randomBytes(8).toString('hex')}`) & ((1n << (RANDOM_BITS - 1n)) - 1n);
      } else {
        chance += 1n;
      }
      return signalId(base32((lastMs << RANDOM_BITS) | chance, 20));
    },
    order: () => clientOrderId(randomUUID().replaceAll('-', '')),
  };
}
