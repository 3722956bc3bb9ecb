import type { WatchdogView } from '#shared/contract/watchdog.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import { OPT_OUT_PHRASE, type WatchdogDesk } from '../agents/risk/watchdog/watchdog-desk.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';

/** So many digits name a rule set on a screen. */
const SHORT_HASH = 8;

/** What the screens show where fills are simulated. */
const NOT_AVAILABLE: WatchdogView = {
  key: 'watchdog',
  available: false,
  state: 'off',
  reason: 'Fills are simulated in this mode: there is nothing to guard.',
  since: 0,
  heardAt: null,
  rules: null,
  ourRules: '',
  silenceMs: 0,
  action: 'flatten',
  sight: null,
  blind: null,
  deed: null,
  optOut: null,
  phrase: OPT_OUT_PHRASE,
};

/** The watchdog as the screens show it. */
export class WatchdogBoard implements Disposable {
  readonly topic: Topic<WatchdogView>;
  /** Null where nothing is to be guarded. */
  readonly desk: WatchdogDesk | null;
  readonly #following: Disposable | null;

  constructor(desk: WatchdogDesk | null, scheduler: Scheduler) {
    this.desk = desk;
    this.topic = new Topic(scheduler);
    this.topic.put([this.view()]);
    this.#following = desk?.onChange.on(() => this.topic.put([this.view()])) ?? null;
  }

  view(): WatchdogView {
    if (this.desk === null) return NOT_AVAILABLE;
    const { rulesHash, ourRulesHash, ...status } = this.desk.view();
    return {
      key: 'watchdog',
      available: true,
      ...status,
      rules: rulesHash?.slice(0, SHORT_HASH) ?? null,
      ourRules: ourRulesHash.slice(0, SHORT_HASH),
      phrase: OPT_OUT_PHRASE,
    };
  }

  dispose(): void {
    this.#following?.dispose();
    this.desk?.dispose();
  }
}
