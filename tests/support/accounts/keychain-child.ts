/** Runs within a D-Bus session of its own: uses the real keychain through our port and prints what came of it. */
import { createRequire } from 'node:module';
import { performance } from 'node:perf_hooks';
import { openSecrets } from '#main/adapters/secrets/open-secrets.ts';
import { pickSecrets } from '#main/adapters/secrets/pick-secrets.ts';

const [scenario = '', folder = '', keytar = 'keytar'] = process.argv.slice(2);
const keychain = pickSecrets(() => createRequire(import.meta.url)(keytar) as unknown);
const LONG = 'Größe 🗝 '.repeat(180);

const SCENARIOS: Readonly<Record<string, () => Promise<unknown>>> = {
  'round trip': async () => ({
    status: await keychain.status(),
    before: await keychain.read('account/a'),
    written: await keychain.write('account/a', 'CANARY-first'),
    overwritten: await keychain.write('account/a', 'CANARY-second'),
    long: await keychain.write('account/long', LONG),
    read: await keychain.read('account/a'),
    longIsSame: await keychain.read('account/long').then((read) => read.ok && read.value === LONG),
    removed: await keychain.remove('account/a'),
    removedAgain: await keychain.remove('account/a'),
    after: await keychain.read('account/a'),
    left: await keychain.write('account/left', 'CANARY-left'),
  }),
  status: async () => ({
    status: await keychain.status(),
    read: await keychain.read('account/left'),
    written: await keychain.write('account/b', 'CANARY-b'),
  }),
  host: async () => {
    const host = openSecrets(folder, () => performance.now(), keychain);
    return { overview: await host.overview(), file: await host.createFile('a long enough passphrase') };
  },
};

const run = SCENARIOS[scenario];
if (run === undefined) throw new Error(`There is no scenario "${scenario}".`);
process.stdout.write(JSON.stringify(await run()));
process.exit(0);
