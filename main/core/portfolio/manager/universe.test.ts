import { describe, expect, it } from 'vitest';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DAY, HOUR } from '#shared/domain/time.ts';
import { slotWorld, SYMBOLS, T0 } from '#tests/support/portfolio/slot-world.ts';
import { Universe, type Listing } from './universe.ts';

const GONE = SYMBOLS.slice(0, 3);
const LATER = SYMBOLS.slice(10, 12);

/** Three that end on the 20th, announced a week before; two that begin on the 10th. */
const listing = (symbol: (typeof SYMBOLS)[number]): Listing => ({
  symbol,
  listedAt: LATER.includes(symbol) ? T0 + 9 * DAY : T0 - 90 * DAY,
  announcedAt: GONE.includes(symbol) ? T0 + 12 * DAY : null,
  delistedAt: GONE.includes(symbol) ? T0 + 19 * DAY : null,
});

const byDate = new Universe(SYMBOLS.map(listing));
/** What a list read today says: those that are gone are not on it, and everything on it was there for ever. */
const today = Universe.of(SYMBOLS.filter((symbol) => !GONE.includes(symbol)));

describe('a universe by date', () => {
  it('lists what was listed then, and tells an end only from its announcement on', () => {
    expect(byDate.at(T0)).toHaveLength(12);
    expect(byDate.at(T0 + 10 * DAY)).toHaveLength(14);
    expect(byDate.at(T0 + 19 * DAY)).toHaveLength(11);
    expect(byDate.status(GONE[0] ?? contractSymbol('NONE'), T0 + 11 * DAY)).toMatchObject({
      listed: true,
      endsAt: null,
    });
    expect(byDate.status(GONE[0] ?? contractSymbol('NONE'), T0 + 12 * DAY)).toMatchObject({ endsAt: T0 + 19 * DAY });
    expect(byDate.status(contractSymbol('NONEUSDTM'), T0)).toEqual({ listed: false });
  });

  it('finds a list of today used for the past, and finds nothing wrong with the right one', () => {
    expect(byDate.hindsight(today.at(T0), T0)).toEqual({ ahead: LATER, forgotten: GONE });
    expect(byDate.hindsight(byDate.at(T0), T0)).toEqual({ ahead: [], forgotten: [] });
  });
});

describe('a portfolio over dates', () => {
  const replayed = (universe: Universe) => {
    const world = slotWorld({ universe });
    world.score();
    const seen: (readonly string[])[] = [];
    world.run(26 * DAY, () => void seen.push(world.symbolsIn()));
    return { world, seen };
  };

  it('never holds what is not listed, and lets go before the end', () => {
    const { world, seen } = replayed(byDate);
    for (const [hour, symbols] of seen.entries()) {
      const at = T0 + (hour + 1) * HOUR;
      // What a review at the hour before chose was listed then.
      expect(byDate.hindsight(symbols as typeof SYMBOLS, at - HOUR).ahead).toEqual([]);
    }
    for (const symbol of GONE) {
      const left = world.manager.state.history.find(
        (change) => change.action === 'removed' && change.symbol === symbol,
      );
      expect(left).toMatchObject({ code: 'delisting' });
      expect(left?.ts).toBe(T0 + 12 * DAY);
    }
    expect(world.symbolsIn()).toHaveLength(10);
  });

  it('comes out differently under planted hindsight, and the hindsight is found', () => {
    const honest = replayed(byDate);
    const biased = replayed(today);
    expect(biased.seen[1]).not.toEqual(honest.seen[1]);
    const chosen = (biased.seen[1] ?? []) as typeof SYMBOLS;
    expect(byDate.hindsight(chosen, T0 + HOUR).ahead).toEqual(LATER);
    expect(byDate.hindsight(today.at(T0 + HOUR), T0 + HOUR).forgotten).toEqual(GONE);
  });
});
