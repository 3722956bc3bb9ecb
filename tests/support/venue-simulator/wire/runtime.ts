import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

import { type EngineEvent, type EngineOptions, VenueEngine } from '../engine/index.ts';
import { HttpFaults } from '../faults/http-faults.ts';
import type { PlainAnswer } from '../faults/reply.ts';
import { StreamFaults } from '../faults/stream-faults.ts';
import { BookPublisher } from './book-publisher.ts';
import { type ArrivedRequest, HttpFront } from './http-front.ts';
import { Tape } from './tape.ts';

export interface RuntimeOptions {
  readonly engineOptions?: Partial<EngineOptions>;
  readonly port?: number;
  /** The venue's clock minus this machine's, ms. */
  readonly clockOffsetMs?: number;
}

/** What a dialect builds on. */
export interface Ground {
  readonly engine: VenueEngine;
  readonly books: BookPublisher;
  readonly tape: Tape;
  readonly stream: StreamFaults;
  /** The venue's clock. */
  now(): number;
  port(): number;
}

/** A dialect: answers, messages, sockets. */
export interface Dialect {
  answer(request: ArrivedRequest): PlainAnswer;
  readonly feed: { take(event: EngineEvent): void; flush(): void; beat(): void };
  readonly hub: {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void;
    drop(): void;
    close(): void;
  };
  /** What is due once a second beside the feed. */
  sweep(): void;
  /** The venue was away: sessions are forgotten, orders are not. */
  forget(): void;
}

/** Levers of a running simulator, for the test that started it. */
export interface Control {
  readonly http: HttpFaults;
  readonly stream: StreamFaults;
  /** Cuts every stream connection. */
  drop(): void;
  /** Sets the venue's clock against this machine's. */
  setClockOffset(ms: number): void;
  /** Loses numbers of a symbol's book stream. */
  skipSequence(symbol: string, count?: number): void;
  /** The venue goes away and comes back: connections end, sessions are forgotten, orders and positions stay. */
  restart(downMs: number): Promise<void>;
  /** Brings the engine to the present and sends what is due; done by itself every 100 ms. */
  tick(): void;
}

export interface Running<D extends Dialect> {
  readonly port: number;
  readonly restUrl: string;
  readonly wsUrl: string;
  readonly engine: VenueEngine;
  readonly dialect: D;
  readonly control: Control;
  close(): Promise<void>;
}

const TICK_MS = 100;
const BEAT_MS = 1_000;

/** The engine in real time behind one dialect, on one port of 127.0.0.1. */
export async function startRuntime<D extends Dialect>(
  options: RuntimeOptions,
  build: (ground: Ground) => D,
): Promise<Running<D>> {
  let offset = options.clockOffsetMs ?? 0;
  let port = 0;
  const now = (): number => Date.now() + offset;
  const engine = new VenueEngine({ now: now(), ...options.engineOptions });
  const [http, stream, books, tape] = [new HttpFaults(), new StreamFaults(), new BookPublisher(engine), new Tape()];
  const dialect = build({ engine, books, tape, stream, now, port: () => port });
  const tick = (): void => {
    engine.step(now());
    dialect.feed.flush();
  };
  const answer = (request: ArrivedRequest): PlainAnswer => {
    tick();
    const answered = dialect.answer(request);
    dialect.feed.flush();
    return answered;
  };
  engine.on((event) => {
    tape.take(event);
    dialect.feed.take(event);
  });
  const open = async (at: number): Promise<HttpFront> => {
    const front = new HttpFront(http, now, answer);
    front.server.on('upgrade', (request, socket, head) => dialect.hub.upgrade(request, socket, head));
    port = await front.listen(at);
    return front;
  };
  let front = await open(options.port ?? 0);
  const ticking = setInterval(tick, TICK_MS);
  const beating = setInterval(() => {
    dialect.feed.beat();
    dialect.sweep();
  }, BEAT_MS);
  return {
    port,
    restUrl: `http://127.0.0.1:${String(port)}`,
    wsUrl: `ws://127.0.0.1:${String(port)}/`,
    engine,
    dialect,
    control: {
      http,
      stream,
      drop: () => dialect.hub.drop(),
      tick,
      setClockOffset: (ms) => {
        offset = ms;
      },
      skipSequence: (symbol, count = 1) => books.skip(symbol, count),
      restart: async (downMs) => {
        dialect.hub.drop();
        dialect.forget();
        await front.close();
        await new Promise((resolve) => setTimeout(resolve, downMs));
        front = await open(port);
      },
    },
    close: async () => {
      clearInterval(ticking);
      clearInterval(beating);
      dialect.hub.close();
      await front.close();
    },
  };
}
