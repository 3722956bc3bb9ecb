import { toTicks } from '#shared/domain/instrument.ts';
import type { AccountMovement } from '#core/ports/venue.ts';
import { flagOf, objectOf, objectsOf, optionalText, textOf, type ExactObject } from './exact-json.ts';
import { exactDecimal, lotsOf, millisOf, moneyAtMost, numberOf } from './exact-number.ts';
import type { CallParams, Listing, MovementListing, VenueCall } from './quirks.ts';
import { windowsOf } from './reading.ts';

type MakeCall = (method: VenueCall['method'], path: string, weight: number, params?: CallParams) => VenueCall;

const SPAN_MS = 7 * 86_400_000 - 1_000;
const PAGE = 50;
/** Sign of the amount for each type; the venue's own sign is not relied on. */
const TRANSFERS: Readonly<Record<string, 1 | -1>> = { Deposit: 1, TransferIn: 1, Withdrawal: -1, TransferOut: -1 };

const rowsOf: MovementListing['rows'] = (data) => objectsOf(objectOf(data, 'The page')['dataList'], 'dataList');

/** The list goes on behind the last row's own number. */
const nextBehind =
  (key: 'offset' | 'id'): Listing<unknown>['next'] =>
  (asked, data, rows) => {
    const last = rows.at(-1);
    if (last === undefined || !flagOf(objectOf(data, 'The page'), 'hasMore')) return null;
    const offset = textOf(last, key);
    return asked.params['offset'] === offset ? null : { ...asked, params: { ...asked.params, offset } };
  };

/**
 * A row of the account's ledger. `RealisedPNL` is left out: it sums up per eight hours what fills and funding tell one by
 * one. What is `Pending` has not moved yet.
 */
function readTransfer(row: ExactObject): AccountMovement | null {
  const type = textOf(row, 'type');
  const sign = Object.hasOwn(TRANSFERS, type) ? (TRANSFERS[type] ?? null) : null;
  if (sign === null || textOf(row, 'currency') !== 'USDT' || textOf(row, 'status') !== 'Completed') return null;
  const size = textOf(row, 'amount').replace(/^[+-]/, '');
  const { units } = exactDecimal(size);
  const amount = moneyAtMost(sign < 0 && units !== 0n ? `-${size}` : size);
  const remark = optionalText(row, 'remark');
  const what = remark === null ? type : `${type}: ${remark}`;
  return {
    kind: 'transfer',
    id: `ledger:${textOf(row, 'offset')}`,
    amount,
    what,
    tsVenue: millisOf(textOf(row, 'time')),
  };
}

const readFunding: MovementListing['read'] = (row, book) => {
  const contract = book.theirs(textOf(row, 'symbol'));
  if (contract === undefined || textOf(row, 'settleCurrency') !== 'USDT') return null;
  const { instrument } = contract;
  return {
    kind: 'funding',
    id: `funding:${textOf(row, 'id')}`,
    symbol: instrument.symbol,
    amount: moneyAtMost(textOf(row, 'funding')),
    rate: numberOf(textOf(row, 'fundingRate')),
    lots: lotsOf(contract, textOf(row, 'positionQty')),
    markTicks: toTicks(instrument, numberOf(textOf(row, 'markPrice'))),
    tsVenue: millisOf(textOf(row, 'timePoint')),
  };
};

/** Transfers come from the account's ledger, funding from a list of its own, contract by contract. */
export const kucoinMovements = (call: MakeCall): readonly MovementListing[] => [
  {
    calls: (_book, window) =>
      windowsOf(window, SPAN_MS).map(({ since, until }) =>
        call('GET', 'transaction-history', 2, { currency: 'USDT', startAt: since, endAt: until, maxCount: PAGE }),
      ),
    rows: rowsOf,
    next: nextBehind('offset'),
    read: readTransfer,
  },
  {
    calls: ({ all }, window) =>
      all.flatMap(({ venueSymbol: symbol }) =>
        windowsOf(window, SPAN_MS).map(({ since, until }) =>
          call('GET', 'funding-history', 5, { symbol, startAt: since, endAt: until, maxCount: PAGE }),
        ),
      ),
    rows: rowsOf,
    next: nextBehind('id'),
    read: readFunding,
  },
];
