/**
 * What the breakers must be, told as simply as possible: every call and mark is kept, and everything is worked out from
 * the list each time. It shares nothing with the breakers but the figures of the specification.
 */
export class ConnectorOracle {
  state: 'closed' | 'open' | 'half-open' = 'closed';
  /** True time at which an open one is probed, and the same as it was recorded in wall time. */
  #until = 0;
  #untilWall = 0;
  #calls: { readonly at: number; readonly bad: boolean; readonly slow: boolean }[] = [];
  #answered = 0;
  #probeAt: number | null = null;

  call(at: number, wall: number, bad: boolean, slow: boolean): void {
    if (this.state !== 'closed') return;
    this.#calls.push({ at, bad, slow });
    const recent = this.#calls.filter((call) => at - call.at < 30_000);
    const share = (count: number): number => count / recent.length;
    const failed = share(recent.filter((call) => call.bad).length);
    const late = share(recent.filter((call) => call.slow).length);
    if (recent.length >= 10 && (failed >= 0.5 || late >= 0.5)) this.#open(at, wall);
  }

  /** Time is looked at; returns true when a probe leaves. */
  tick(at: number, wall: number, mayProbe: boolean): boolean {
    if (this.state === 'open' && at >= this.#until) this.#toHalfOpen();
    if (this.state === 'half-open' && this.#probeAt !== null && at - this.#probeAt >= 10_000) this.#open(at, wall);
    if (!mayProbe || this.state !== 'half-open' || this.#probeAt !== null) return false;
    this.#probeAt = at;
    return true;
  }

  /** The probe under way is answered. */
  probe(at: number, wall: number, answered: boolean): void {
    if (this.state !== 'half-open' || this.#probeAt === null) return;
    this.#probeAt = null;
    if (!answered) this.#open(at, wall);
    else if (++this.#answered === 3) {
      this.state = 'closed';
      this.#calls = [];
    }
  }

  restart(at: number, wall: number): void {
    this.#calls = [];
    this.#answered = 0;
    this.#probeAt = null;
    if (this.state === 'open') this.#until = at + Math.min(30_000, Math.max(0, this.#untilWall - wall));
  }

  #open(at: number, wall: number): void {
    this.state = 'open';
    this.#until = at + 30_000;
    this.#untilWall = wall + 30_000;
    this.#calls = [];
    this.#probeAt = null;
  }

  #toHalfOpen(): void {
    this.state = 'half-open';
    this.#answered = 0;
    this.#probeAt = null;
  }
}

/** A pause of one symbol with an end. */
class Pause {
  until: number | null = null;
  #untilWall = 0;
  readonly #longest: number;

  constructor(longest: number) {
    this.#longest = longest;
  }

  isOpen(): boolean {
    return this.until !== null;
  }

  begin(at: number, wall: number, forMs: number): void {
    if (this.until !== null && at + forMs < this.until + 60_000) return;
    this.until = at + forMs;
    this.#untilWall = wall + forMs;
  }

  end(at: number): void {
    if (this.until !== null && at >= this.until) this.until = null;
  }

  restart(at: number, wall: number): void {
    if (this.until === null) return;
    const left = Math.min(this.#longest, Math.max(0, this.#untilWall - wall));
    this.until = left === 0 ? null : at + left;
  }
}

export class MarketOracle {
  readonly volatility = new Pause(900_000);
  readonly stale = new Pause(30_000);
  readonly funding = new Pause(60_000);
  readonly #limits: readonly [number, number];
  #marks: { readonly at: number; readonly price: number }[] = [];
  #funding: { readonly rate: number; readonly at: number } | null = null;

  constructor(limits: readonly [oneMinute: number, fiveMinutes: number]) {
    this.#limits = limits;
  }

  /** @param span the process's own clock, by which buckets are cut. */
  mark(at: number, wall: number, span: number, price: number): void {
    this.#marks.push({ at: span, price });
    const move = (bucketMs: number): number => {
      const first = Math.floor(span / bucketMs) - 60;
      const seen = this.#marks.filter((mark) => Math.floor(mark.at / bucketMs) >= first).map((mark) => mark.price);
      return Math.max(price / Math.min(...seen) - 1, 1 - price / Math.max(...seen));
    };
    if (move(1_000) >= this.#limits[0] || move(5_000) >= this.#limits[1]) this.volatility.begin(at, wall, 900_000);
  }

  terms(rate: number, at: number): void {
    this.#funding = { rate, at };
  }

  tick(at: number, wall: number, span: number): void {
    const last = this.#marks.at(-1);
    if (last !== undefined && span - last.at > 10_000) {
      if (this.stale.until === null) this.stale.begin(at, wall, 30_000);
      else this.stale.until = Math.max(this.stale.until, at + 30_000);
    }
    const left = this.#funding === null ? 0 : this.#funding.at - wall;
    if (!this.funding.isOpen() && left > 0 && left <= 60_000 && Math.abs(this.#funding?.rate ?? 0) > 0.001)
      this.funding.begin(at, wall, left);
    this.volatility.end(at);
    this.stale.end(at);
    this.funding.end(at);
  }

  restart(at: number, wall: number): void {
    this.#marks = [];
    this.#funding = null;
    for (const pause of [this.volatility, this.stale, this.funding]) pause.restart(at, wall);
  }

  codes(): readonly string[] {
    return [
      ...(this.volatility.isOpen() ? ['RISK_VOLATILITY'] : []),
      ...(this.stale.isOpen() ? ['RISK_MARKET_STALE'] : []),
      ...(this.funding.isOpen() ? ['RISK_FUNDING_WINDOW'] : []),
    ];
  }
}
