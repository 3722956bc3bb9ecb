import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { AccountDesk } from '#core/accounts/account-desk.ts';
import { KnownSecrets, scrubbingLog } from '#core/accounts/known-secrets.ts';
import { AccountsBoard } from '#core/api/accounts-board.ts';
import type { ApiParts } from '#core/api/api-parts.ts';
import { accountHandlers } from '#core/api/handlers/account-handlers.ts';
import { implementContract } from '#core/api/implement.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import type { Log } from '#core/ports/log.ts';
import { openSecrets } from '#main/adapters/secrets/open-secrets.ts';
import { pickSecrets } from '#main/adapters/secrets/pick-secrets.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { streamLog } from '#main/adapters/system/log.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { attachPort } from '#main/transport/port-carrier.ts';
import { portCarrier, type PagePort } from '#renderer/data/reconnect-carriers.ts';
import { clientsOver } from '#tests/support/transport/carrier.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { OUTSIDE_MET, ScriptedGateway } from './account-world.ts';

const CHEAP = { memoryKiB: 8, passes: 1, lanes: 1 };

/** Messages as the page gets them, each also written down. */
function traced(port: MessagePort, trace: string[]): PagePort {
  const page = port as unknown as PagePort;
  return {
    addEventListener: (type, listener) =>
      page.addEventListener(type, (event) => {
        trace.push(String((event as { data?: unknown }).data));
        listener(event);
      }),
    postMessage: (data) => page.postMessage(data),
    start: () => page.start?.(),
    close: () => page.close(),
  };
}

/** Everything that touches a login as the hosts build it, on a folder, with all that leaves it written down. */
export async function canaryWorld(folder: string, plantedBug: 'none' | 'log the request' = 'none') {
  const written: string[] = [];
  const toPage: string[] = [];
  const known = new KnownSecrets();
  const raw = streamLog((text) => void written.push(text));
  const log: Log = plantedBug === 'none' ? scrubbingLog(raw, known) : raw;
  const store = openStore(folder);
  const clock = systemClock;
  const scheduler = systemScheduler;
  const journal = openJournal({ store: store.journal, hasher: systemHasher, clock, scheduler });
  const gateway = new ScriptedGateway();
  const keychain = pickSecrets(() => {
    throw new Error("Cannot find module 'keytar'");
  });
  const ids = systemIds(clock);
  const desk = new AccountDesk({
    journal,
    clock,
    scheduler,
    log,
    notifier: { notify: ({ title, body }) => log.error(title, { body }) },
    secrets: openSecrets(folder, () => clock.monotonic(), keychain, { cost: CHEAP }),
    gateway,
    known,
    newId: () => ids.order(),
    outside: () => Promise.resolve(OUTSIDE_MET),
  });
  const board = new AccountsBoard(desk, scheduler, Promise.resolve());
  const parts = { accounts: board, store, dataFolder: folder } as unknown as ApiParts;
  const sample = createSampleApi();
  const router = implementContract(
    { ...sample.handlers, accounts: accountHandlers(parts) },
    { log, checkStreams: true },
  );
  const carrier = portCarrier(async () => {
    const { port1, port2 } = new MessageChannel();
    attachPort(router, port1, { role: 'trader' });
    return traced(port2 as unknown as MessagePort, toPage);
  });
  const { client, call, stop } = await clientsOver(carrier);
  return {
    client: client,
    call,
    gateway,
    desk,
    journal,
    log,
    /** Every place a login could have got to, by name. */
    places(): ReadonlyMap<string, string | Buffer> {
      const found = new Map<string, string | Buffer>();
      for (const name of readdirSync(folder)) found.set(`file ${name}`, readFileSync(join(folder, name)));
      found.set('log', written.join(''));
      found.set('messages to the page', toPage.join('\n'));
      found.set('journal', JSON.stringify([...store.journal.scan(1)]));
      return found;
    },
    types: () => new Set([...store.journal.scan(1)].map(({ type }) => type)),
    async close(): Promise<void> {
      board.dispose();
      stop();
      await journal.whenDurable();
      store.close();
    },
  };
}
export type CanaryWorld = Awaited<ReturnType<typeof canaryWorld>>;
