import type { Clock } from '../ports/clock.ts';
import type { ChannelReport, ChannelSpec, WatchLimits } from './stream-report.ts';
import { CHANNEL_TABLE, type ChannelSign, type ChannelState } from './stream-states.ts';

const LATENCIES = 256;
/** Share of a channel's limit after which the venue is asked, so that a quiet channel never runs into it. */
const ASK_AFTER = 2 / 3;
/** Share of the limit between two questions that got no answer. */
const ASK_AGAIN = 1 / 6;

/** A moment on both clocks. A span is the longer of the two, so that a sleeping computer does not make old data look fresh. */
export class Moment {
  #wall = Number.NaN;
  #monotonic = Number.NaN;

  set(clock: Clock): void {
    this.#wall = clock.now();
    this.#monotonic = clock.monotonic();
  }

  clear(): void {
    this.#wall = Number.NaN;
  }

  /** Milliseconds since then; infinite when it never was. */
  age(clock: Clock): number {
    if (Number.isNaN(this.#wall)) return Number.POSITIVE_INFINITY;
    return Math.max(clock.now() - this.#wall, clock.monotonic() - this.#monotonic);
  }
}

const seconds = (ms: number): string => `${String(ms / 1_000)} s`;

/** One watched subscription: its proofs, its state and its counts. */
export class WatchedChannel {
  readonly spec: ChannelSpec;
  state: ChannelState = 'down';
  reason = 'Not subscribed yet.';
  messages = 0;
  gaps = 0;
  /** Resubscriptions and reconnects since data last came. */
  strikes = 0;
  acknowledged = false;
  readonly data = new Moment();
  readonly confirmed = new Moment();
  readonly asked = new Moment();
  readonly question = new Moment();
  readonly remedy = new Moment();
  /** Since when all data were too old. */
  readonly behind = new Moment();
  /** Since when an event is waited for that must come. */
  readonly expected = new Moment();
  readonly #clock: Clock;
  readonly #limits: WatchLimits;
  readonly #latencies = new Float64Array(LATENCIES);
  #measured = 0;

  constructor(spec: ChannelSpec, clock: Clock, limits: WatchLimits) {
    this.spec = spec;
    this.#clock = clock;
    this.#limits = limits;
  }

  /** The state after `sign`; the caller tells whoever listens. */
  next(sign: ChannelSign): ChannelState {
    return CHANNEL_TABLE[this.state][sign];
  }

  /** A subscription starts anew: what proved the old one proves nothing now. */
  restart(): void {
    for (const moment of [this.data, this.confirmed, this.question, this.expected]) moment.clear();
    this.asked.set(this.#clock);
    this.acknowledged = false;
  }

  /** Takes note of a message; null latency when the venue gave no time. */
  onMessage(latencyMs: number | null): void {
    this.messages += 1;
    this.acknowledged = true;
    this.data.set(this.#clock);
    this.expected.clear();
    if (latencyMs === null) return;
    this.#latencies[this.#measured % LATENCIES] = latencyMs;
    this.#measured += 1;
  }

  /** Whether it is time to ask the venue if anything was missed. */
  questionDue(): boolean {
    const { pace, silentAfterMs } = this.spec;
    if (pace !== 'eventful') return false;
    // A new subscription is not trusted before its first answer.
    const due = this.state === 'acknowledged' || this.proofAge() >= silentAfterMs * ASK_AFTER;
    return due && this.question.age(this.#clock) >= silentAfterMs * ASK_AGAIN;
  }

  /** Time since the last thing that proves the channel: data, or an answer by which nothing was missed. */
  proofAge(): number {
    const { data, confirmed } = this;
    return Math.min(data.age(this.#clock), confirmed.age(this.#clock), this.asked.age(this.#clock));
  }

  /** What the passing of time says about the channel; null when nothing. */
  overdue(): { readonly sign: ChannelSign; readonly reason: string } | null {
    const limit = this.spec.silentAfterMs;
    const { expectedWithinMs, acknowledgeMs } = this.#limits;
    const waited = this.expected.age(this.#clock);
    if (waited !== Number.POSITIVE_INFINITY && waited > expectedWithinMs)
      return { sign: 'missed', reason: `An event that had to come within ${seconds(expectedWithinMs)} did not.` };
    if (!this.acknowledged && this.asked.age(this.#clock) > acknowledgeMs)
      return { sign: 'late', reason: `No answer to the subscription for ${seconds(acknowledgeMs)}.` };
    if (this.data.age(this.#clock) <= limit) return null;
    if (this.spec.pace === 'eventful' && this.confirmed.age(this.#clock) <= limit)
      return { sign: 'confirmed', reason: 'The venue was asked: nothing was missed.' };
    if (this.proofAge() <= limit) return null;
    return { sign: 'late', reason: `No data for ${seconds(limit)}.` };
  }

  report(): ChannelReport {
    const age = this.data.age(this.#clock);
    const { key, symbol } = this.spec;
    const { state, reason, messages, gaps } = this;
    const ageMs = age === Number.POSITIVE_INFINITY ? null : age;
    return { key, symbol, state, reason, messages, gaps, ageMs, latencyMs: this.#latency() };
  }

  #latency(): ChannelReport['latencyMs'] {
    if (this.#measured === 0) return null;
    const count = Math.min(this.#measured, LATENCIES);
    const sorted = this.#latencies.slice(0, count).sort();
    const at = (share: number): number => sorted[Math.min(count - 1, Math.floor(share * count))] ?? 0;
    return { last: this.#latencies[(this.#measured - 1) % LATENCIES] ?? 0, p50: at(0.5), p99: at(0.99) };
  }
}
