import type { RiskStatusView } from '#shared/contract/risk.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { REARM_PHRASE } from '../agents/risk/state/trading-state-owner.ts';
import type { TradingCore } from '../trading-core.ts';
import type { StopSignal } from './stop-signal.ts';
import { Topic } from './topic.ts';

/** How often pauses that end by themselves are looked at. */
const RENEW_MS = 1_000;

/** The trading state, its causes, the pauses and the open alarms as the screens show them. */
export class RiskBoard implements Disposable {
  readonly #core: TradingCore;
  readonly #topic: Topic<RiskStatusView>;
  readonly #subscriptions: readonly Disposable[];

  /** @param present resolves when history is worked through. */
  constructor(core: TradingCore, present: Promise<void> = Promise.resolve()) {
    this.#core = core;
    this.#topic = new Topic(core.parts.scheduler);
    const renew = (): void => this.#topic.put([this.status()]);
    // Not before: who asks the time now keeps the past from being lived through at its own time.
    let here = false;
    void present.then(() => {
      here = true;
      renew();
    });
    this.#subscriptions = [
      core.state.onChange.on(renew),
      core.pauses.onChange.on(renew),
      core.alarms.onChange.on(renew),
      core.parts.scheduler.every(RENEW_MS, () => {
        if (here && core.pauses.list().length !== this.#topic.rows()[0]?.pauses.length) renew();
      }),
    ];
  }

  status(): RiskStatusView {
    const { state, pauses, alarms } = this.#core;
    const { causes, ...view } = state.state();
    return {
      key: 'risk',
      ...view,
      causes: causes.map(({ latched, ...cause }) => ({ ...cause, ends: latched ? 'by-person' : 'by-itself' })),
      pauses: [...pauses.list()],
      alarms: [...alarms.list()],
      phrase: REARM_PHRASE,
    };
  }

  subscribe(signal: StopSignal | undefined) {
    return this.#topic.subscribe(signal);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}
