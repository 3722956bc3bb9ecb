import type { EpochMs } from '#shared/domain/time.ts';
import { call, SIDES } from './binance-usdm-calls.ts';
import { flagOf, objectOf, optionalText, textOf, wordOf, type ExactObject } from './exact-json.ts';
import { millisOf, sizeOf, ticksOf } from './exact-number.ts';
import { eventClientId, feeIn } from './order-words.ts';
import type { EventDraft, StreamQuirks, StreamSign } from './quirks.ts';
import type { VenueContract } from './venue-contract.ts';

const KEY_LIFE_MS = 30 * 60_000;

type Told = Pick<EventDraft, 'clientOrderId' | 'symbol' | 'tsVenue'> & { readonly venueOrderId: string };
type End = 'triggered' | 'canceled' | 'expired';

const ended = (told: Told, kind: End, reason: string): readonly StreamSign[] => [
  { kind: 'event', event: { kind, reason, ...told } },
];

function filled(o: ExactObject, told: Told, contract: VenueContract): readonly StreamSign[] {
  const lots = sizeOf(contract, textOf(o, 'l'));
  if (lots === 0) return [{ kind: 'data', tsVenue: told.tsVenue }];
  const priceTicks = ticksOf(contract, textOf(o, 'L'));
  const liquidity = flagOf(o, 'm') ? 'maker' : 'taker';
  const fee = feeIn(
    contract,
    { lots, priceTicks, liquidity },
    optionalText(o, 'n') ?? '0',
    optionalText(o, 'N') ?? 'USDT',
  );
  const fill = { tradeId: textOf(o, 't'), side: wordOf(o, 'S', SIDES), lots, priceTicks, fee, liquidity } as const;
  return [{ kind: 'event', event: { kind: 'fill', ...told, ...fill } }];
}

function orderSigns(o: ExactObject, contract: VenueContract, tsVenue: EpochMs): readonly StreamSign[] {
  const told: Told = {
    clientOrderId: eventClientId(optionalText(o, 'c')),
    venueOrderId: textOf(o, 'i'),
    symbol: contract.instrument.symbol,
    tsVenue,
  };
  switch (textOf(o, 'x')) {
    case 'NEW':
      return [{ kind: 'event', event: { kind: 'opened', ...told } }];
    case 'TRADE':
    case 'CALCULATED':
      return filled(o, told, contract);
    case 'CANCELED':
      return ended(told, 'canceled', 'Canceled at the venue');
    case 'EXPIRED':
      return ended(told, 'expired', 'The venue let it expire');
    default:
      return [{ kind: 'data', tsVenue }];
  }
}

const ALGO_ENDS: Readonly<Record<string, readonly [End, string]>> = {
  TRIGGERED: ['triggered', 'The trigger price was reached'],
  CANCELED: ['canceled', 'Canceled at the venue'],
  EXPIRED: ['expired', 'The venue let it expire'],
  REJECTED: ['canceled', 'The venue refused it when it fired'],
};

function algoSigns(o: ExactObject, contract: VenueContract, tsVenue: EpochMs): readonly StreamSign[] {
  const told: Told = {
    clientOrderId: eventClientId(textOf(o, 'caid')),
    venueOrderId: textOf(o, 'aid'),
    symbol: contract.instrument.symbol,
    tsVenue,
  };
  const actual = optionalText(o, 'ai');
  const alias: readonly StreamSign[] =
    actual === null ? [] : [{ kind: 'alias', clientOrderId: told.clientOrderId, venueOrderId: actual }];
  const status = textOf(o, 'X');
  if (status === 'NEW') return [{ kind: 'event', event: { kind: 'opened', ...told } }];
  const end = ALGO_ENDS[status];
  if (end === undefined) return [...alias, { kind: 'data', tsVenue }];
  const why = optionalText(o, 'rm');
  return [...alias, ...ended(told, end[0], why === null ? end[1] : `${end[1]}: ${why}`)];
}

const READERS = { ORDER_TRADE_UPDATE: orderSigns, ALGO_UPDATE: algoSigns } as const;

export const binanceStream: StreamQuirks = {
  tellsWaiting: true,
  async plan(ask, signer) {
    const verdict = await ask(call('POST', 'listenKey', 1));
    if (!verdict.ok) throw new Error(`${verdict.code}: ${verdict.message}`);
    const key = textOf(objectOf(verdict.data, 'The answer'), 'listenKey');
    const url = `${signer.socketUrl('ws', 'future').replace(/\/ws$/, '')}/private/ws?listenKey=${key}`;
    const renew = { everyMs: KEY_LIFE_MS, call: call('PUT', 'listenKey', 1) };
    return { url, login: [], awaitsReady: false, subscriptions: [], renew };
  },
  ping: () => null,
  read(json, book) {
    const message = objectOf(json, 'The message');
    const type = textOf(message, 'e');
    if (type === 'listenKeyExpired') return [{ kind: 'leave', reason: 'The key of the stream has expired' }];
    const read = Object.hasOwn(READERS, type) ? READERS[type as keyof typeof READERS] : null;
    if (read === null) return [];
    const o = objectOf(message['o'], 'o');
    const contract = book.theirs(textOf(o, 's'));
    const tsVenue = millisOf(textOf(message, 'T'));
    return contract === undefined ? [{ kind: 'data', tsVenue }] : read(o, contract, tsVenue);
  },
};
