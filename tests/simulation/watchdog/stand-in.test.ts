import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it, onTestFinished } from 'vitest';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { eventually } from '#tests/support/transport/eventually.ts';
import { startKucoinSimulator, type KucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const CHILD = join(import.meta.dirname, '../../support/watchdog/guarded-child.ts');
/** The goal for the time from the core's end to the first cancel or close, ms. */
const WITHIN_MS = 5_000;
const took: string[] = [];

/** A venue with a position, its stop, an entry that rests and one that waits for its price. */
async function exposedVenue(): Promise<KucoinSimulator> {
  const venue = await startKucoinSimulator({ engineOptions: { seed: 5, walk: { everyMs: 200, bps: 2 } } });
  onTestFinished(() => venue.close());
  const { engine } = venue;
  const order = { clientId: null, leverage: 3, marginMode: 'isolated' } as const;
  const placed = [
    engine.place({ ...order, symbol: 'XBTUSDTM', side: 'buy', kind: 'market', lots: 12 }),
    engine.place({ ...order, symbol: 'ETHUSDTM', side: 'sell', kind: 'market', lots: 30 }),
    engine.place({ ...order, symbol: 'SOLUSDTM', side: 'buy', kind: 'limit', lots: 5, priceTicks: 1_000 }),
    engine.place({
      ...order,
      symbol: 'XBTUSDTM',
      side: 'sell',
      kind: 'market',
      lots: 12,
      reduceOnly: true,
      stop: { direction: 'down', ticks: 10_000, by: 'mark' },
    }),
  ];
  expect(placed.map(({ ok }) => ok)).toEqual([true, true, true, true]);
  return venue;
}

interface Guarded {
  readonly child: ChildProcess;
  readonly lines: string[];
  readonly folder: string;
}

async function guardedCore(venue: KucoinSimulator): Promise<Guarded> {
  const folder = temporaryFolder();
  const job = { endpoint: venue.restUrl, dataDir: folder, credentials: venue.credentials };
  const child = spawn(process.execPath, [CHILD, JSON.stringify(job)], { stdio: ['pipe', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines: string[] = [];
  child.stdout.setEncoding('utf8').on('data', (text: string) => lines.push(...text.trim().split('\n')));
  child.stderr.setEncoding('utf8').on('data', (text: string) => lines.push(text.trim()));
  await eventually(() => expect(lines).toContain('watching 2/2'));
  return { child, lines, folder };
}

const isFlat = ({ engine }: KucoinSimulator): boolean => engine.positions().every(({ lots }) => lots === 0);
const openOrders = ({ engine }: KucoinSimulator) => engine.orders().filter(({ state }) => state !== 'done');

/** Waits until the venue shows nothing open any more and returns how long it took from `from`, ms. */
async function flat(venue: KucoinSimulator, from: number): Promise<number> {
  await eventually(() => expect(isFlat(venue) && openOrders(venue).length === 0).toBe(true));
  return performance.now() - from;
}

describe('the watchdog at a venue on a socket', () => {
  it.each([
    ['is killed', ({ child }: Guarded) => void child.kill('SIGKILL')],
    ['stalls in an endless loop', ({ child }: Guarded) => void child.stdin?.write('stall\n')],
    ['is stopped as by a frozen disk', ({ child }: Guarded) => void child.kill('SIGSTOP')],
  ])(
    'cancels and closes everything when the core %s, and leaves the halt file',
    async (how, end) => {
      const venue = await exposedVenue();
      const core = await guardedCore(venue);
      const from = performance.now();
      end(core);
      const ms = await flat(venue, from);
      took.push(`${how}: flat after ${ms.toFixed(0)} ms`);
      expect(ms).toBeLessThan(WITHIN_MS);
      await eventually(() =>
        expect(readFileSync(join(core.folder, 'HALT'), 'utf8')).toMatch(/^the watchdog stood in: /),
      );
    },
    60_000,
  );

  it('does nothing when the core ends in good order', async () => {
    const venue = await exposedVenue();
    const core = await guardedCore(venue);
    const ended = new Promise((resolve) => core.child.on('close', resolve));
    core.child.stdin?.write('end\n');
    await ended;
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect(isFlat(venue)).toBe(false);
    expect(openOrders(venue)).toHaveLength(2);
  }, 60_000);
});

afterAll(() => console.log(took.join('\n')));
