import { eventIterator, oc } from '@orpc/contract';
import * as z from 'zod';

/** Who may call, weakest first: a viewer reads, a trader changes what trades, an admin changes how the program runs. */
export const ROLES = ['viewer', 'trader', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What every call declares besides its schemas. */
export interface CallMeta {
  /** The least role that may call it. */
  readonly role: Role;
}

/** The expected failures a call can answer with; anything else is INTERNAL with a reference to the log. */
export const ERRORS = {
  NOT_FOUND: { status: 404, message: 'There is no such thing here', data: z.object({ what: z.string() }) },
  READ_ONLY: {
    status: 409,
    message: 'Another Zmart Workstation holds this data folder; this one only reads',
    data: z.object({ folder: z.string() }),
  },
  NOT_CONFIRMED: { status: 422, message: 'The confirmation does not match', data: z.object({ expected: z.string() }) },
  BUSY: { status: 409, message: 'Something else of this kind is running', data: z.object({ running: z.string() }) },
  NOT_AVAILABLE: {
    status: 409,
    message: 'This is not available in the present mode',
    data: z.object({ reason: z.string() }),
  },
  REFUSED: {
    status: 422,
    message: 'The order is refused',
    data: z.object({
      stage: z.string(),
      code: z.string(),
      sentence: z.string(),
      numbers: z.record(z.string(), z.union([z.number(), z.string()])),
    }),
  },
  LIMIT_REFUSED: {
    status: 422,
    message: 'The limit cannot be set like this',
    /** `expected`: the text that must be typed to confirm. */
    data: z.object({ code: z.string(), sentence: z.string(), expected: z.string().nullable() }),
  },
  SETTING_REFUSED: {
    status: 422,
    message: 'The settings cannot be set like this',
    /** `where`: section or section.key; empty where it is about all of them. */
    data: z.object({ problems: z.array(z.object({ code: z.string(), where: z.string(), sentence: z.string() })) }),
  },
  STOP_NEEDED: {
    status: 422,
    message: 'A position is adopted with a stop only',
    data: z.object({ reason: z.string() }),
  },
  ALREADY_EXISTS: { status: 409, message: 'There is one already', data: z.object({ what: z.string() }) },
  SECRETS_LOCKED: {
    status: 423,
    message: 'The place where logins are kept is locked',
    data: z.object({ reason: z.string() }),
  },
  SECRETS_UNAVAILABLE: {
    status: 409,
    message: 'There is no place where logins can be kept',
    data: z.object({ reason: z.string() }),
  },
  WRONG_PASSPHRASE: {
    status: 403,
    message: 'The passphrase is not right',
    /** `waitMs`: until the next try is taken. */
    data: z.object({ waitMs: z.number() }),
  },
} as const;

/** A call any viewer may make. Each call adds its route, its schemas and its expected errors. */
export const viewer = oc.$meta<CallMeta>({ role: 'viewer' });

/** A call that changes what trades. */
export const trader = oc.$meta<CallMeta>({ role: 'trader' });

/**
 * The schema of a stream: first a snapshot of all rows, then deltas that put rows (by key) and drop keys. `seq` rises by
 * one with each message of a subscription; a reader that sees a gap asks for a new subscription, and a reader that is too
 * slow gets a fresh snapshot in place of the deltas it missed.
 */
export const rowStream = <Row extends z.ZodType>(row: Row) =>
  eventIterator(
    z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('snapshot'), seq: z.int(), rows: z.array(row) }),
      z.object({ kind: z.literal('delta'), seq: z.int(), put: z.array(row), drop: z.array(z.string()) }),
    ]),
  );

/** One message of a {@link rowStream}. */
export type StreamMessage<Row> =
  | { readonly kind: 'snapshot'; readonly seq: number; readonly rows: readonly Row[] }
  | { readonly kind: 'delta'; readonly seq: number; readonly put: readonly Row[]; readonly drop: readonly string[] };

/** A decimal text, exact: amounts of USDT, quantities. */
export const decimal = z.string().regex(/^-?\d+(\.\d+)?$/);

/** Milliseconds since 1970. */
export const moment = z.int().min(0);

/** How a figure came to be, shown beside it. */
export const provenance = z.enum(['measured', 'estimated', 'simulated']);

export const contractSymbolSchema = z.string().regex(/^[A-Z0-9]{4,32}$/);
