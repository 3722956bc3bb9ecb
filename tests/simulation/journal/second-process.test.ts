import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { openJournal } from '#core/journal/open-journal.ts';
import { StoreFailure } from '#core/ports/store.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

const CHILD = join(import.meta.dirname, '../../support/storage/journal-child.ts');

async function holder(folder: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, [CHILD, folder, 'hold'], { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  await once(child.stdout, 'data');
  return child;
}

describe('a second process on the same data folder', () => {
  it('reads, writes nothing, says so, and takes over when the first one is gone', async () => {
    const folder = temporaryFolder();
    const first = await holder(folder);

    expect(() => openStore(folder)).toThrow(/Another process holds the data folder/);
    const reader = openStore(folder, { readOnlyIfLocked: true });
    expect(reader.journal.readOnly).toBe(true);
    const journal = openJournal({
      store: reader.journal,
      hasher: systemHasher,
      clock: systemClock,
      scheduler: systemScheduler,
    });
    expect(journal.integrity).toMatchObject({ ok: true, records: 1 });
    expect(journal.state.fact('feed')?.data.reason).toBe('held');
    expect(journal.notWritable).toMatch(/Another process holds the data folder/);
    expect(() => journal.append({ type: 'system.stopped', subject: 'main', data: { reason: '' } })).toThrow();
    expect(() => {
      reader.journal.append([], []);
    }).toThrow(StoreFailure);
    const one = Float64Array.of(1);
    const candle = { ts: Float64Array.of(0), open: one, high: one, low: one, close: one, volume: one };
    expect(() => {
      reader.candles.write('XBTUSDTM' as never, '1m', candle, 'test');
    }).toThrow(StoreFailure);
    reader.close();

    first.kill('SIGKILL');
    await once(first, 'close');
    const writer = openStore(folder);
    expect(writer.journal.readOnly).toBe(false);
    writer.close();
  });

  it('is refused within one process, too', () => {
    const folder = temporaryFolder();
    const store = openStore(folder);
    expect(openStore(folder, { readOnlyIfLocked: true }).journal.readOnly).toBe(true);
    store.close();
    const again = openStore(folder);
    expect(again.journal.readOnly).toBe(false);
    again.close();
  });
});
