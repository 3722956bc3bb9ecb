import { contractSymbol } from '#shared/domain/ids.ts';
import { formatTicks } from '#shared/domain/instrument.ts';
import { given } from '#shared/kernel/given.ts';
import type { PriceAlertProblem, PriceAlertStanding } from '../../alerts/price/price-alerts.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import { ticksOfText } from '../price-text.ts';

export function priceAlertHandlers(parts: ApiParts): HandlersOf<'priceAlerts'> {
  const { priceAlerts: board } = parts;
  const { journal } = parts.core.parts;
  const { alerts } = board;
  /** The price with the decimals of its contract. */
  const onTick = (symbol: string, price: string): string => {
    const instrument = parts.instruments.get(contractSymbol(symbol));
    if (instrument === undefined)
      throw contractError('NOT_FOUND', { what: `contract ${symbol}` }, `No contract named ${symbol} is known`);
    const ticks = ticksOfText(instrument, price);
    if (ticks === null)
      throw notAvailable(`${price} lies between two prices of ${symbol}: the tick is ${formatTicks(instrument, 1)}.`);
    return formatTicks(instrument, ticks);
  };
  const taken = async (result: ReturnType<typeof alerts.add>) => {
    if (!result.ok) throw problemError(result.error);
    await journal.whenDurable();
    return board.row(result.value);
  };
  return {
    list: () => Promise.resolve([...board.rows()]),
    watch: (_, { signal }) => board.topic.subscribe(signal),
    add: (wanted, { role }) => {
      mustBeWritable(parts);
      return taken(alerts.add({ ...wanted, price: onTick(wanted.symbol, wanted.price) }, role));
    },
    change: ({ id, price, ...rest }, { role }) => {
      mustBeWritable(parts);
      const { row } = known(alerts.get(id), id);
      const moved = price === undefined ? {} : { price: onTick(row.symbol, price) };
      const changed = alerts.change(id, { ...given(rest), ...moved }, role);
      if (changed === null) throw unknownAlert(id);
      return taken(changed);
    },
    remove: async ({ id }, { role }) => {
      mustBeWritable(parts);
      if (!alerts.remove(id, role)) throw unknownAlert(id);
      await journal.whenDurable();
      return { id };
    },
  };
}

const unknownAlert = (id: string) =>
  contractError('NOT_FOUND', { what: `price alert ${id}` }, 'There is no such price alert any more.');

function known(standing: PriceAlertStanding | null, id: string): PriceAlertStanding {
  if (standing === null) throw unknownAlert(id);
  return standing;
}

const problemError = ({ code, sentence }: PriceAlertProblem) =>
  code === 'ALREADY_EXISTS' ? contractError('ALREADY_EXISTS', { what: sentence }, sentence) : notAvailable(sentence);
