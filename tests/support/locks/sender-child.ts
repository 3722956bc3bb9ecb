import { openSync, writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { resource } from '#shared/domain/ids.ts';
import { openConnection } from '#main/adapters/storage/connection.ts';
import { LeaseTable, machineMonotonic } from '#main/adapters/storage/lease-table.ts';

/**
 * A process of its own that takes a lease again and again, and sends while it has it, until it is killed:
 * `sender-child.ts <database> <venue: a file> <lease, ms> <how>`. How:
 * - `checked`: looks and sends in one transaction;
 * - `waits`: looks, waits a moment, then sends: the bug the harness must see.
 */
const [file = '', venueFile = '', lease = '0', how = ''] = process.argv.slice(2);
const leaseMs = Number(lease);
const db = openConnection(file, { readOnly: false });
db.pragma('synchronous = OFF');
const table = new LeaseTable(db);
const venue = openSync(venueFile, 'a');
const on = resource.account('paused');
const send = (token: number): void => void writeSync(venue, `${String(token)}\n`);

// Whoever started it holds the other end: when that is gone, so is this.
process.stdin.on('end', () => process.exit(1)).resume();
writeSync(1, 'ready\n');

async function work(token: number): Promise<void> {
  for (let n = 0; n < 50; n++) {
    const sent = table.guarded(on, token, () => {
      if (how === 'checked') send(token);
    });
    if (!sent.done) {
      writeSync(1, 'refused\n');
      return;
    }
    await sleep(1);
    if (how === 'waits') send(token);
    const row = table.row(on);
    if (row !== null && row.until - machineMonotonic() < leaseMs / 2) table.renew(on, token, leaseMs);
  }
  table.release(on, token);
}

for (;;) {
  const taken = table.acquire(on, String(process.pid), leaseMs);
  if (taken.done) await work(taken.token);
  await sleep(1 + Math.random() * 3);
}
