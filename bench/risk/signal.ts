import { join } from 'node:path';
import { HOUR } from '#shared/domain/time.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import type { SubmitOutcome } from '#core/ports/venue.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { BTC, ETH, pathWorld, proposalOf, scoreWith } from '#tests/support/path/path-world.ts';
import { MINIMUM_ROUNDS, quantile, resultOf, type BenchResult } from '../harness.ts';
import { openSyncProbe } from '../storage/sync-median.ts';
import { inTemporaryFolder } from '../storage/temporary-folder.ts';

const SIGNALS = 200;
/** Syncs and ms that a signal may take to its approved order. */
const LIMIT = { syncs: 2, besidesMs: 0.5 } as const;
const REFUSED: SubmitOutcome = { kind: 'rejected', code: 'SINK', reason: 'This venue takes no orders.' };

type World = ReturnType<typeof pathWorld>;

/** When the intent of the order that a proposal leads to became durable; NaN when it led to none. */
async function approvalOf(world: World): Promise<number> {
  let approved = Number.NaN;
  let intent = Number.POSITIVE_INFINITY;
  const appended = world.journal.onAppended.on(({ type, seq }) => {
    if (type === 'order.intent') intent = seq;
  });
  const committed = world.journal.onCommitted.on(({ to }) => {
    if (to >= intent && Number.isNaN(approved)) approved = performance.now();
  });
  const now = world.clock.now();
  const proposal = proposalOf({ tsSource: now, expiresAt: now + HOUR });
  const started = performance.now();
  await world.take(proposal);
  appended.dispose();
  committed.dispose();
  return approved - started;
}

/** An hour later, with fresh prices and a fresh score. */
function nextHour(world: World): void {
  world.clock.moveTo(world.clock.now() + HOUR);
  for (const symbol of [BTC, ETH]) world.price(symbol, 100);
  world.rules.given = scoreWith(80, 0.9, false, world.clock.now());
  world.journal.commit();
}

/**
 * `signal`: from a proposal to its approved order, through intake, throttle, score, votes, conflict, lock and gate, with every record of the
 * way durable; against syncs of the same disk taken in between. The venue refuses each order, so that the next finds the same state.
 */
export const run = (): Promise<BenchResult[]> =>
  inTemporaryFolder(async (folder) => {
    const store = openStore(join(folder, 'data'));
    const world = pathWorld({ store: store.journal, turns: systemScheduler });
    world.start();
    world.venue.answer = REFUSED;
    const probe = openSyncProbe(join(folder, 'sync'));
    const ratios = { median: [] as number[], p99: [] as number[] };
    let check = 'equal';
    for (let round = -1; round < MINIMUM_ROUNDS; round += 1) {
      const [waits, syncs]: [number[], number[]] = [[], []];
      for (let n = 0; n < SIGNALS; n += 1) {
        nextHour(world);
        const wait = await approvalOf(world);
        if (Number.isNaN(wait)) check = 'a signal ended without its order';
        waits.push(wait);
        syncs.push(probe.sync());
      }
      if (round < 0) continue;
      const text = (times: readonly number[]): string =>
        `p50 ${quantile(times, 0.5).toFixed(2)} ms, p99 ${quantile(times, 0.99).toFixed(2)} ms`;
      process.stderr.write(`  sync ${text(syncs)}; signal to approved order ${text(waits)}\n`);
      const ratioAt = (q: number): number => (LIMIT.syncs * quantile(syncs, q) + LIMIT.besidesMs) / quantile(waits, q);
      ratios.median.push(ratioAt(0.5));
      ratios.p99.push(ratioAt(0.99));
    }
    if (!verifyJournal(store.journal, systemHasher).ok) check = 'the chain does not verify';
    probe.close();
    store.close();
    const line = (of: 'median' | 'p99'): BenchResult => {
      const peer = `${String(LIMIT.syncs)} syncs + ${String(LIMIT.besidesMs)} ms, ${of}`;
      return resultOf(ratios[of], { area: `signal, ${of}`, peer, goal: 1, check });
    };
    return [line('median'), line('p99')];
  });
