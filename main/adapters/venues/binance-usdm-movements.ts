import type { AccountMovement } from '#core/ports/venue.ts';
import { call } from './binance-usdm-calls.ts';
import { objectsOf, optionalText, textOf, UnreadableMessage } from './exact-json.ts';
import { millisOf, moneyAtMost } from './exact-number.ts';
import type { MovementListing } from './quirks.ts';
import { windowsOf } from './reading.ts';

const SPAN_MS = 7 * 86_400_000 - 1_000;
const PAGE = 1_000;

/** Told by the fills themselves. */
const OF_FILLS = new Set(['REALIZED_PNL', 'COMMISSION']);
/** Paid in or taken out by the owner; what is not known is the venue's own giving and taking. */
const TRANSFERS = new Set([
  'TRANSFER',
  'INTERNAL_TRANSFER',
  'CROSS_COLLATERAL_TRANSFER',
  'COIN_SWAP_DEPOSIT',
  'COIN_SWAP_WITHDRAW',
  'STRATEGY_UMFUTURES_TRANSFER',
  'AUTO_EXCHANGE',
  'WELCOME_BONUS',
]);

const read: MovementListing['read'] = (row, book): AccountMovement | null => {
  const what = textOf(row, 'incomeType');
  if (OF_FILLS.has(what) || textOf(row, 'asset') !== 'USDT') return null;
  const amount = moneyAtMost(textOf(row, 'income'));
  const symbol = optionalText(row, 'symbol');
  // The venue's number is unique within one type and contract.
  const id = `${what}:${symbol ?? ''}:${textOf(row, 'tranId')}`;
  const tsVenue = millisOf(textOf(row, 'time'));
  if (what !== 'FUNDING_FEE') return { kind: TRANSFERS.has(what) ? 'transfer' : 'rebate', id, amount, what, tsVenue };
  const contract = symbol === null ? undefined : book.theirs(symbol);
  if (contract === undefined) return null;
  return {
    kind: 'funding',
    id,
    symbol: contract.instrument.symbol,
    amount,
    rate: null,
    lots: null,
    markTicks: null,
    tsVenue,
  };
};

/** Everything but fills comes from the list of income; a full page goes on at the time of its last row. */
export const binanceMovements: readonly MovementListing[] = [
  {
    calls: (_book, window) =>
      windowsOf(window, SPAN_MS).map(({ since, until }) =>
        call('GET', 'income', 30, { startTime: since, endTime: until, limit: PAGE }),
      ),
    rows: (data) => objectsOf(data, 'The income'),
    next(asked, _data, rows) {
      if (rows.length < PAGE) return null;
      const last = Math.max(...rows.map((row) => Number(textOf(row, 'time'))));
      if (last <= Number(asked.params['startTime'])) throw new UnreadableMessage('A full page of one millisecond');
      return { ...asked, params: { ...asked.params, startTime: last } };
    },
    read,
  },
];
