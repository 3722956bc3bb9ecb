import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { VirtualClock } from '#core/research/virtual-clock.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { runCli } from '#main/cli/program.ts';
import { memoryContext } from '#tests/support/cli/memory-context.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-cli-sample-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function sampleData(...args: readonly string[]) {
  const context = memoryContext();
  const code = await runCli(['sample-data', '--data-dir', folder, ...args], context);
  return { code, ...context.written };
}

function startedIn(mode: string): void {
  const store = openStore(folder);
  const clock = new VirtualClock(Date.UTC(2025, 5, 1));
  const journal = openJournal({ store: store.journal, hasher: systemHasher, clock, scheduler: clock });
  const data = { mode, feed: 'test', venue: 'test', simulated: false, configHash: '', version: 'test' };
  journal.append({ type: 'system.started', subject: mode, data: data as never });
  journal.commit();
  store.close();
}

describe('zmart sample-data', () => {
  it.each(['paper', 'live'])('makes nothing beside the records of %s trading', async (mode) => {
    startedIn(mode);
    const { code, err } = await sampleData('--days', '30');
    expect(code).toBe(2);
    expect(err).toContain(`holds the records of ${mode} trading`);
  });

  it('refuses a length it cannot make, and says which it can', async () => {
    const { code, err } = await sampleData('--days', '3');
    expect(code).toBe(2);
    expect(err).toContain('30 to 730');
  });

  it('is stopped by Ctrl+C and says how it goes on', async () => {
    const stopped = new AbortController();
    stopped.abort();
    const context = memoryContext({ interruptible: (work) => work(stopped.signal) });
    expect(await runCli(['sample-data', '--data-dir', folder, '--days', '30'], context)).toBe(130);
    expect(context.written.err).toContain('the same command goes on with it');
  });
});
