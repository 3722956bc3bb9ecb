import type { PriceAlertView } from '#shared/contract/price-alerts.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { PriceAlerts, PriceAlertStanding } from '../alerts/price/price-alerts.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { TradingParts } from '../trading-core.ts';
import { Topic } from './topic.ts';
import { priceAlertView } from './views/price-alert-view.ts';

/** The price alerts as the screens show them. */
export class PriceAlertsBoard implements Disposable {
  readonly alerts: PriceAlerts;
  readonly topic: Topic<PriceAlertView>;
  readonly #instruments: TradingParts['instruments'];
  readonly #following: Disposable;

  constructor(alerts: PriceAlerts, instruments: TradingParts['instruments'], scheduler: Scheduler) {
    this.alerts = alerts;
    this.#instruments = instruments;
    this.topic = new Topic(scheduler);
    this.topic.put(this.rows());
    this.#following = alerts.onChange.on((ids) => this.#renew(ids));
  }

  rows(): readonly PriceAlertView[] {
    return this.alerts.all().map((standing) => this.row(standing));
  }

  row(standing: PriceAlertStanding): PriceAlertView {
    const { symbol } = standing.row;
    return priceAlertView(this.alerts, standing, this.#instruments.get(contractSymbol(symbol))?.coin ?? symbol);
  }

  dispose(): void {
    this.#following.dispose();
    this.alerts.dispose();
  }

  #renew(ids: readonly string[]): void {
    const standings = ids.map((id) => ({ id, standing: this.alerts.get(id) }));
    const gone = standings.flatMap(({ id, standing }) => (standing === null ? [id] : []));
    if (gone.length > 0) this.topic.drop(gone);
    this.topic.put(standings.flatMap(({ standing }) => (standing === null ? [] : [this.row(standing)])));
  }
}
