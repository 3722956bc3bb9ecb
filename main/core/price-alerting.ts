import { PriceAlerts } from './alerts/price/price-alerts.ts';
import { PriceAlertsBoard } from './api/price-alerts-board.ts';
import type { MarketSession } from './market-session.ts';
import type { Ids } from './ports/ids.ts';
import type { TradingCore } from './trading-core.ts';

/** The price alerts over the prices of a session; what is set as an alarm waits until a person acknowledges it. */
export function priceAlertsBoardOf({ parts, alarms }: TradingCore, session: MarketSession, ids: Ids): PriceAlertsBoard {
  const { journal, clock, scheduler, instruments } = parts;
  const { health, tickers } = session;
  const alerts = new PriceAlerts({
    journal,
    latest: (symbol) => tickers.get(symbol),
    blind: (symbol) => {
      const status = health.statusOf(symbol);
      if (status === 'open') return null;
      return status === 'down' ? `The feed is down. ${health.reason}` : 'No fresh price has come.';
    },
    notifier: alarms,
    clock,
    scheduler,
    newId: () => ids.order(),
  });
  return new PriceAlertsBoard(alerts, instruments, scheduler);
}
