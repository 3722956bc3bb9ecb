import type { Exposure } from '#shared/domain/exposure.ts';
import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Journal } from './journal/journal.ts';

/** Reads what is open from the journal's state, and tells when it changed. */
export interface ExposureWatch {
  now(): Exposure;
  onChange(listener: () => void): Disposable;
}

type State = Pick<Journal['state'], 'positions' | 'openOrders'>;

function read(state: State): Exposure {
  const orders = state.openOrders();
  const stops = new Set<ContractSymbol>();
  let entries = 0;
  for (const { role, symbol } of orders) {
    if (role === 'stop') stops.add(symbol);
    else if (role === 'entry') entries += 1;
  }
  const positions: Exposure['positions'][number][] = [];
  for (const { symbol, lots } of state.positions())
    if (lots !== 0) positions.push({ symbol, stopped: stops.has(symbol) });
  return { positions, entries, exits: orders.length - entries };
}

/** Compared member by member: this runs with every commit of the journal. */
function same(a: Exposure, b: Exposure): boolean {
  return (
    a.entries === b.entries &&
    a.exits === b.exits &&
    a.positions.length === b.positions.length &&
    a.positions.every(({ symbol, stopped }, at) => {
      const other = b.positions[at];
      return other?.symbol === symbol && other.stopped === stopped;
    })
  );
}

export function watchExposure(journal: Pick<Journal, 'state' | 'onCommitted'>): ExposureWatch {
  return {
    now: () => read(journal.state),
    onChange(listener) {
      let before = read(journal.state);
      return journal.onCommitted.on(() => {
        const now = read(journal.state);
        if (same(before, now)) return;
        before = now;
        listener();
      });
    },
  };
}
