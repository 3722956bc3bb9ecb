import type { Contract, EngineCandle, VenueEngine } from '../engine/index.ts';
import { joinMinutes, pastBar } from '../engine/history.ts';

const MINUTE = 60_000;
/** Pieces a made-up bar is put together from at most: a year of days is no half million of minutes. */
const PIECES = 60;

/** Bars of `span` ms that start in [from, to]: a made-up past before the venue opened, its own trades since. */
export function barsOf(
  engine: VenueEngine,
  contract: Contract,
  span: number,
  from: number,
  to: number,
): EngineCandle[] {
  const market = engine.market(contract.symbol);
  const start = engine.startTicks.get(contract.symbol) ?? contract.startTicks;
  const opened = Math.floor(engine.startedAt / MINUTE) * MINUTE;
  const until = Math.min(to + span - MINUTE, engine.now);
  const piece = Math.max(MINUTE, Math.floor(span / PIECES / MINUTE) * MINUTE);
  const past: EngineCandle[] = [];
  for (let at = Math.ceil(from / span) * span; at < opened && at <= until; at += piece) {
    past.push(pastBar(market, start, engine.startedAt, at, Math.min(piece, opened - at)));
  }
  const own = [...market.minutes.values()].filter((minute) => minute.at >= from && minute.at <= until);
  return joinMinutes([...past, ...own], span).filter((bar) => bar.at >= from && bar.at <= to);
}
