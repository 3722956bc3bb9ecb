import { expect, it, vi } from 'vitest';
import { TickerBook } from '#core/market/ticker-book.ts';
import type { MarketFeed } from '#core/ports/market-feed.ts';
import { pathWorld, START } from '#tests/support/path/path-world.ts';
import { AgentsBoard } from './agents-board.ts';
import { LiveView } from './live-view.ts';
import { LocksBoard } from './locks-board.ts';
import { OrdersBoard } from './orders-board.ts';
import { ProtectionsBoard } from './protections-board.ts';
import { RiskBoard } from './risk-board.ts';

it('no screen asks the time before the present is reached: the past is lived through at its own time', async () => {
  const { core, clock } = pathWorld();
  const now = vi.spyOn(clock, 'now');
  const live = new LiveView({
    core,
    feed: { name: 'test', simulated: true } as MarketFeed,
    tickers: new TickerBook(),
    feedStatus: () => ({ status: 'open', ageMs: 0, reason: '' }),
    startedAt: START,
    verifiedAt: START,
  });
  const boards = [
    new AgentsBoard(core, live.started),
    new OrdersBoard(core, live.started),
    new LocksBoard(core.locks, clock, clock, live.started),
    new ProtectionsBoard(core.guard, core.guarding.time, clock, live.started),
    new RiskBoard(core, live.started),
  ];
  clock.moveTo(START + 6_000);
  await Promise.resolve();
  expect(now).not.toHaveBeenCalled();
  for (const board of boards) board.dispose();
});
