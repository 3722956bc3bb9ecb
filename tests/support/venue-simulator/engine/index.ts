/**
 * A futures exchange without sockets: pure, seeded, in virtual or real time.
 *
 *     const engine = new VenueEngine({ now: 1_700_000_000_000, seed: 7, levelLots: 20 });
 *     engine.on((event) => ...);                                   // orders, fills, positions, money, market
 *     engine.place({ clientId: 'a', symbol: 'XBTUSDTM', side: 'buy', kind: 'market', lots: 3, leverage: 5 });
 *     engine.setPrice('XBTUSDTM', { last: 89_500.5 });             // stops fire, resting orders fill, liquidations
 *     engine.foreignTaker('XBTUSDTM', 'sell', 40);                 // somebody takes from the book: partial fills
 *     engine.step(1_700_000_060_000);                              // venue time; funding settles on the way
 *     engine.ordersByClientId('a').length;                         // more than one: a duplicate
 *     engine.requests; engine.log; engine.trades(); engine.positions(); engine.account();
 *
 * Prices of orders are whole ticks, sizes whole contracts, money 1e-8 quote units as bigint.
 */
export { CONTRACTS } from './contracts.ts';
export { VenueEngine, type EngineOptions } from './engine.ts';
export * from './amounts.ts';
export * from './positions.ts';
export type * from './types.ts';
