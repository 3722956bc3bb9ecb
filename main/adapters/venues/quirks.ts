import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import type { KeyRights, VenueId } from '#core/accounts/account.ts';
import type { RateCost } from '#core/execution/rate-budget.ts';
import type { RatePool } from '#core/execution/rate-window.ts';
import type {
  AccountMovement,
  AccountReport,
  OrderChange,
  OrderRef,
  OrderReport,
  PositionReport,
  ServiceStatus,
  VenueEvent,
  VenueFillReport,
  VenueOrder,
} from '#core/ports/venue.ts';
import type { ExactJson, ExactObject } from './exact-json.ts';
import type { FeedQuirks } from './feed-quirks.ts';
import type { Signer } from './signer.ts';
import type { HttpReply } from './transport.ts';
import type { ContractBook, ContractList, VenueContract } from './venue-contract.ts';

export type CallParams = Readonly<Record<string, string | number | boolean>>;

/** One call of a venue's REST interface, in ccxt's terms: section, path and method as in its endpoint tables. */
export interface VenueCall {
  readonly api: string;
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly params: CallParams;
  /** A body that is a list, in place of `params`. */
  readonly list?: readonly CallParams[];
  readonly costs: readonly RateCost[];
}

/** What a venue's envelope says. */
export type Verdict<T = ExactJson> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code: string; readonly message: string };

export type Refusal = Extract<Verdict, { readonly ok: false }>;

/** A span of venue time, both ends included. */
export interface TimeWindow {
  readonly since: EpochMs;
  readonly until: EpochMs;
}

/** A question whose answer is a list, possibly in pages and in several calls. */
export interface Listing<T> {
  /** The calls that together cover the question. */
  calls(book: ContractBook, window: TimeWindow): readonly VenueCall[];
  rows(data: ExactJson, call: VenueCall): readonly ExactObject[];
  /** The call for the page after this one; null after the last. */
  next(call: VenueCall, data: ExactJson, rows: readonly ExactObject[], window: TimeWindow): VenueCall | null;
  symbolOf(row: ExactObject): string;
  /** @throws UnreadableMessage: then the whole answer is unknown, because what is left out looks like what is gone. */
  read(row: ExactObject, contract: VenueContract): T | null;
}

/** A setting an order needs, such as its leverage. */
export interface Preparation {
  readonly call: VenueCall;
  /** Refusals that mean the setting is already so. */
  readonly already: (refusal: Refusal) => boolean;
}

export interface OrderQuirks {
  /** The venue takes a `trailing-stop` with a distance in ticks. */
  readonly trails?: true;
  /** Why the venue cannot take this order; null when it can. */
  unsupported(order: VenueOrder): string | null;
  /** What has to be set before the first entry of this leverage on a symbol. */
  prepare(order: VenueOrder, contract: VenueContract): readonly Preparation[];
  place(order: VenueOrder, contract: VenueContract): VenueCall;
  /** The venue's order id in a success; null when it is missing or the answer speaks of another order. */
  placed(data: ExactJson, order: VenueOrder): string | null;
  cancel(ref: OrderRef, contract: VenueContract): VenueCall;
  /** Whether a success of a cancel names the order; one that names none proves nothing. */
  canceled(data: ExactJson, ref: OrderRef): boolean;
  /** Refusals of a cancel or a change that mean there is no such live order. */
  gone(refusal: Refusal): boolean;
  /** Null when the venue cannot change an order. `current` is asked for first where the venue wants all terms again. */
  readonly amend: null | {
    readonly needsOrder: boolean;
    /** Null when this kind of order or change has no call. */
    call(ref: OrderRef, change: OrderChange, contract: VenueContract, current: OrderReport | null): VenueCall | null;
  };
  /** Codes that prove an order was refused before it could match. */
  readonly refusals: ReadonlySet<string>;
}

/** A list of money that moved on the account; parts of it are asked for separately. */
export interface MovementListing extends Omit<Listing<AccountMovement>, 'symbolOf' | 'read'> {
  /** Null for a row that is no movement of its own, such as a result that its fill tells already. @throws UnreadableMessage */
  read(row: ExactObject, book: ContractBook): AccountMovement | null;
}

export interface QuestionQuirks {
  /** Calls that look for one order, asked in turn until one finds it. */
  readonly order: (ref: OrderRef, contract: VenueContract) => readonly VenueCall[];
  /** Refusals that are the venue's own clean "there is no such order". */
  readonly absent: (refusal: Refusal) => boolean;
  /** The order in a success; null when the success says there is none. */
  readonly readOrder: (data: ExactJson, contract: VenueContract, call: VenueCall) => OrderReport | null;
  readonly openOrders: Listing<OrderReport>;
  readonly doneOrders: Listing<OrderReport>;
  readonly fills: Listing<VenueFillReport>;
  readonly positions: Listing<PositionReport>;
  readonly account: { readonly call: VenueCall; readonly read: (data: ExactJson) => AccountReport };
  /** Null for a venue whose list of movements is not read. */
  readonly movements: readonly MovementListing[] | null;
  readonly service: {
    readonly call: VenueCall;
    readonly read: (data: ExactJson, now: EpochMs) => { readonly status: ServiceStatus; readonly reason: string };
  };
  /** Venue time, ms. */
  readonly time: { readonly call: VenueCall; readonly read: (data: ExactJson) => EpochMs };
  readonly rights: { readonly call: VenueCall; readonly read: (data: ExactJson) => KeyRights };
}

/** Distributes over the union: an event as the quirk file reads it, before our own time is added. */
type Draft<T> = T extends unknown ? Omit<T, 'tsReceived'> : never;
export type EventDraft = Draft<VenueEvent>;

/** What one message of a private stream means. */
export type StreamSign =
  /** The login was taken: subscribe now. */
  | { readonly kind: 'ready' }
  | { readonly kind: 'acknowledged' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'pong' }
  /** A triggered order went on under another number of the venue. */
  | { readonly kind: 'alias'; readonly clientOrderId: ClientOrderId; readonly venueOrderId: string }
  /** Data of a subscription that is of no further interest. */
  | { readonly kind: 'data'; readonly tsVenue: EpochMs | null }
  | { readonly kind: 'event'; readonly event: EventDraft }
  /** The connection will end or its key has expired. */
  | { readonly kind: 'leave'; readonly reason: string };

/** How to open a private stream. */
export interface StreamPlan {
  readonly url: string;
  /** Sent when the socket opens. */
  readonly login: readonly string[];
  /** True when subscriptions have to wait for the venue's greeting or its answer to the login. */
  readonly awaitsReady: boolean;
  readonly subscriptions: readonly string[];
  /** Keeps a key of the stream alive. */
  readonly renew: { readonly everyMs: number; readonly call: VenueCall } | null;
}

export type Caller = (call: VenueCall) => Promise<Verdict>;

export interface StreamQuirks {
  /** Whether the stream tells of orders that wait for a trigger; where it does not, the open orders have to be asked for. */
  readonly tellsWaiting: boolean;
  /** @throws when the venue gives no token. */
  plan(ask: Caller, signer: Signer): Promise<StreamPlan>;
  /** The text of a ping; null for the protocol's own. `id` rises. */
  ping(id: number): string | null;
  /** @param message parsed, or the bare word `pong`. @throws UnreadableMessage */
  read(message: ExactJson, book: ContractBook): readonly StreamSign[];
}

/** Everything the general adapter has to know about one venue. */
export interface VenueQuirks {
  readonly id: VenueId;
  /** As people say it. */
  readonly name: string;
  /** ccxt's file: `kucoinfutures`. */
  readonly ccxtModule: string;
  readonly ccxtOptions: Readonly<Record<string, unknown>>;
  readonly pools: readonly RatePool[];
  /** The envelope of an answer. @throws UnreadableMessage when it is none of this venue's. */
  verdict(status: number, body: ExactJson): Verdict;
  /** Whether the answer is "too many requests", and how long to wait: ms, or null when it does not say. */
  tooMany(reply: HttpReply): { readonly waitMs: number | null } | null;
  readonly orders: OrderQuirks;
  readonly questions: QuestionQuirks;
  readonly stream: StreamQuirks;
  readonly feed: FeedQuirks;
  readonly contracts: {
    /** Public calls that together describe all contracts. */
    readonly calls: readonly VenueCall[];
    readonly read: (answers: readonly ExactJson[], asOf: string) => ContractList;
    /** What takes calls for each contract: risk tiers, fees of the account. */
    readonly details: {
      readonly calls: (contract: VenueContract) => readonly { readonly call: VenueCall; readonly signed: boolean }[];
      /** @param answers one per call; null for signed calls when there is no account. */
      readonly join: (contract: VenueContract, answers: readonly (ExactJson | null)[]) => VenueContract;
    };
    /** How the venue writes a contract we know from elsewhere; null when that cannot be told. */
    of(instrument: VenueContract['instrument']): VenueContract | null;
  };
}
