import { fileURLToPath } from 'node:url';
import { systemClock } from './adapters/system/clock.ts';
import { defaultDataFolder } from './adapters/system/data-folder.ts';
import { streamLog } from './adapters/system/log.ts';
import { exchangeChoice } from './markets/exchange-options.ts';
import { openHost } from './host.ts';
import { runDesktop } from './shell/desktop.ts';
import { attachPort } from './transport/port-carrier.ts';

/** Beside the bundle, which is `dist/main/index.mjs`. */
const built = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

runDesktop({
  pageDir: built('../renderer/'),
  preload: built('../preload/index.cjs'),
  icon: built('../../resources/icons/icon.png'),
  defaultDataDir: defaultDataFolder(),
  log: streamLog((text) => process.stderr.write(text)),
  now: () => systemClock.monotonic(),
  open(options) {
    const exchange = exchangeChoice(options.exchange);
    if (typeof exchange === 'string') throw new Error(exchange);
    return openHost({ ...options, exchange });
  },
  serve: (host, port) => attachPort(host.router, port, { role: 'trader' }),
});
