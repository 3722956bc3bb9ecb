import * as z from 'zod';

/** More than the largest input of the contract by far. */
export const MAX_FRAME_BYTES = 1_048_576;

const id = z.string().min(1).max(64);

/** Headers that would make the library read files or forms out of a frame; no call of the contract takes one. */
const headers = z
  .record(z.string().max(64), z.string().max(256))
  .refine((record) => Object.keys(record).every((name) => !name.toLowerCase().startsWith('content-')));

const callFrame = z.object({
  i: id,
  t: z.literal(1).optional(),
  p: z.object({
    u: z.string().startsWith('/').max(2_048),
    m: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']).optional(),
    h: headers.optional(),
    b: z.unknown().optional(),
  }),
});

const cancelFrame = z.object({ i: id, t: z.literal(4) });

const requestFrame = z.union([callFrame, cancelFrame]);

export type CallFrame = z.infer<typeof callFrame>;
export type RequestFrame = z.infer<typeof requestFrame>;

/** The two frames a client may send: a call, and the end of one. Null for anything else, which must not reach the library. */
export function readRequestFrame(frame: unknown): RequestFrame | null {
  if (typeof frame !== 'string' || frame.length > MAX_FRAME_BYTES) return null;
  try {
    return requestFrame.safeParse(JSON.parse(frame)).data ?? null;
  } catch {
    return null;
  }
}
