import { Emitter } from '#shared/kernel/emitter.ts';
import type { Clock } from '../ports/clock.ts';
import { Moment, WatchedChannel } from './stream-channel.ts';
import {
  DEFAULT_WATCH_LIMITS,
  type ChannelChange,
  type ChannelReport,
  type ChannelSpec,
  type SocketReport,
  type WatchAction,
  type WatchLimits,
} from './stream-report.ts';
import { isTrusted, type ChannelSign, type ChannelState } from './stream-states.ts';

interface WatchedSocket {
  readonly name: string;
  open: boolean;
  reconnects: number;
  /** Reconnects asked for since a channel of the socket was last trusted. */
  failures: number;
  backlog: number;
  pingMs: number | null;
  readonly pinged: Moment;
  readonly unanswered: Moment;
  readonly reconnected: Moment;
}

/**
 * Watches the streams of a venue and says what is wrong with them and what to do. It owns no socket and no timer: whoever
 * does reports what happens and calls `check` about every 250 ms. A pong proves the socket, never a subscription.
 */
export class StreamWatch {
  readonly onChange = new Emitter<ChannelChange>();
  readonly #clock: Clock;
  readonly #limits: WatchLimits;
  readonly #channels = new Map<string, WatchedChannel>();
  readonly #sockets = new Map<string, WatchedSocket>();
  #clockOffsetMs = 0;

  constructor(clock: Clock, limits: Partial<WatchLimits> = {}) {
    this.#clock = clock;
    this.#limits = { ...DEFAULT_WATCH_LIMITS, ...limits };
  }

  /** Venue clock minus ours, ms; taken off all latencies. */
  setClockOffset(ms: number): void {
    this.#clockOffsetMs = ms;
  }

  /** A socket is open; its channels still have to be subscribed. */
  onOpen(socket: string): void {
    const watched = this.#socket(socket);
    watched.open = true;
    watched.backlog = 0;
    watched.unanswered.clear();
    watched.pinged.set(this.#clock);
  }

  onClosed(socket: string, reason: string): void {
    this.#socket(socket).open = false;
    for (const channel of this.#on(socket)) this.#sign(channel, 'closed', reason);
  }

  /** A ping left. */
  onPing(socket: string): void {
    const watched = this.#socket(socket);
    watched.pinged.set(this.#clock);
    if (watched.unanswered.age(this.#clock) === Number.POSITIVE_INFINITY) watched.unanswered.set(this.#clock);
  }

  /** A pong came: the socket carries messages both ways, and nothing more is proven. */
  onPong(socket: string): void {
    const watched = this.#socket(socket);
    const trip = watched.unanswered.age(this.#clock);
    if (trip !== Number.POSITIVE_INFINITY) watched.pingMs = trip;
    watched.unanswered.clear();
  }

  /** How many messages of a socket wait for the reader. */
  onBacklog(socket: string, messages: number): void {
    this.#socket(socket).backlog = messages;
  }

  /** A subscription was sent (or sent again). */
  onAsked(spec: ChannelSpec): void {
    let channel = this.#channels.get(spec.key);
    if (channel === undefined || channel.spec.socket !== spec.socket) {
      channel = new WatchedChannel(spec, this.#clock, this.#limits);
      this.#channels.set(spec.key, channel);
    }
    channel.restart();
    this.#sign(channel, 'asked', 'Subscription sent.');
  }

  onAcknowledged(key: string): void {
    const channel = this.#channels.get(key);
    if (channel === undefined) return;
    channel.acknowledged = true;
    this.#sign(channel, 'acknowledged', 'Subscribed, no data yet.');
  }

  onRefused(key: string, reason: string): void {
    const channel = this.#channels.get(key);
    if (channel !== undefined) this.#sign(channel, 'refused', `The venue refused the subscription: ${reason}`);
  }

  /** No longer wanted. */
  onDropped(key: string): void {
    this.#channels.delete(key);
  }

  /** A message of a channel reached its reader. @param tsVenue the venue's time of its content, ms; null when it has none. */
  onData(key: string, tsVenue: number | null): void {
    const channel = this.#channels.get(key);
    if (channel === undefined) return;
    const latency = tsVenue === null ? null : this.#clock.now() + this.#clockOffsetMs - tsVenue;
    channel.onMessage(latency);
    if (latency !== null && latency > this.#limits.oldDataMs) {
      this.#sign(channel, 'old-data', `Data are ${String(Math.round(latency))} ms old when they arrive.`);
      return;
    }
    if (channel.state !== 'live') this.#sign(channel, 'data', '');
    if (channel.state !== 'live') return;
    channel.strikes = 0;
    this.#socket(channel.spec.socket).failures = 0;
  }

  /** The sequence of a channel broke; the reader asks for a new snapshot on its own. */
  onGap(key: string): void {
    const channel = this.#channels.get(key);
    if (channel !== undefined) channel.gaps += 1;
  }

  /** Something happened that the channel must tell, such as an order of ours that the venue accepted. */
  expectEvent(key: string): void {
    const channel = this.#channels.get(key);
    if (channel?.expected.age(this.#clock) === Number.POSITIVE_INFINITY) channel.expected.set(this.#clock);
  }

  /** The answer to `ask`: nothing was missed, something was, or there was no answer. */
  onAnswer(key: string, answer: 'complete' | 'missed' | 'none'): void {
    const channel = this.#channels.get(key);
    if (channel === undefined || answer === 'none') return;
    if (answer === 'complete') channel.confirmed.set(this.#clock);
    else this.#sign(channel, 'missed', 'The venue tells of something that never came on the stream.');
  }

  state(key: string): ChannelState {
    return this.#channels.get(key)?.state ?? 'down';
  }

  /** Whether decisions may rest on the channel, as of the last message or check. */
  trusted(key: string): boolean {
    return isTrusted(this.state(key));
  }

  /** Judges all channels by the time that has passed, and returns what has to be done. */
  check(): readonly WatchAction[] {
    const actions: WatchAction[] = [];
    for (const channel of this.#channels.values()) this.#judge(channel, actions);
    for (const socket of this.#sockets.values()) this.#mend(socket, actions);
    return actions;
  }

  channels(): readonly ChannelReport[] {
    return [...this.#channels.values()].map((channel) => channel.report());
  }

  sockets(): readonly SocketReport[] {
    return [...this.#sockets.values()].map(({ name, open, reconnects, backlog, pingMs }) => ({
      socket: name,
      open,
      reconnects,
      backlog,
      pingMs,
    }));
  }

  #judge(channel: WatchedChannel, actions: WatchAction[]): void {
    if (channel.state === 'down' || channel.state === 'refused') return;
    const verdict = channel.overdue();
    if (verdict !== null) this.#sign(channel, verdict.sign, verdict.reason);
    if (!channel.questionDue()) return;
    channel.question.set(this.#clock);
    actions.push({ kind: 'ask', channel: channel.spec.key });
  }

  #mend(socket: WatchedSocket, actions: WatchAction[]): void {
    if (!socket.open) return;
    const { pingIntervalMs } = this.#limits;
    if (socket.pinged.age(this.#clock) >= pingIntervalMs) actions.push({ kind: 'ping', socket: socket.name });
    const reason = this.#socketFault(socket);
    if (reason !== null) this.#reconnect(socket, reason, actions);
    else for (const channel of this.#on(socket.name)) this.#mendChannel(channel, socket, actions);
  }

  /** What is wrong with the socket as a whole; null when nothing. */
  #socketFault(socket: WatchedSocket): string | null {
    const { pingTimeoutMs, backlogMessages } = this.#limits;
    const waiting = socket.unanswered.age(this.#clock);
    if (waiting !== Number.POSITIVE_INFINITY && waiting > pingTimeoutMs) {
      const reason = `No pong for ${String(pingTimeoutMs / 1_000)} s.`;
      for (const channel of this.#on(socket.name)) this.#sign(channel, 'late', reason);
      return reason;
    }
    if (socket.backlog > backlogMessages) {
      const reason = `${String(socket.backlog)} messages wait for the reader, more than ${String(backlogMessages)}.`;
      for (const channel of this.#on(socket.name)) this.#sign(channel, 'old-data', reason);
      return reason;
    }
    const steady = this.#on(socket.name).filter(({ spec, state }) => spec.pace === 'steady' && state !== 'refused');
    const dead = steady.length > 0 && steady.every((channel) => this.#brings(channel) === 'nothing');
    return dead ? 'None of its channels brings fresh data.' : null;
  }

  #brings({ state, behind }: WatchedChannel): 'data' | 'nothing' {
    if (state === 'behind') return behind.age(this.#clock) > this.#limits.behindMs ? 'nothing' : 'data';
    return state === 'silent' ? 'nothing' : 'data';
  }

  /** One dead channel among live ones: subscribe again, then reconnect once, then subscribe again at growing waits. */
  #mendChannel(channel: WatchedChannel, socket: WatchedSocket, actions: WatchAction[]): void {
    if (!needsRemedy(channel)) return;
    const { strikes, reason, spec, remedy, state } = channel;
    const { first, longest } = this.#limits.resubscribeMs;
    const wait = Math.min(first * 2 ** Math.max(0, strikes - 1), longest);
    if (strikes > 0 && remedy.age(this.#clock) < wait) return;
    channel.strikes += 1;
    remedy.set(this.#clock);
    // What was missed may lie anywhere on the connection, so a new one starts clean; a refusal lies with the venue.
    const reconnects = state === 'broken' ? strikes === 0 : strikes === 1 && state !== 'refused';
    if (reconnects) this.#reconnect(socket, reason, actions);
    else actions.push({ kind: 'resubscribe', channel: spec.key, reason });
  }

  #reconnect(socket: WatchedSocket, reason: string, actions: WatchAction[]): void {
    const { first, longest } = this.#limits.reconnectMs;
    const wait = socket.failures === 0 ? 0 : Math.min(first * 2 ** (socket.failures - 1), longest);
    if (socket.reconnected.age(this.#clock) < wait) return;
    socket.failures += 1;
    socket.reconnects += 1;
    socket.reconnected.set(this.#clock);
    actions.push({ kind: 'reconnect', socket: socket.name, reason });
  }

  #sign(channel: WatchedChannel, sign: ChannelSign, reason: string): void {
    const from = channel.state;
    const to = channel.next(sign);
    if (to === from) return;
    channel.state = to;
    if (to === 'behind') channel.behind.set(this.#clock);
    channel.reason = reason;
    const { key, symbol } = channel.spec;
    this.onChange.emit({ key, symbol, from, to, reason });
  }

  #on(socket: string): WatchedChannel[] {
    return [...this.#channels.values()].filter(({ spec }) => spec.socket === socket);
  }

  #socket(name: string): WatchedSocket {
    const known = this.#sockets.get(name);
    if (known !== undefined) return known;
    const moments = { pinged: new Moment(), unanswered: new Moment(), reconnected: new Moment() };
    const fresh = { name, open: false, reconnects: 0, failures: 0, backlog: 0, pingMs: null, ...moments };
    this.#sockets.set(name, fresh);
    return fresh;
  }
}

/** Whether only a new subscription helps; silence of a channel that speaks seldom is cured by an answer. */
function needsRemedy({ state, spec, acknowledged }: WatchedChannel): boolean {
  if (state === 'broken' || state === 'refused') return true;
  return state === 'silent' && (spec.pace === 'steady' || !acknowledged);
}
