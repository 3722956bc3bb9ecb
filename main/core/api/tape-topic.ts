import type { TapeMessage } from '#shared/contract/depth.ts';
import { toTicks, type Instrument } from '#shared/domain/instrument.ts';
import { unitsOf, type Standing } from './book-topic.ts';
import { PacedReaders } from './paced-stream.ts';
import type { StopSignal } from './stop-signal.ts';

/** Trades kept for whoever comes later, and the most one message carries. */
const KEPT = 256;

/** The latest trades of one contract while somebody watches: a ring of columns, read at each beat. */
export class TapeTopic {
  readonly #instrument: Instrument;
  readonly #provenance: 'simulated' | 'measured';
  readonly #standing: () => Standing;
  readonly #ticks = new Float64Array(KEPT);
  readonly #lots = new Float64Array(KEPT);
  readonly #side = new Int8Array(KEPT);
  readonly #ts = new Float64Array(KEPT);
  readonly #readers: PacedReaders<TapeMessage>;
  #total = 0;

  constructor(terms: {
    readonly instrument: Instrument;
    readonly simulated: boolean;
    readonly standing: () => Standing;
    /** Nobody watches any more. */
    readonly onUnread: () => void;
  }) {
    this.#instrument = terms.instrument;
    this.#provenance = terms.simulated ? 'simulated' : 'measured';
    this.#standing = terms.standing;
    this.#readers = new PacedReaders(terms.onUnread);
  }

  get readers(): number {
    return this.#readers.size;
  }

  onTrade(price: number, lots: number, takerSide: 'buy' | 'sell', ts: number): void {
    const at = this.#total % KEPT;
    this.#ticks[at] = toTicks(this.#instrument, price);
    this.#lots[at] = lots;
    this.#side[at] = takerSide === 'buy' ? 1 : -1;
    this.#ts[at] = ts;
    this.#total += 1;
  }

  subscribe(signal: StopSignal | undefined): AsyncGenerator<TapeMessage, void, void> {
    let seen = -1;
    let seq = 0;
    let told = '';
    const news = (): TapeMessage | null => {
      const standing = this.#standing();
      const word = standing.state + standing.reason;
      if (seen === this.#total && word === told) return null;
      seq += 1;
      const whole = seen < 0 || this.#total - seen > KEPT;
      const from = whole ? Math.max(0, this.#total - KEPT) : seen;
      seen = this.#total;
      told = word;
      const head = { ...standing, provenance: this.#provenance, ...this.#since(from) };
      return whole ? { kind: 'snapshot', seq, ...unitsOf(this.#instrument), ...head } : { kind: 'delta', seq, ...head };
    };
    return this.#readers.open(news, signal);
  }

  beat(): void {
    this.#readers.beat();
  }

  #since(from: number) {
    const out = { ticks: [] as number[], lots: [] as number[], side: [] as number[], ts: [] as number[] };
    for (let i = from; i < this.#total; i += 1) {
      const at = i % KEPT;
      out.ticks.push(this.#ticks[at] ?? 0);
      out.lots.push(this.#lots[at] ?? 0);
      out.side.push(this.#side[at] ?? 0);
      out.ts.push(this.#ts[at] ?? 0);
    }
    return out;
  }
}
