import type { DifferenceView, ReconcileView } from '#shared/contract/reconcile.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { ReconcileStatus } from '../execution/reconcile/difference.ts';
import type { Reconciler } from '../execution/reconcile/reconciler.ts';
import type { Scheduler } from '../ports/scheduler.ts';
import { Topic } from './topic.ts';
import { differenceView, nothingToCompare, reconcileView } from './views/reconcile-views.ts';

/** The part of the reconciler that the screens use. */
export type Reconciling = Pick<Reconciler, 'status' | 'check' | 'resolve'> & {
  readonly onChange: Pick<Reconciler['onChange'], 'on'>;
};

/** The venue as far as it can be compared with our own books. */
export type ReconcileSource =
  | { readonly kind: 'none'; readonly venue: string; readonly reason: string }
  | { readonly kind: 'venue'; readonly venue: string; readonly reconciling: Reconciling };

/** Keeps what the reconciliation found as rows for the screens. */
export class ReconcileBoard implements Disposable {
  readonly status: Topic<ReconcileView>;
  readonly differences: Topic<DifferenceView>;
  readonly source: ReconcileSource;
  readonly #instruments: ReadonlyMap<ContractSymbol, Instrument>;
  readonly #subscription: Disposable | null;
  #agreedSince: number | null = null;

  constructor(source: ReconcileSource, scheduler: Scheduler, instruments: ReadonlyMap<ContractSymbol, Instrument>) {
    this.source = source;
    this.#instruments = instruments;
    this.status = new Topic(scheduler);
    this.differences = new Topic(scheduler);
    this.#subscription = source.kind === 'venue' ? source.reconciling.onChange.on(() => this.#renew()) : null;
    this.#renew();
  }

  dispose(): void {
    this.#subscription?.dispose();
  }

  #renew(): void {
    const { source } = this;
    if (source.kind === 'none') {
      this.status.put([nothingToCompare(source.venue, source.reason)]);
      return;
    }
    const status = source.reconciling.status();
    this.#agreedSince = agreedSince(status, this.#agreedSince);
    const coinOf = (symbol: ContractSymbol): string => this.#instruments.get(symbol)?.coin ?? symbol;
    this.status.put([reconcileView(source.venue, status, this.#agreedSince, coinOf)]);
    this.differences.replace(
      status.differences.map((difference) => differenceView(difference, this.#instruments.get(difference.symbol))),
    );
  }
}

/** Agreement lasts through a comparison that runs; anything else ends it. */
function agreedSince({ phase, finishedAt }: ReconcileStatus, before: number | null): number | null {
  if (phase === 'running') return before;
  return phase === 'agreed' ? (before ?? finishedAt) : null;
}
