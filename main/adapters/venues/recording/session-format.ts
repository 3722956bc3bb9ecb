import { epochMs } from '#shared/domain/time.ts';
import { withoutSecrets, type WireMessage } from '../wire-tap.ts';

/** First line of a recording. Times of the messages count from its two moments. */
export interface SessionHeader {
  readonly venue: string;
  /** Version of the program that recorded. */
  readonly program: string;
  /** Wall clock at the start, ms. */
  readonly startedAt: number;
  /** Monotonic clock at the start, ms. */
  readonly monotonic: number;
  /** Contracts whose data were asked for. */
  readonly symbols: readonly string[];
}

/** Last line of a recording that was ended properly. */
export interface SessionFooter {
  readonly messages: number;
  /** Length of the session, ms. */
  readonly lengthMs: number;
}

/** A recording that cannot be read at all, or is of another format. */
export class UnreadableSession extends Error {
  override readonly name = 'UnreadableSession';
}

const FORMAT = 'zmart-session';
const VERSION = 1;
const CHANNELS = ['rest', 'public', 'private'] as const;
const DIRECTIONS = ['out', 'in'] as const;

export const headerLine = (header: SessionHeader): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, ...header })}\n`;

export const footerLine = (footer: SessionFooter): string => `${JSON.stringify({ end: true, ...footer })}\n`;

/** A message as one line: ms since the start, wall clock against that, channel, direction, what, status, id, body. */
export function messageLine(message: WireMessage, header: SessionHeader): string {
  const since = Math.round((message.monotonic - header.monotonic) * 1_000) / 1_000;
  // How far the wall clock has parted from the monotonic one; mostly 0.
  const parted = Math.round(message.at - header.startedAt - since);
  // The tap has taken the secrets out; a second look costs little and a key in a file costs an account.
  const [what, body] = [withoutSecrets(message.what, []), withoutSecrets(message.body, [])];
  const channel = CHANNELS.indexOf(message.channel);
  const direction = DIRECTIONS.indexOf(message.direction);
  return `${JSON.stringify([since, parted, channel, direction, what, message.status, message.id, body])}\n`;
}

/** @throws UnreadableSession when the line is no header of a version this program knows. */
export function parseHeader(line: string): SessionHeader {
  const value = parseLine(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new UnreadableSession('This file is no recorded session.');
  const { format, version, venue, program, startedAt, monotonic, symbols } = value as Record<string, unknown>;
  if (format !== FORMAT) throw new UnreadableSession('This file is no recorded session.');
  if (version !== VERSION)
    throw new UnreadableSession(`The recording has format ${String(version)}; this program reads ${String(VERSION)}.`);
  const sound =
    typeof venue === 'string' &&
    typeof program === 'string' &&
    Number.isSafeInteger(startedAt) &&
    typeof monotonic === 'number' &&
    Array.isArray(symbols) &&
    symbols.every((symbol) => typeof symbol === 'string');
  if (!sound) throw new UnreadableSession('The header of the recording is broken.');
  return { venue, program, startedAt: startedAt as number, monotonic, symbols };
}

/** A line behind the header; null when it is neither a message nor the end. */
export function parseRecord(
  line: string,
  header: SessionHeader,
):
  | { readonly kind: 'message'; readonly message: WireMessage }
  | { readonly kind: 'end'; readonly footer: SessionFooter }
  | null {
  const value = parseLine(line);
  if (Array.isArray(value)) {
    const message = messageOf(value, header);
    return message === null ? null : { kind: 'message', message };
  }
  if (typeof value !== 'object' || value === null) return null;
  const { end, messages, lengthMs } = value as Record<string, unknown>;
  if (end !== true || typeof messages !== 'number' || typeof lengthMs !== 'number') return null;
  return { kind: 'end', footer: { messages, lengthMs } };
}

function messageOf(row: readonly unknown[], header: SessionHeader): WireMessage | null {
  const [since, parted, channelAt, directionAt, what, status, id, body] = row;
  const channel = CHANNELS[Number(channelAt)];
  const direction = DIRECTIONS[Number(directionAt)];
  if (typeof since !== 'number' || typeof parted !== 'number' || channel === undefined || direction === undefined)
    return null;
  if (typeof what !== 'string' || typeof body !== 'string' || !isNumberOrNull(status) || !isNumberOrNull(id))
    return null;
  const at = Math.round(header.startedAt + since + parted);
  if (!Number.isSafeInteger(at) || at < 0 || at > 9_999_999_999_999) return null;
  return { at: epochMs(at), monotonic: header.monotonic + since, channel, direction, what, status, id, body };
}

const isNumberOrNull = (value: unknown): value is number | null => value === null || typeof value === 'number';

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return null;
  }
}
