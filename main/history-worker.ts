import { parentPort, workerData } from 'node:worker_threads';
import { makeHistory } from '#core/market/sim/make-history.ts';
import { SimulatedMarket } from '#core/market/sim/simulated-market.ts';
import type { HistoryJob } from './adapters/demo/thread-history.ts';

/** Makes the demo market's past in a thread of its own; hands it over day by day. */
function main({ seed, instruments, ...request }: HistoryJob): void {
  const port = parentPort;
  if (port === null) throw new Error('The history worker runs in a worker thread only');
  const market = new SimulatedMarket({ seed, instruments, startAt: 0 });
  for (const span of makeHistory(market, request))
    port.postMessage(
      span,
      span.candles.map(({ ts }) => ts.buffer as ArrayBuffer),
    );
}

main(workerData as HistoryJob);
