import { fileURLToPath } from 'node:url';
import { systemClock } from './adapters/system/clock.ts';
import { defaultDataFolder } from './adapters/system/data-folder.ts';
import { streamLog } from './adapters/system/log.ts';
import { exchangeChoice } from './markets/exchange-options.ts';
import { openHost } from './host.ts';
import { runWatchdog } from './watchdog/run.ts';
import { runDesktop } from './shell/desktop.ts';
import { attachPort } from './transport/port-carrier.ts';

/** Beside the bundle, which is `dist/main/index.mjs`. */
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The same program started with this guards the account of another of its processes, without a window. */
const WATCHDOG = '--watchdog';
const own = process.defaultApp === true ? process.argv.slice(1, 2) : [];

if (process.argv.includes(WATCHDOG)) runWatchdog();
else startDesktop();

function startDesktop(): void {
  runDesktop({
    pageDir: built('../renderer/'),
    preload: built('../preload/index.cjs'),
    icon: built('../../resources/icons/icon.png'),
    defaultDataDir: defaultDataFolder(),
    log: streamLog((text) => process.stderr.write(text)),
    now: () => systemClock.monotonic(),
    open(options, desktop) {
      const exchange = exchangeChoice(options.exchange);
      if (typeof exchange === 'string') throw new Error(exchange);
      const watchdog = { program: process.execPath, args: [...own, WATCHDOG] };
      return openHost({ ...options, exchange, watchdog, desktop });
    },
    serve: (host, port) => attachPort(host.router, port, { role: 'trader' }),
  });
}
