import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyJournal } from '#core/journal/verify.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { bundleChild } from '#tests/support/child-bundle.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const SEED = 20_261_121;

let child = '';

beforeAll(async () => {
  child = await bundleChild('tests/support/storage/journal-child.ts');
});

afterAll(() => rm(child, { force: true }));

/** Lets a child append until it has acknowledged `acks` more records, kills it, and returns the last one acknowledged. */
function runUntilKilled(folder: string, what: string, acks: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const process_ = spawn(process.execPath, [child, folder, what], { stdio: ['ignore', 'pipe', 'inherit'] });
    let text = '';
    let lines = 0;
    process_.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      lines += part.split('\n').length - 1;
      if (lines >= acks) process_.kill('SIGKILL');
    });
    process_.on('error', reject).on('close', () => {
      const whole = text.slice(0, text.lastIndexOf('\n')).split('\n');
      resolve(Number(whole.at(-1)));
    });
  });
}

function lostAfter(folder: string, acknowledged: number): number {
  const store = openStore(folder);
  try {
    expect(verifyJournal(store.journal, systemHasher)).toMatchObject({ ok: true });
    return Math.max(0, acknowledged - (store.journal.head()?.seq ?? 0));
  } finally {
    store.close();
  }
}

describe('a process killed while it records', () => {
  it('loses nothing it has acknowledged, 20 times over', async () => {
    const folder = temporaryFolder();
    let chance = SEED;
    const lost: number[] = [];
    for (let round = 0; round < 20; round++) {
      chance = (chance * 1_103_515_245 + 12_345) % 2 ** 31;
      const acknowledged = await runUntilKilled(folder, 'durable', 1 + (chance % 400));
      expect(acknowledged).toBeGreaterThan(0);
      lost.push(lostAfter(folder, acknowledged));
    }
    expect(lost, `seed ${String(SEED)}`).toEqual(Array(20).fill(0));
  }, 240_000);

  it('is seen to lose records by this harness when it acknowledges too early', async () => {
    const folder = temporaryFolder();
    expect(lostAfter(folder, await runUntilKilled(folder, 'early', 50))).toBeGreaterThan(0);
  });
});
