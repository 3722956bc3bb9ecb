import type { Disposable } from '#shared/kernel/disposable.ts';
import type { ConnectionParts } from '../open-venue.ts';
import { loadInstruments, openFeed } from '../open-venue.ts';
import { WireTap } from '../wire-tap.ts';
import { SessionWriter, type WrittenSession } from './session-writer.ts';

/** What is recorded, and where to. */
export interface RecordRequest {
  readonly path: string;
  /** Our names of the contracts. */
  readonly symbols: readonly string[];
  readonly program: string;
}

/** A recording that runs. */
export interface Recording {
  readonly messages: number;
  /** Settles when the recording ended by itself, with the reason; a recording that is well never does. */
  readonly ended: Promise<Error>;
  /** Ends the recording. @throws the first error of the disk. */
  stop(): Promise<WrittenSession>;
}

/** How often it is looked whether the disk still takes what comes. */
const LOOK_MS = 1_000;

/**
 * Opens the public streams of a venue and records every message in both directions, REST included.
 * @throws Error when the venue does not answer or does not list a symbol; the file then holds what was said so far.
 */
export async function recordSession(parts: ConnectionParts, request: RecordRequest): Promise<Recording> {
  const tap = new WireTap();
  const writer = new SessionWriter(request.path, {
    venue: parts.venue,
    program: request.program,
    startedAt: parts.clock.now(),
    monotonic: parts.clock.monotonic(),
    symbols: request.symbols,
  });
  const listening = tap.on((message) => writer.write(message));
  try {
    const feed = await open({ ...parts, tap }, request);
    feed.start();
    let looking: Disposable | null = null;
    const ended = new Promise<Error>((resolve) => {
      looking = parts.scheduler.every(LOOK_MS, () => {
        if (writer.failure !== null) resolve(writer.failure);
      });
    });
    return {
      get messages() {
        return writer.messages;
      },
      ended,
      stop() {
        looking?.dispose();
        feed.stop();
        listening.dispose();
        return writer.close();
      },
    };
  } catch (error) {
    listening.dispose();
    await writer.close();
    throw error;
  }
}

async function open(parts: ConnectionParts, { symbols }: RecordRequest) {
  const list = await loadInstruments(parts);
  if (!list.known) throw new Error(`${parts.venue} did not tell its contracts: ${list.reason}`);
  const listed = new Map(list.value.contracts.map((contract) => [contract.instrument.symbol as string, contract]));
  const contracts = symbols.map((symbol) => {
    const contract = listed.get(symbol);
    if (contract === undefined) throw new Error(`${parts.venue} lists no contract ${symbol} that can be held exactly.`);
    return contract;
  });
  return openFeed({ ...parts, contracts });
}
