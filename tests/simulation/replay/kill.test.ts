import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { verifyJournal } from '#core/journal/verify.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { runFolder, type ReplayJob } from '#main/adapters/replay/replay-job.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { bundleChild } from '#tests/support/child-bundle.ts';
import { SIMULATED_FROM, simulatedCandles } from '#tests/support/replay/simulated-candles.ts';

/** A hundred and more are the soak's. */
const KILLS = Number(process.env['ZMART_KILLS'] ?? 15);
const DAYS = 12;
const SEED = 4;

let folder = '';
let child = '';

const job = (id: string): ReplayJob => ({
  id,
  dataFolder: folder,
  version: 'test',
  startedAt: 0,
  recordsPerCommit: 20,
  request: {
    symbols: ['XBTUSDTM', 'ETHUSDTM', 'SOLUSDTM'],
    timeframe: '15m',
    from: SIMULATED_FROM,
    to: SIMULATED_FROM + DAYS * DAY,
    capital: '10000',
    drawdownLimit: 0.25,
    seed: 1,
  },
});

interface Ended {
  readonly acknowledged: { readonly seq: number; readonly hash: string } | null;
  readonly root: string | null;
  readonly errors: string;
}

/** Runs the replay in a process and kills it with SIGKILL after so many acknowledgements; null lets it end. */
function run(id: string, killAfter: number | null): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, JSON.stringify(job(id))], { stdio: ['ignore', 'pipe', 'pipe'] });
    let text = '';
    let errors = '';
    process_.stdout.on('data', (data: Buffer) => {
      text += data.toString();
      if (killAfter !== null && text.split('\n').length > killAfter) process_.kill('SIGKILL');
    });
    process_.stderr.on('data', (data: Buffer) => (errors += data.toString()));
    process_.on('error', reject);
    process_.on('close', () => {
      const told = [...text.matchAll(/^acknowledged (\d+) ([0-9a-f]{64})$/gm)].at(-1);
      const root = /^root ([0-9a-f]{64})$/m.exec(text)?.[1] ?? null;
      resolve({
        acknowledged: told === undefined ? null : { seq: Number(told[1]), hash: told[2] ?? '' },
        root,
        errors,
      });
    });
  });
}

/** What is on disk of a run: verified record by record and row by row. */
function inspect(
  id: string,
  seq: number,
): { readonly ok: boolean; readonly head: number; readonly hash: string | null } {
  const store = openStore(runFolder(folder, id));
  try {
    const result = verifyJournal(store.journal, systemHasher);
    const head = store.journal.head()?.seq ?? 0;
    const hash = seq === 0 ? null : (store.journal.scan(seq).next().value as { hash: string }).hash;
    return { ok: result.ok, head, hash };
  } finally {
    store.close();
  }
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-kill-'));
  child = await bundleChild('tests/support/replay/replay-child.ts');
  const store = openStore(folder);
  for (const [symbol, columns] of simulatedCandles(3, DAYS, SEED)) {
    store.candles.write(contractSymbol(symbol), '15m', columns, 'simulated');
  }
  store.close();
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(child, { force: true });
});

describe('kill -9 during a replay', () => {
  it(
    `verifies, continues and loses nothing acknowledged, ${String(KILLS)} times (seed ${String(SEED)})`,
    { timeout: 600_000 },
    async () => {
      const whole = await run('whole', null);
      expect(whole.errors).toBe('');
      expect(whole.root).not.toBeNull();
      const random = new Sfc32(SEED);
      let [kills, attempt, most] = [0, 0, 0];
      const steps = Math.ceil((whole.acknowledged?.seq ?? 0) / 20);
      while (kills < KILLS) {
        const id = `run-${String(attempt)}`;
        const ended = await run(id, 1 + Math.floor(random.next() * steps * 0.9));
        expect(ended.errors).toBe('');
        if (ended.root !== null) {
          expect(ended.root).toBe(whole.root);
          attempt += 1;
          continue;
        }
        kills += 1;
        const seq = ended.acknowledged?.seq ?? 0;
        const found = inspect(id, seq);
        expect(found.ok).toBe(true);
        expect(found.head).toBeGreaterThanOrEqual(seq);
        expect(found.hash).toBe(ended.acknowledged?.hash ?? null);
        most = Math.max(most, found.head);
      }
      const last = await run(`run-${String(attempt)}`, null);
      expect(last.root).toBe(whole.root);
      expect(inspect(`run-${String(attempt)}`, 0).ok).toBe(true);
      expect(most).toBeGreaterThan(20);
    },
  );

  it('refuses to continue over a record that the run does not make', async () => {
    const done = await run('changed', null);
    expect(done.root).not.toBeNull();
    const other = { ...job('changed'), request: { ...job('changed').request, seed: 2 } };
    const errors = await new Promise<string>((resolve) => {
      const process_ = spawn(process.execPath, [child, JSON.stringify(other)], { stdio: ['ignore', 'ignore', 'pipe'] });
      let text = '';
      process_.stderr.on('data', (data: Buffer) => (text += data.toString()));
      process_.on('close', () => {
        resolve(text);
      });
    });
    expect(errors).toContain('RunDiffers');
  });
});
