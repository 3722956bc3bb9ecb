import type { ContractSymbol } from '#shared/domain/ids.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { TradingCore } from '#core/trading-core.ts';

/** Hours that are enough for an ATR(14). */
const HOURS = 20;

/** Lets the core read quiet hours before the present, so that the hourly ATR is known: one per cent of the price. */
export function warmHours(core: TradingCore, symbol: ContractSymbol, price: number): void {
  const now = core.parts.clock.now();
  const first = now - (now % HOUR) - HOURS * HOUR;
  const [high, low] = [price * 1.005, price * 0.995];
  for (let i = 0; i < HOURS; i++) {
    core.warm(symbol, { ts: first + i * HOUR, open: price, high, low, close: price, volume: 1 });
  }
}
