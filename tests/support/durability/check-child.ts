import { writeSync } from 'node:fs';
import { verifyJournal } from '#core/journal/verify.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';

/** Verifies a data folder and prints what it holds as one line of JSON: `check-child.ts <folder>`. */
const store = openStore(process.argv[2] ?? '', { readOnly: true });
const verified = verifyJournal(store.journal, systemHasher);
const sending = [...store.journal.scan(1)].filter(({ type }) => type === 'order.sending').map(({ subject }) => subject);
writeSync(1, `${JSON.stringify({ verified, sending })}\n`);
store.close();
