import { resource, type ClientOrderId, type ContractSymbol, type ResourceKey } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { OrderDesk } from '../../execution/order-desk.ts';
import type { Journal } from '../../journal/journal.ts';
import type { Incoming } from './matrix.ts';
import { resolve, type Claim, type Resolution, type RunningAction } from './resolver.ts';
import type { RunningActions } from './running-actions.ts';

export interface ConflictDeskParts {
  readonly journal: Journal;
  readonly desk: Pick<OrderDesk, 'cancel'>;
  readonly actions: RunningActions;
  /** Ends the wait of signals on a symbol whose risk is being reduced; their ids. */
  readonly refuseWaiting: (symbol: ContractSymbol, rule: string) => readonly string[];
}

/** An action that is no signal, about to start. */
export interface Asking {
  readonly incoming: Exclude<Incoming, 'entry-same-side' | 'entry-opposite-side'>;
  /** What it is and whose, for the record. */
  readonly label: string;
  readonly resource: ResourceKey;
  readonly symbols: readonly ContractSymbol[];
  readonly claim: Claim | null;
}

/** Which kind of running action an incoming one becomes. */
const RUNS_AS = {
  replacement: 'replacement',
  configuration: 'configuration',
  withdrawal: 'vault',
} as const;

/** Settles conflicts of actions that are no signals, records both parties and the rule, and carries the outcome out. */
export class ConflictDesk {
  readonly #parts: ConflictDeskParts;

  constructor(parts: ConflictDeskParts) {
    this.#parts = parts;
  }

  /** What runs on a symbol: orders, what is held, and what was begun on it or on the whole portfolio. */
  running(symbol: ContractSymbol): readonly RunningAction[] {
    const { journal, actions } = this.#parts;
    return [...runningOrders(journal, symbol), ...actions.on([resource.symbol(symbol), resource.portfolio])];
  }

  /** Risk on a symbol is about to be reduced: entries on their way are canceled, signals that wait are refused. */
  reduce(symbol: ContractSymbol, label: string): Resolution {
    const running = this.running(symbol);
    const made = resolve('reduction', running);
    const canceled: string[] = [];
    if (running.some(({ kind }) => kind === 'order')) {
      for (const { id, role } of this.#parts.journal.state.openOrders().filter((row) => row.symbol === symbol)) {
        if (role !== 'entry') continue;
        this.#parts.desk.cancel(id, label);
        canceled.push(id);
      }
    }
    // Each entry that is cut short is a conflict of its own, whatever the strictest rule among all that run says.
    const cut =
      canceled.length === 0
        ? made
        : resolve(
            'reduction',
            running.filter(({ kind }) => kind === 'order'),
          );
    canceled.push(...this.#parts.refuseWaiting(symbol, cut.rule.id));
    if (cut.running !== null && (cut.outcome !== 'proceed' || canceled.length > 0)) {
      this.#record(symbol, label, cut, canceled);
    }
    return made;
  }

  /** Asks to begin; when nothing stands against it, it runs until the disposable is disposed of. */
  begin(asking: Asking): { readonly resolution: Resolution; readonly running: Disposable | null } {
    const { incoming, label, claim } = asking;
    const running = [
      ...asking.symbols.flatMap((symbol) => [...runningOrders(this.#parts.journal, symbol)]),
      ...this.#parts.actions.on([asking.resource, ...asking.symbols.map(resource.symbol)]),
    ];
    const resolution = resolve(incoming, running, claim);
    if (resolution.running !== null) this.#record(asking.resource, label, resolution, []);
    if (resolution.outcome !== 'proceed' || incoming === 'reduction') return { resolution, running: null };
    return {
      resolution,
      running: this.#parts.actions.begin(asking.resource, { kind: RUNS_AS[incoming], label, claim }),
    };
  }

  #record(
    subject: string,
    incoming: string,
    { rule, running, outcome }: Resolution,
    canceled: readonly string[],
  ): void {
    this.#parts.journal.append({
      type: 'conflict.decided',
      subject,
      data: { incoming, running: running?.label ?? '', rule: rule.id, outcome, because: rule.because, canceled },
    });
  }
}

/** An entry order or a position as it runs on its symbol. */
export interface RunningOrder extends RunningAction {
  /** The order, where it is one. */
  readonly orderId: ClientOrderId | null;
  /** + bought or long, − sold or short. */
  readonly side: number;
}

/** Orders on a symbol that may still fill, and what is held of it. */
export function runningOrders(journal: Pick<Journal, 'state'>, symbol: ContractSymbol): readonly RunningOrder[] {
  const { state } = journal;
  const found: RunningOrder[] = [];
  const held = state.position(symbol)?.lots ?? 0;
  if (held !== 0) {
    found.push({
      kind: 'position',
      label: `position of ${String(held)} contracts`,
      orderId: null,
      side: Math.sign(held),
    });
  }
  for (const { id, role, side, symbol: on } of state.openOrders()) {
    if (on !== symbol || (role !== 'exit' && role !== 'entry')) continue;
    const kind = role === 'exit' ? ('reduction' as const) : ('order' as const);
    found.push({ kind, label: `${role} ${id}`, orderId: id, side: side === 'buy' ? 1 : -1 });
  }
  return found;
}
