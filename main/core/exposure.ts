import type { Exposure } from '#shared/domain/exposure.ts';
import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Journal } from './journal/journal.ts';

/** Reads what is open from the journal's state, and tells when it changed. */
export interface ExposureWatch {
  now(): Exposure;
  onChange(listener: () => void): Disposable;
}

function read(state: Pick<Journal['state'], 'positions' | 'openOrders'>): Exposure {
  const orders = state.openOrders();
  const stops = new Set(orders.flatMap(({ role, symbol }) => (role === 'stop' ? [symbol] : [])));
  const entries = orders.filter(({ role }) => role === 'entry').length;
  return {
    positions: state
      .positions()
      .flatMap(({ symbol, lots }) => (lots === 0 ? [] : [{ symbol, stopped: stops.has(symbol) }])),
    entries,
    exits: orders.length - entries,
  };
}

export function watchExposure(journal: Pick<Journal, 'state' | 'onCommitted'>): ExposureWatch {
  return {
    now: () => read(journal.state),
    onChange(listener) {
      let before = JSON.stringify(read(journal.state));
      return journal.onCommitted.on(() => {
        const now = JSON.stringify(read(journal.state));
        if (now === before) return;
        before = now;
        listener();
      });
    },
  };
}
