import { randomBytes, randomUUID } from 'node:crypto';
import { clientOrderId, signalId } from '#shared/domain/ids.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Ids } from '#core/ports/ids.ts';

/** Crockford's base 32 in lower case: sorts as its values do, and has no letters that are taken for digits. */
const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';
const HALF = 10;
/** Ten characters hold 50 bits; one is left free so that counting up within a millisecond cannot overflow. */
const CHANCE_BITS = 49;

function base32(value: number): string {
  let text = '';
  for (let rest = value; text.length < HALF; rest = Math.floor(rest / 32)) text = (ALPHABET[rest % 32] ?? '') + text;
  return text;
}

/**
 * Ids of this machine. A signal id is 10 characters of time (ms) and 10 of chance; within one millisecond, or when the
 * clock goes back, the last id is counted up, so that ids always rise.
 */
export function systemIds(clock: Clock): Ids {
  let lastMs = 0;
  let time = '';
  let chance = 0;
  return {
    signal() {
      const now = clock.now();
      if (now > lastMs) {
        lastMs = now;
        time = base32(now);
        const bytes = randomBytes(8);
        chance = bytes.readUInt32LE(0) + (bytes.readUInt32LE(4) % 2 ** (CHANCE_BITS - 32)) * 2 ** 32;
      } else {
        chance += 1;
      }
      return signalId(time + base32(chance));
    },
    order: () => clientOrderId(randomUUID().replaceAll('-', '')),
  };
}
