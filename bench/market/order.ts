import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import { OrderDesk } from '#core/execution/order-desk.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { capitalLines } from '#core/portfolio/ledger.ts';
import type { SubmitOutcome, Venue, VenueOrder } from '#core/ports/venue.ts';
import { parseMoney } from '#shared/domain/money.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemIds } from '#main/adapters/system/ids.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { entryOf } from '#tests/support/orders/desk-world.ts';
import { CONTRACTS } from '#tests/support/orders/sample-contracts.ts';
import { unansweredQuestions } from '#tests/support/orders/unanswered-questions.ts';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';
import { openSyncProbe } from '../storage/sync-median.ts';
import { inTemporaryFolder } from '../storage/temporary-folder.ts';

/** Orders per round, each after the one before is done; after every tenth one sync of the same disk is timed. */
const ORDERS = 500;
const SYNC_EVERY = 10;
/** From the intent to the first byte: the intent's own sync, and room for two more; the slowest one in a hundred takes ten. */
const LIMITS = { p50: 3, p99: 10 } as const;

/** A venue that is a socket: an order is its bytes, and the answer is always no, so that the next one can come. */
class SinkVenue implements Venue {
  readonly name = 'sink';
  readonly simulated = true;
  readonly ask = unansweredQuestions();
  readonly #socket: Socket;

  constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
  }

  submit(order: VenueOrder): Promise<SubmitOutcome> {
    this.#socket.write(`${JSON.stringify(order)}\n`);
    return new Promise((resolve) => {
      this.#socket.once('data', () =>
        resolve({ kind: 'rejected', code: 'SINK', reason: 'This venue takes no orders.' }),
      );
    });
  }

  cancel = () => Promise.resolve('unknown' as const);
  amend = () => Promise.resolve({ kind: 'unsupported' as const });
  onEvent = () => ({ dispose: () => undefined });
  onCondition = () => ({ dispose: () => undefined });
}

/** A listener on loopback that notes when the first byte of each order comes. */
async function openSink(onFirstByte: () => void): Promise<{ server: Server; socket: Socket }> {
  const server = createServer((peer) => {
    peer.on('data', () => {
      onFirstByte();
      peer.write('.');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  await new Promise<void>((resolve) => socket.once('connect', resolve));
  return { server, socket };
}

/** `order`: from the intent to the first byte on a socket, with the intent durable before, in syncs of the same disk. */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => {
    let firstByte = 0;
    const { server, socket } = await openSink(() => (firstByte = performance.now()));
    const store = openStore(join(folder, 'data'));
    const parts = { store: store.journal, hasher: systemHasher, clock: systemClock, scheduler: systemScheduler };
    const journal = openJournal(parts);
    const lines = capitalLines(parseMoney('100000'));
    journal.append({ type: 'account.opened', subject: 'simulated', data: { account: 'simulated', lines } });
    const desk = new OrderDesk({
      journal,
      venue: new SinkVenue(socket),
      clock: systemClock,
      ids: systemIds(systemClock),
      instruments: CONTRACTS,
      barrier: 'sync',
      recordsOf: (id) => store.journal.bySubject(id),
    });
    const probe = openSyncProbe(join(folder, 'sync'));
    const p50: number[] = [];
    const p99: number[] = [];
    let check = 'equal';
    for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
      const waits: number[] = [];
      const syncs: number[] = [];
      for (let n = 0; n < ORDERS; n += 1) {
        const entry = entryOf({ maxHoldUntil: systemClock.now() + 3_600_000 });
        const started = performance.now();
        const outcome = await desk.enter(entry);
        if (outcome.kind !== 'rejected' || outcome.code !== 'SINK') check = `an order ended ${JSON.stringify(outcome)}`;
        waits.push(firstByte - started);
        if (n % SYNC_EVERY === 0) syncs.push(probe.sync());
      }
      if (round < 0) continue;
      const [middle, slow, sync] = [quantile(waits, 0.5), quantile(waits, 0.99), quantile(syncs, 0.5)];
      process.stderr.write(
        `  sync ${sync.toFixed(2)} ms, order p50 ${middle.toFixed(2)} ms, p99 ${slow.toFixed(2)} ms\n`,
      );
      p50.push((LIMITS.p50 * sync) / middle);
      p99.push((LIMITS.p99 * sync) / slow);
    }
    probe.close();
    desk.dispose();
    store.close();
    socket.destroy();
    server.close();
    const line = (peer: string, ratios: readonly number[]): BenchResult =>
      resultOf(ratios, { area: 'order', peer, goal: 1, check });
    return [line(`${String(LIMITS.p50)} syncs, p50`, p50), line(`${String(LIMITS.p99)} syncs, p99`, p99)];
  });
