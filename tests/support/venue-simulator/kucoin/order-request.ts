import {
  type Contract,
  type PlaceRequest,
  priceNumber,
  type StopCondition,
  ticksOf,
  type VenueEngine,
} from '../engine/index.ts';
import { type Answer, refuse, refusalOf } from './answers.ts';

export type Read<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly answer: Answer };

type Fields = Readonly<Record<string, unknown>>;

const TRIGGERS = { TP: 'last', MP: 'mark', IP: 'index' } as const;

/** KuCoin refuses limit prices further than this from the last one. */
export const PRICE_BAND = 0.05;

const bad = (what: string): Read<never> => ({
  ok: false,
  answer: refuse('100001', `There are invalid parameters: ${what}`),
});

const text = (fields: Fields, name: string): string | undefined => {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined;
};

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function stopOf(contract: Contract, fields: Fields): Read<StopCondition | undefined> {
  const direction = text(fields, 'stop');
  if (direction === undefined || direction === '') return { ok: true, value: undefined };
  const ticks = ticksOf(contract, text(fields, 'stopPrice') ?? '');
  const by = TRIGGERS[text(fields, 'stopPriceType') as keyof typeof TRIGGERS];
  if ((direction !== 'up' && direction !== 'down') || by === undefined) return bad('stop');
  if (ticks === null) return bad('stopPrice');
  return { ok: true, value: { direction, ticks, by } };
}

/** `triggerStopUpPrice` and `triggerStopDownPrice` of the combined call. */
function attachedOf(contract: Contract, fields: Fields): Read<StopCondition[]> {
  const by = TRIGGERS[(text(fields, 'stopPriceType') ?? 'TP') as keyof typeof TRIGGERS];
  const stops: StopCondition[] = [];
  for (const [name, direction] of [
    ['triggerStopUpPrice', 'up'],
    ['triggerStopDownPrice', 'down'],
  ] as const) {
    const price = text(fields, name);
    if (price === undefined) continue;
    const ticks = ticksOf(contract, price);
    if (ticks === null || by === undefined) return bad(name);
    stops.push({ direction, ticks, by });
  }
  return { ok: true, value: stops };
}

function priceOf(engine: VenueEngine, contract: Contract, fields: Fields): Read<number | undefined> {
  if (text(fields, 'type') === 'market') return { ok: true, value: undefined };
  const ticks = ticksOf(contract, text(fields, 'price') ?? '');
  if (ticks === null) return bad('price');
  const last = engine.quote(contract.symbol).lastTicks;
  if (fields['side'] === 'buy' && ticks > last * (1 + PRICE_BAND)) {
    return {
      ok: false,
      answer: refuse(
        '300011',
        `Order price cannot be higher than ${String(priceNumber(contract, Math.round(last * (1 + PRICE_BAND))))}`,
      ),
    };
  }
  if (fields['side'] === 'sell' && ticks < last * (1 - PRICE_BAND)) {
    return {
      ok: false,
      answer: refuse(
        '300012',
        `Order price cannot be lower than ${String(priceNumber(contract, Math.round(last * (1 - PRICE_BAND))))}`,
      ),
    };
  }
  return { ok: true, value: ticks };
}

/** Sizes are whole contracts; KuCoin's server answers a decimal with its JSON parser's words. */
function lotsOf(fields: Fields): Read<number> {
  const size = text(fields, 'size');
  if (size === undefined) return { ok: true, value: 0 };
  if (/^\d+$/.test(size)) return { ok: true, value: Number(size) };
  const parser = `JSON parse error: Cannot deserialize value of type \`java.lang.Integer\` from String "${size}": not a valid Integer value`;
  return { ok: false, answer: refuse('100000', parser) };
}

const TIMES = { GTC: 'GTC', IOC: 'IOC', FOK: 'FOK' } as const;

interface Terms {
  readonly lots: number;
  readonly priceTicks: number | undefined;
  readonly stop: StopCondition | undefined;
  readonly attached: readonly StopCondition[];
}

function termsOf(engine: VenueEngine, contract: Contract, fields: Fields): Read<Terms> {
  const lots = lotsOf(fields);
  if (!lots.ok) return lots;
  const price = priceOf(engine, contract, fields);
  if (!price.ok) return price;
  const stop = stopOf(contract, fields);
  if (!stop.ok) return stop;
  const attached = attachedOf(contract, fields);
  if (!attached.ok) return attached;
  return { ok: true, value: { lots: lots.value, priceTicks: price.value, stop: stop.value, attached: attached.value } };
}

interface Names {
  readonly clientId: string;
  readonly contract: Contract;
  readonly side: 'buy' | 'sell';
  readonly kind: 'market' | 'limit';
}

function namesOf(engine: VenueEngine, fields: Fields): Read<Names> {
  const clientId = text(fields, 'clientOid');
  if (clientId === undefined || clientId === '') return { ok: false, answer: refusalOf('client-id-missing') };
  if (!/^[\w-]{1,40}$/.test(clientId)) return bad('clientOid');
  const contract = engine.contract(text(fields, 'symbol') ?? '');
  if (contract === undefined) return { ok: false, answer: refusalOf('unknown-symbol') };
  const side = text(fields, 'side') ?? 'buy';
  const kind = text(fields, 'type') ?? 'limit';
  if (side !== 'buy' && side !== 'sell') return bad('side');
  if (kind !== 'market' && kind !== 'limit') return bad('type');
  return { ok: true, value: { clientId, contract, side, kind } };
}

/** Reads the body of `POST /api/v1/orders` and `st-orders`. */
export function readOrder(engine: VenueEngine, body: unknown): Read<PlaceRequest> {
  if (!isFields(body)) return { ok: false, answer: refuse('400100', 'Parameter Error', 400) };
  const names = namesOf(engine, body);
  if (!names.ok) return names;
  const { clientId, contract, side, kind } = names.value;
  const terms = termsOf(engine, contract, { ...body, type: kind, side });
  if (!terms.ok) return terms;
  const { lots, priceTicks, stop, attached } = terms.value;
  return {
    ok: true,
    value: {
      clientId,
      symbol: contract.symbol,
      side,
      kind,
      lots,
      timeInForce: TIMES[text(body, 'timeInForce') as keyof typeof TIMES] ?? 'GTC',
      postOnly: body['postOnly'] === true,
      reduceOnly: body['reduceOnly'] === true,
      closeOrder: body['closeOrder'] === true,
      leverage: Number(text(body, 'leverage') ?? '1'),
      remark: text(body, 'remark') ?? null,
      attached,
      ...(priceTicks === undefined ? {} : { priceTicks }),
      ...(stop === undefined ? {} : { stop }),
    },
  };
}
