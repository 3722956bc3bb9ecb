import type { LiquidationAlertView } from '#shared/contract/liquidation-alerts.ts';
import type { LiquidationAlertRule } from '#shared/domain/liquidation-alert.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { LiquidationAlertRules } from '../liquidation/alerts/alert-rules.ts';
import type { Clock } from '../ports/clock.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';
import { liquidationAlertView } from './views/liquidation-alert-view.ts';

/** The alert rules on the liquidation maps as the screens show them; only rows that changed are told. */
export class LiquidationAlertsBoard implements Disposable {
  readonly rules: LiquidationAlertRules;
  readonly topic: Topic<LiquidationAlertView>;
  readonly #clock: Clock;
  readonly #told = new Map<string, string>();
  readonly #following: Disposable;

  constructor(rules: LiquidationAlertRules, clock: Clock, scheduler: Scheduler) {
    this.rules = rules;
    this.#clock = clock;
    this.topic = new Topic(scheduler);
    this.#renew();
    this.#following = rules.onChange.on(() => this.#renew());
  }

  rows(): readonly LiquidationAlertView[] {
    return this.rules.rules().map((rule) => this.row(rule));
  }

  row(rule: LiquidationAlertRule): LiquidationAlertView {
    return liquidationAlertView(rule, this.rules.standings(rule), this.rules.last(rule.id), this.#clock.now());
  }

  dispose(): void {
    this.#following.dispose();
    this.rules.dispose();
  }

  #renew(): void {
    const rows = this.rows();
    const kept = new Set(rows.map(({ key }) => key));
    const gone = [...this.#told.keys()].filter((key) => !kept.has(key));
    for (const key of gone) this.#told.delete(key);
    if (gone.length > 0) this.topic.drop(gone);
    const changed = rows.filter((row) => {
      const text = JSON.stringify(row);
      if (this.#told.get(row.key) === text) return false;
      this.#told.set(row.key, text);
      return true;
    });
    if (changed.length > 0) this.topic.put(changed);
  }
}
