import type { Disposable } from '#shared/kernel/disposable.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { Credentials, KeyRights, VenueId } from '#core/accounts/account.ts';
import { RateBudget } from '#core/execution/rate-budget.ts';
import type { FeedConnections } from '#core/market/feed-connections.ts';
import type { ConnectionReport } from '#core/ports/account-gateway.ts';
import type { Clock } from '#core/ports/clock.ts';
import type { Log } from '#core/ports/log.ts';
import type { MarketFeed } from '#core/ports/market-feed.ts';
import type { Scheduler } from '#core/ports/scheduler.ts';
import type { Answer, Venue } from '#core/ports/venue.ts';
import { answerOf, notKnown } from './classify.ts';
import { CcxtFeed } from './ccxt-feed.ts';
import { CcxtVenue } from './ccxt-venue.ts';
import { UnreadableMessage, type ExactJson } from './exact-json.ts';
import { networkTransport } from './network-transport.ts';
import type { VenueCall, VenueQuirks } from './quirks.ts';
import { quirksOf } from './quirks-of.ts';
import { RestClient } from './rest-client.ts';
import { createSigner, type Signer, type VenueEndpoints } from './signer.ts';
import type { VenueTransport } from './transport.ts';
import { VenueClock } from './venue-clock.ts';
import { ContractBook, type ContractList, type VenueContract } from './venue-contract.ts';
import type { WireTap } from './wire-tap.ts';

/** What every connection to a venue is made of. */
export interface ConnectionParts {
  readonly venue: VenueId;
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly log: Log;
  readonly tap?: WireTap;
  /** Another place than the venue itself, such as a simulator on loopback. */
  readonly endpoints?: VenueEndpoints;
  /** Instead of the network, such as a recorded session. */
  readonly transport?: VenueTransport;
  /** How long the venue may take to answer, ms; 10,000 when absent. */
  readonly timeoutMs?: number;
}

const TIMEOUT_MS = 10_000;
const NOBODY: Credentials = { key: '', secret: '', passphrase: null };

/** The limits are of the address and the account, not of a connection: all connections to one place share them. */
const budgets = new WeakMap<Scheduler, Map<string, RateBudget>>();

function budgetFor(
  { venue, endpoints, transport, clock, scheduler }: ConnectionParts,
  { pools }: VenueQuirks,
): RateBudget {
  if (transport !== undefined) return new RateBudget(pools, clock, scheduler);
  const known = budgets.get(scheduler) ?? new Map<string, RateBudget>();
  budgets.set(scheduler, known);
  const place = `${venue} ${endpoints?.rest ?? ''}`;
  const budget = known.get(place) ?? new RateBudget(pools, clock, scheduler);
  known.set(place, budget);
  return budget;
}

interface Connection {
  readonly quirks: VenueQuirks;
  readonly signer: Signer;
  readonly transport: VenueTransport;
  readonly venueClock: VenueClock;
  readonly rest: RestClient;
  readonly tap: WireTap | null;
}

async function connect(parts: ConnectionParts, credentials: Credentials): Promise<Connection> {
  const { clock, scheduler } = parts;
  const quirks = await quirksOf(parts.venue);
  const venueClock = new VenueClock(clock);
  const signer = await createSigner({
    module: quirks.ccxtModule,
    options: quirks.ccxtOptions,
    credentials,
    endpoints: parts.endpoints ?? null,
    now: () => venueClock.now(),
  });
  const transport = parts.transport ?? networkTransport();
  const budget = budgetFor(parts, quirks);
  const tap = parts.tap ?? null;
  const timeoutMs = parts.timeoutMs ?? TIMEOUT_MS;
  const rest = new RestClient({ quirks, signer, transport, budget, venueClock, clock, scheduler, tap, timeoutMs });
  return { quirks, signer, transport, venueClock, rest, tap };
}

/**
 * Connects an account. The stream is opened and kept open; nothing is sent for the account until it is asked for.
 * @param parts.contracts what the account may trade, from `loadInstruments` or `contractsOf`.
 */
export async function openVenue(
  parts: ConnectionParts & { readonly credentials: Credentials; readonly contracts: readonly VenueContract[] },
): Promise<Venue & Disposable> {
  const connection = await connect(parts, parts.credentials);
  const { clock, scheduler, log } = parts;
  const book = new ContractBook(parts.contracts);
  const venue = new CcxtVenue({ ...connection, book, clock, scheduler, log });
  venue.start();
  return venue;
}

/** Connects to a venue's public streams; `start` opens them. No login is needed. */
export async function openFeed(
  parts: ConnectionParts & { readonly contracts: readonly VenueContract[] },
): Promise<MarketFeed & FeedConnections> {
  const connection = await connect(parts, NOBODY);
  const { clock, scheduler, log } = parts;
  return new CcxtFeed({ ...connection, book: new ContractBook(parts.contracts), clock, scheduler, log });
}

async function asked<T>(
  rest: RestClient,
  call: VenueCall,
  signed: boolean,
  read: (data: ExactJson) => T,
): Promise<Answer<T>> {
  const result = await rest.call(call, 'question', signed);
  return answerOf(result, (verdict) => {
    if (!verdict.ok) return notKnown(verdict);
    if (result.kind !== 'answered') return { known: false, reason: result.reason };
    return { known: true, value: read(verdict.data), askedAt: result.askedAt };
  });
}

/**
 * The venue's contracts with their true steps, fees and limits; those that cannot be held exactly are listed with the reason.
 * @param parts.tiersFor symbols whose risk limits, and with credentials whose fees, are read as well; that takes a
 * call or two each. Others keep what the list says, and name in `assumed` what it leaves out.
 */
export async function loadInstruments(
  parts: ConnectionParts & { readonly tiersFor?: readonly string[]; readonly credentials?: Credentials },
): Promise<Answer<ContractList>> {
  const { quirks, rest, transport } = await connect(parts, parts.credentials ?? NOBODY);
  try {
    const answers: ExactJson[] = [];
    let askedAt = parts.clock.now();
    for (const [index, call] of quirks.contracts.calls.entries()) {
      const answer = await asked(rest, call, false, (data) => data);
      if (!answer.known) return answer;
      if (index === 0) askedAt = answer.askedAt;
      answers.push(answer.value);
    }
    const asOf = new Date(askedAt).toISOString().slice(0, 10);
    const list = quirks.contracts.read(answers, asOf);
    const wanted = new Set(parts.tiersFor ?? []);
    const contracts: VenueContract[] = [];
    for (const contract of list.contracts) {
      const wish = wanted.has(contract.instrument.symbol);
      contracts.push(wish ? await detailed(quirks, rest, contract, parts.credentials !== undefined) : contract);
    }
    return { known: true, value: { ...list, contracts }, askedAt };
  } catch (error) {
    if (error instanceof UnreadableMessage) return { known: false, reason: error.message };
    throw error;
  } finally {
    transport.close();
  }
}

/** @throws UnreadableMessage when an answer is missing or makes no sense. */
async function detailed(
  quirks: VenueQuirks,
  rest: RestClient,
  contract: VenueContract,
  withAccount: boolean,
): Promise<VenueContract> {
  const answers: (ExactJson | null)[] = [];
  for (const { call, signed } of quirks.contracts.details.calls(contract)) {
    if (signed && !withAccount) {
      answers.push(null);
      continue;
    }
    const answer = await asked(rest, call, signed, (data) => data);
    if (!answer.known) throw new UnreadableMessage(`${contract.venueSymbol}: ${answer.reason}`);
    answers.push(answer.value);
  }
  return quirks.contracts.details.join(contract, answers);
}

/** How a venue writes instruments that are known from elsewhere; those it cannot tell of are left out. */
export async function contractsOf(
  venue: VenueId,
  instruments: readonly Instrument[],
): Promise<readonly VenueContract[]> {
  const quirks = await quirksOf(venue);
  return instruments.map((instrument) => quirks.contracts.of(instrument)).filter((contract) => contract !== null);
}

/** What a key may do, as the venue says. One signed question. */
export async function readKeyRights(
  parts: ConnectionParts & { readonly credentials: Credentials },
): Promise<Answer<KeyRights>> {
  const { quirks, rest, transport } = await connect(parts, parts.credentials);
  try {
    return await asked(rest, quirks.questions.rights.call, true, quirks.questions.rights.read);
  } finally {
    transport.close();
  }
}

/** Whether a signed read of the account works, how long it takes, and how far the clocks are apart. */
export async function testConnection(
  parts: ConnectionParts & { readonly credentials: Credentials },
): Promise<Answer<ConnectionReport>> {
  const { quirks, rest, transport } = await connect(parts, parts.credentials);
  const { call, read } = quirks.questions.account;
  try {
    const offset = await rest.measureOffset();
    const began = parts.clock.monotonic();
    const answer = await asked(rest, call, true, read);
    if (!answer.known) return answer;
    const latencyMs = Math.round(parts.clock.monotonic() - began);
    const clockOffsetMs = typeof offset === 'string' ? null : Math.round(offset.offsetMs);
    return { known: true, value: { latencyMs, clockOffsetMs }, askedAt: answer.askedAt };
  } finally {
    transport.close();
  }
}
