import { parseMoney } from '#shared/domain/money.ts';
import { canonicalJson } from '#shared/kernel/canonical-json.ts';
import type { EventType } from '../event-types.ts';
import { storable } from '../row-cells.ts';
import type { Handler } from './handler.ts';

/** What the program must know at once after a start, by name; each holds the data of the last record of its type. */
export const FACT_OF_TYPE = {
  'system.started': 'session',
  'trading.state': 'trading',
  'risk.pauses': 'pauses',
  'risk.alarms': 'alarms',
  'throttle.pause': 'throttle',
  'throttle.caps': 'throttle-caps',
  'feed.status': 'feed',
  'reconcile.state': 'reconcile',
  'limits.changed': 'limits',
  'gate.approved': 'gate',
  'strategy.state': 'strategies',
  'watchdog.chosen': 'watchdog',
  'alerts.changed': 'alerts',
  'liquidation-alerts.changed': 'liquidation-alerts',
  'sources.changed': 'sources',
  'intake.sources': 'signal-sources',
  'parent.state': 'parents',
  'settings.changed': 'settings',
} as const satisfies Partial<Record<EventType, string>>;

export type FactType = keyof typeof FACT_OF_TYPE;
export type FactName = (typeof FACT_OF_TYPE)[FactType];

/** Keeps the data of the record as the fact of its type. */
export const keepFact: Handler<FactType> = (state, event) => {
  const name = FACT_OF_TYPE[event.type as FactType];
  state.putFact(name, { name, value: storable(canonicalJson(event.data)), updated_at: event.ts });
};

/** Keeps a point of the equity curve. */
export const sampleEquity: Handler<'equity.sampled'> = (state, event, data) => {
  const point = {
    ts: event.ts,
    equity: parseMoney(data.equity),
    peak: parseMoney(data.peak),
    gross: parseMoney(data.gross),
    net: parseMoney(data.net),
  };
  state.putEquity(point, { ts: event.ts, equity: data.equity, peak: data.peak, gross: data.gross, net: data.net });
};
