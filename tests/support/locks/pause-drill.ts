import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { SpeakingChild } from './child-lines.ts';

const SENDERS = 3;
const LEASE_MS = 40;

/** What a drill found. */
export interface PauseReport {
  readonly sends: number;
  /** Sends and writes that were refused: a pause that lost nobody a lease proves nothing. */
  readonly refused: number;
  readonly takeovers: number;
  /** Sends under a token older than one the venue had seen before. */
  readonly stale: number;
}

/**
 * Processes share a lease and send while they hold it; one after the other is stopped for longer than the lease, at any
 * moment, and goes on. The venue is a file to which each send appends a line, so that it knows their order.
 */
export async function pauseDrill(
  folder: string,
  pauses: number,
  how: 'checked' | 'waits',
  seed = 1,
): Promise<PauseReport> {
  const venue = join(folder, 'venue.txt');
  writeFileSync(venue, '');
  const random = new Sfc32(seed);
  const senders: SpeakingChild[] = [];
  try {
    for (let n = 0; n < SENDERS; n++) {
      const sender = new SpeakingChild('sender-child.ts', [join(folder, 'leases.db'), venue, String(LEASE_MS), how]);
      senders.push(sender);
      await sender.line(0);
    }
    for (let n = 0; n < pauses; n++) {
      const sender = senders[Math.floor(random.next() * SENDERS)];
      await sleep(random.next() * 20);
      sender?.process.kill('SIGSTOP');
      await sleep(LEASE_MS * (1.2 + random.next()));
      sender?.process.kill('SIGCONT');
    }
    await sleep(2 * LEASE_MS);
  } finally {
    for (const sender of senders) await sender.end();
  }
  const tokens = readFileSync(venue, 'utf8').trim().split('\n').map(Number);
  const refused = senders.flatMap(({ heard }) => heard).filter((line) => line === 'refused').length;
  return { sends: tokens.length, refused, takeovers: new Set(tokens).size - 1, stale: staleOf(tokens) };
}

function staleOf(tokens: readonly number[]): number {
  let highest = 0;
  let stale = 0;
  for (const token of tokens) {
    if (token < highest) stale += 1;
    highest = Math.max(highest, token);
  }
  return stale;
}
