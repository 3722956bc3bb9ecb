import { isZero, fillSizeOf, millisOf, moneyAtLeast, ticksOf } from './exact-number.ts';
import { objectOf, objectsOf, optionalText, textOf, wordOf, type ExactObject } from './exact-json.ts';
import { negated, ourId, ROLES, SIDES } from './okx-calls.ts';
import { eventClientId, feeByRate } from './order-words.ts';
import type { StreamQuirks, StreamSign } from './quirks.ts';
import type { VenueContract } from './venue-contract.ts';

/** What one push of an order means: a fill, and the change of its state. */
function orderSigns(row: ExactObject, contract: VenueContract): readonly StreamSign[] {
  const told = {
    clientOrderId: eventClientId(ourId(row)),
    venueOrderId: textOf(row, 'ordId'),
    symbol: contract.instrument.symbol,
    tsVenue: millisOf(textOf(row, 'uTime')),
  };
  const signs: StreamSign[] = [];
  const state = textOf(row, 'state');
  const fired = optionalText(row, 'algoClOrdId') !== null;
  if (state === 'live')
    signs.push({
      kind: 'event',
      event: fired
        ? { kind: 'triggered', reason: 'The trigger price was reached', ...told }
        : { kind: 'opened', ...told },
    });
  const tradeId = optionalText(row, 'tradeId');
  if (tradeId !== null && !isZero(optionalText(row, 'fillSz') ?? '0'))
    signs.push(fillSign(row, contract, told, tradeId));
  if (state === 'canceled' || state === 'mmp_canceled')
    signs.push({
      kind: 'event',
      event: { kind: 'canceled', reason: optionalText(row, 'cancelSourceReason') ?? 'Canceled at the venue', ...told },
    });
  return signs.length > 0 ? signs : [{ kind: 'data', tsVenue: told.tsVenue }];
}

function fillSign(
  row: ExactObject,
  contract: VenueContract,
  told: Pick<Extract<StreamSign, { kind: 'event' }>['event'], 'clientOrderId' | 'symbol' | 'tsVenue'> & {
    readonly venueOrderId: string;
  },
  tradeId: string,
): StreamSign {
  const lots = fillSizeOf(contract, textOf(row, 'fillSz'));
  const priceTicks = ticksOf(contract, textOf(row, 'fillPx'));
  const liquidity = wordOf(row, 'execType', ROLES);
  const paid = optionalText(row, 'fillFeeCcy') === 'USDT' ? optionalText(row, 'fillFee') : null;
  const fee = paid === null ? feeByRate(contract, priceTicks, lots, liquidity) : moneyAtLeast(negated(paid));
  return {
    kind: 'event',
    event: { kind: 'fill', ...told, tradeId, side: wordOf(row, 'side', SIDES), lots, priceTicks, fee, liquidity },
  };
}

export const okxStream: StreamQuirks = {
  // Waiting orders are told on another connection, which is not opened.
  tellsWaiting: false,
  plan(_ask, signer) {
    const timestamp = String(Math.floor(signer.now() / 1_000));
    const { key: apiKey, passphrase } = signer.credentials;
    const sign = signer.hmac(`${timestamp}GET/users/self/verify`, 'base64');
    return Promise.resolve({
      url: `${signer.socketUrl('ws')}/private`,
      login: [JSON.stringify({ op: 'login', args: [{ apiKey, passphrase, timestamp, sign }] })],
      awaitsReady: true,
      subscriptions: [JSON.stringify({ op: 'subscribe', args: [{ channel: 'orders', instType: 'SWAP' }] })],
      renew: null,
    });
  },
  ping: () => 'ping',
  read(json, book) {
    if (json === 'pong') return [{ kind: 'pong' }];
    const message = objectOf(json, 'The message');
    switch (optionalText(message, 'event')) {
      case 'login':
        return [{ kind: 'ready' }];
      case 'subscribe':
        return [{ kind: 'acknowledged' }];
      case 'error':
        return [
          { kind: 'refused', reason: `${optionalText(message, 'code') ?? ''} ${optionalText(message, 'msg') ?? ''}` },
        ];
      case 'notice':
        return [{ kind: 'leave', reason: optionalText(message, 'msg') ?? 'The venue will close the connection' }];
      case null:
        break;
      default:
        return [];
    }
    return objectsOf(message['data'], 'data').flatMap((row) => {
      const contract = book.theirs(textOf(row, 'instId'));
      return contract === undefined ? [{ kind: 'data', tsVenue: null } as const] : orderSigns(row, contract);
    });
  },
};
