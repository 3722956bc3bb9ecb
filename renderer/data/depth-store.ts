import { describeError, type Failure } from './describe-error.ts';
import { followStream, type Open } from './follow-stream.ts';
import { WaitTimer } from './wait-timer.ts';

/** What the columns of a book or tape count in: a price is `ticks × tickUnits / 10^priceDecimals`. */
export interface DepthUnits {
  readonly symbol: string;
  readonly coin: string;
  readonly tickUnits: number;
  readonly priceDecimals: number;
  /** Base currency per contract. */
  readonly multiplier: number;
}

/**
 * How a book or tape stands, as React is told: it changes rarely, whatever the market does. `loading`: nothing came yet;
 * `live`; `stale`: the last one, its feed is silent or the stream is down; `unknown`: the core knows nothing of it; `failed`:
 * the stream is down and nothing ever came.
 */
export interface DepthState {
  readonly status: 'loading' | 'live' | 'stale' | 'unknown' | 'failed';
  /** Why it is not live, one sentence. */
  readonly reason: string;
  readonly error: Failure | null;
  readonly provenance: 'measured' | 'estimated' | 'simulated' | null;
  readonly units: DepthUnits | null;
  /** When the last message came, ms since 1970 by the page's clock, as of the last change of the rest. */
  readonly receivedAt: number | null;
}

/** What every message of the two streams says besides its columns. */
interface Message {
  readonly kind: 'snapshot' | 'delta';
  readonly seq: number;
  readonly state: 'live' | 'stale' | 'unknown';
  readonly reason: string;
  readonly provenance: 'measured' | 'estimated' | 'simulated';
}
type Units = Omit<DepthUnits, 'multiplier'> & { readonly multiplier: string };
type WithUnits<M> = M extends { readonly kind: 'snapshot' } ? M & Units : M;

/** After the last one who looked, a stream is followed a little longer: a change of screen or grouping is not a new start. */
const LINGER_MS = 2_000;

const LOADING: DepthState = {
  status: 'loading',
  reason: '',
  error: null,
  provenance: null,
  units: null,
  receivedAt: null,
};

/** Follows one stream of columns while someone looks. Drawing code hears of every message, React of changed states only. */
export abstract class DepthStore<M extends Message> {
  readonly #open: Open<M>;
  readonly #painters = new Set<() => void>();
  readonly #listeners = new Set<() => void>();
  #abort: AbortController | null = null;
  #seq: number | null = null;
  #receivedAt: number | null = null;
  #state = LOADING;
  readonly #timer = new WaitTimer();

  constructor(open: Open<M>) {
    this.#open = open;
  }

  /** For `useSyncExternalStore`. */
  readonly snapshot = (): DepthState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => this.#join(this.#listeners, listener);

  /** Calls back after every message and every change of state, for code that draws. */
  readonly onChange = (painter: () => void): (() => void) => this.#join(this.#painters, painter);

  /** Tries again now when waiting after a failure. */
  readonly retry = (): void => this.#timer.cutShort();

  /** When the last message came, ms since 1970 by the page's clock. */
  get receivedAt(): number | null {
    return this.#receivedAt;
  }

  /** Takes the columns of a message. */
  protected abstract fold(message: WithUnits<M>): void;

  #join(set: Set<() => void>, member: () => void): () => void {
    set.add(member);
    this.#follow();
    return () => {
      set.delete(member);
      setTimeout(() => this.#rest(), LINGER_MS);
    };
  }

  #follow(): void {
    if (this.#abort !== null) return;
    this.#abort = new AbortController();
    const follower = { take: this.#take, lost: this.#lost };
    void followStream(this.#open, follower, this.#abort.signal, this.#timer);
  }

  #rest(): void {
    if (this.#painters.size + this.#listeners.size > 0) return;
    this.#abort?.abort();
    this.#abort = null;
    // Whoever looks next sees nothing rather than an old book as if it were live.
    this.#state = LOADING;
    this.#seq = null;
  }

  readonly #take = (message: M): 'gap' | 'taken' => {
    if (message.kind === 'delta' && (this.#seq === null || message.seq !== this.#seq + 1)) return 'gap';
    this.#seq = message.seq;
    this.#receivedAt = Date.now();
    this.fold(message as WithUnits<M>);
    const units = message.kind === 'snapshot' ? unitsOf(message as M & Units) : this.#state.units;
    this.#become({
      status: message.state,
      reason: message.reason,
      error: null,
      provenance: message.provenance,
      units,
      receivedAt: this.#receivedAt,
    });
    return 'taken';
  };

  readonly #lost = (error: unknown): void => {
    this.#seq = null;
    // A gap is mended at once and no failure to show.
    if (error === null) return;
    const failure = describeError(error);
    const nothing = this.#receivedAt === null;
    this.#become({
      ...this.#state,
      status: nothing ? 'failed' : 'stale',
      reason: failure.sentence,
      error: failure,
      receivedAt: this.#receivedAt,
    });
  };

  #become(next: DepthState): void {
    const was = this.#state;
    const same =
      was.status === next.status &&
      was.reason === next.reason &&
      was.error?.code === next.error?.code &&
      sameUnits(was.units, next.units);
    if (!same) this.#state = next;
    this.#painters.forEach((paint) => paint());
    if (!same) this.#listeners.forEach((listener) => listener());
  }
}

const unitsOf = ({ symbol, coin, tickUnits, priceDecimals, multiplier }: Units): DepthUnits => ({
  symbol,
  coin,
  tickUnits,
  priceDecimals,
  multiplier: Number(multiplier),
});

function sameUnits(a: DepthUnits | null, b: DepthUnits | null): boolean {
  if (a === null || b === null) return a === b;
  return a.symbol === b.symbol && a.tickUnits === b.tickUnits && a.multiplier === b.multiplier;
}
