import { clientOrderId, contractSymbol } from '#shared/domain/ids.ts';
import { parseMoney } from '#shared/domain/money.ts';
import type { EventDataByType } from '../journal/event-types.ts';
import type { JournalEvent } from '../journal/event.ts';
import type { Journal } from '../journal/journal.ts';
import { newestFirst } from '../journal/newest-first.ts';
import { ADOPTED_OWNER } from '../journal/projections/positions.ts';
import { Attribution, type VirtualPosition } from './attribution.ts';

const TYPES = ['order.fill', 'funding.settled', 'position.adjusted'];

/** Positions and profits per agent, folded from the journal's fills: read when first asked for, kept up from then on. */
export class AttributionBook {
  readonly #journal: Journal;
  readonly #ownerOf: (signalId: string) => string;
  #attribution: Attribution | null = null;

  /** @param ownerOf the agent, source or person behind a signal or trade. */
  constructor(journal: Journal, ownerOf: (signalId: string) => string) {
    this.#journal = journal;
    this.#ownerOf = ownerOf;
  }

  positions(): readonly VirtualPosition[] {
    this.#attribution ??= this.#read();
    return this.#attribution.positions();
  }

  #read(): Attribution {
    const attribution = new Attribution();
    // What is not on disk yet could be neither read nor heard of.
    this.#journal.commit();
    for (const event of [...newestFirst(this.#journal.store, TYPES)].reverse()) this.#take(attribution, event);
    this.#journal.onAppended.on((event) => this.#take(attribution, event));
    return attribution;
  }

  #take(attribution: Attribution, { type, subject, data }: JournalEvent): void {
    if (type === 'order.fill') {
      const { symbol, side, lots, value, fee } = data as unknown as EventDataByType['order.fill'];
      const order = this.#journal.state.order(clientOrderId(subject));
      const owner = this.#ownerOf(order?.signalId ?? '');
      const amounts = { value: parseMoney(value), fee: parseMoney(fee) };
      attribution.onFill({ owner, symbol: contractSymbol(symbol), side, lots, ...amounts });
    } else if (type === 'position.adjusted') {
      const { side, lots, value, fee } = data as unknown as EventDataByType['position.adjusted'];
      const amounts = { value: parseMoney(value), fee: parseMoney(fee) };
      attribution.onFill({
        owner: this.#ownerOf(ADOPTED_OWNER),
        symbol: contractSymbol(subject),
        side,
        lots,
        ...amounts,
      });
    } else if (type === 'funding.settled') {
      const { amount } = data as unknown as EventDataByType['funding.settled'];
      attribution.onFunding(contractSymbol(subject), parseMoney(amount));
    }
  }
}
