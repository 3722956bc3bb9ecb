import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FeedEvent } from '#core/ports/market-feed.ts';
import { systemClock } from '#main/adapters/system/clock.ts';
import { systemScheduler } from '#main/adapters/system/scheduler.ts';
import { playSession } from '#main/adapters/venues/recording/play-session.ts';
import { readSession, type RecordedSession } from '#main/adapters/venues/recording/session-reader.ts';
import { recordSession } from '#main/adapters/venues/recording/record-session.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';
import { eventuallyTrue, SYMBOL } from '#tests/support/venues/kucoin-kind.ts';
import { startKucoinSimulator } from '#tests/support/venue-simulator/index.ts';

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** A second or so of a simulated venue, recorded through the adapter. */
async function recordedSession(): Promise<RecordedSession> {
  const simulator = await startKucoinSimulator();
  const path = join(temporaryFolder(), 'session.gz');
  const parts = {
    venue: 'kucoin-futures',
    clock: systemClock,
    scheduler: systemScheduler,
    log: silent,
    endpoints: { rest: simulator.restUrl, socket: simulator.wsUrl },
  } as const;
  const recording = await recordSession(parts, { path, symbols: [SYMBOL], program: 'test' });
  let price = 90_000;
  await eventuallyTrue(() => {
    price += 1;
    simulator.engine.setPrice(SYMBOL, { last: price, mark: price, index: price });
    simulator.control.tick();
    return recording.messages > 200;
  }, 'messages');
  const written = await recording.stop();
  await simulator.close();
  const session = readSession(path);
  expect(session.messages.length).toBe(written.messages);
  return session;
}

describe('A session recorded from a venue on a socket', () => {
  it('plays through the same adapter offline, the same way each time', async () => {
    const session = await recordedSession();
    const runs: FeedEvent[][] = [];
    const summaries = [];
    for (let run = 0; run < 2; run += 1) {
      const events: FeedEvent[] = [];
      summaries.push(await playSession(session, (event) => events.push(event)));
      runs.push(events);
    }
    const [summary] = summaries;
    expect(summary).toMatchObject({ venue: 'kucoin-futures', program: 'test', cut: null, undelivered: 0 });
    expect(summary?.messages.public).toBeGreaterThan(30);
    expect(summary?.states.at(-1)?.status).toBe('open');
    expect(summary?.symbols.find(({ symbol }) => symbol === SYMBOL)?.tickers).toBeGreaterThan(10);
    expect(summary?.books).toMatchObject([{ symbol: SYMBOL, state: 'live', gaps: 0, unreadable: 0 }]);
    expect(runs[0]?.some((event) => event.kind === 'depth' && event.bids.length > 0)).toBe(true);
    expect(summaries[1]).toEqual(summary);
    expect(runs[1]).toEqual(runs[0]);
  });

  it('plays up to a cut', async () => {
    const session = await recordedSession();
    const cut = {
      ...session,
      messages: session.messages.slice(0, 30),
      cut: 'The recording breaks off after 30 messages.',
    };
    const summary = await playSession(cut);
    expect(summary.cut).toContain('30 messages');
    expect(summary.messages.public + summary.messages.rest).toBe(30);
  });
});
