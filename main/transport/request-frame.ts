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

/** True for the two frames a client may send: a call, and the end of one. Anything else must not reach the library. */
export function isRequestFrame(frame: unknown): frame is string {
  if (typeof frame !== 'string' || frame.length > MAX_FRAME_BYTES) return false;
  try {
    return requestFrame.safeParse(JSON.parse(frame)).success;
  } catch {
    return false;
  }
}
