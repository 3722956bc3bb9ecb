import { systemClock } from '#main/adapters/system/clock.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { nodeWatchdog } from '#main/markets/watchdog-command.ts';
import { WatchdogKeeper } from '#main/markets/watchdog-keeper.ts';

/**
 * A process that stands for the core: it has its account guarded and says so, and stalls when it is told to:
 * `guarded-child.ts <job as JSON>`. It prints each state of the watchdog, and the pid of the watchdog's process.
 */
interface Job {
  readonly endpoint: string;
  readonly dataDir: string;
  readonly credentials: { readonly key: string; readonly secret: string; readonly passphrase: string };
}

const job = JSON.parse(process.argv[2] ?? '') as Job;
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const keeper = new WatchdogKeeper({
  command: nodeWatchdog(),
  choice: { venue: 'kucoin-futures', endpoint: job.endpoint },
  dataDir: job.dataDir,
  clock: systemClock,
  scheduler: systemScheduler,
  hasher: systemHasher,
  log: { info: () => undefined, warn: say, error: say },
});
keeper.onChange(({ state, sight, blind }) => {
  say(`${state} ${sight === null ? '-' : `${String(sight.positions)}/${String(sight.orders)}`} ${blind ?? ''}`.trim());
});
keeper.guard(job.credentials);

process.stdin.setEncoding('utf8').on('data', (text: string) => {
  if (text.includes('stall')) for (;;);
  if (text.includes('end')) {
    keeper.dispose();
    process.stdin.destroy();
  }
});
