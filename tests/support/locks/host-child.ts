import { writeSync } from 'node:fs';
import { LoginClaim } from '#main/markets/login-claim.ts';

/**
 * A process of its own that claims a login as a live host does: `host-child.ts <endpoint> <key> <data folder>`. It prints
 * `ready`, waits for a line, prints `trades` or why it does not, and keeps what it has until its input ends.
 */
const [endpoint = '', key = '', folder = ''] = process.argv.slice(2);
const claim = new LoginClaim(folder);
const credentials = { key, secret: 's', passphrase: 'p' };

process.stdin.once('data', () => {
  const refused = claim.take({ venue: 'kucoin-futures', endpoint }, credentials);
  writeSync(1, `${refused ?? 'trades'}\n`);
});
process.stdin.on('end', () => process.exit(0));
writeSync(1, 'ready\n');
