import type { ChainCoinView, ChainView, SourceView } from '#shared/contract/sources.ts';
import type { SourceSetting } from '#shared/domain/source.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import type { SourceLife } from '../sources/source-life.ts';
import { Topic } from './topic.ts';

/** The sources outside the market as the screens show them. */
export class SourcesBoard implements Disposable {
  readonly life: SourceLife;
  readonly topic: Topic<SourceView>;
  readonly #following: readonly Disposable[];

  constructor(life: SourceLife, scheduler: Scheduler) {
    this.life = life;
    this.topic = new Topic(scheduler);
    const renew = (): void => this.topic.replace(this.rows());
    renew();
    this.#following = [life.desk.onChange.on(renew), life.poller.onReport.on(renew)];
  }

  rows(): readonly SourceView[] {
    return this.life.desk.settings.sources.map((source) => this.row(source));
  }

  row({ id, ...source }: SourceSetting): SourceView {
    return { key: id, ...source, report: { ...this.life.poller.report(id) } };
  }

  chain(): ChainView | null {
    const { chain } = this.life.desk.settings;
    if (chain === null) return null;
    const { report, reading } = this.life.poller.chainReport();
    return { ...chain, report: { ...report }, block: reading?.block ?? null, gwei: reading?.gwei ?? null };
  }

  coins(): ChainCoinView[] {
    const { reading } = this.life.poller.chainReport();
    return this.life.desk.settings.coins.map(({ coin, token, decimals, wallets }) => {
      const read = reading?.coins.find((one) => one.coin === coin);
      return {
        key: coin,
        token,
        decimals,
        wallets: [...wallets],
        transfersAnHour: read?.transfersAnHour ?? null,
        held: read?.held ?? null,
        problems: [...(read?.problems ?? [])],
      };
    });
  }

  dispose(): void {
    for (const one of this.#following) one.dispose();
    this.life.dispose();
  }
}
