import type { Role } from '#shared/contract/base.ts';
import { WireSession, type Wire, type WireServer } from '#main/transport/wire-session.ts';

/** A wire that keeps what is sent over it. */
export class RecordingWire implements Wire {
  readonly frames: string[] = [];
  readonly closed: number[] = [];

  send(frame: string): void {
    this.frames.push(frame);
  }

  ready(): Promise<void> {
    return Promise.resolve();
  }

  close(code: number): void {
    this.closed.push(code);
  }

  /** What was answered to a call. */
  answer(id: string): unknown {
    const frame = this.frames.find((text) => text.startsWith(`{"i":"${id}"`));
    return frame === undefined ? undefined : (JSON.parse(frame) as { readonly p: unknown }).p;
  }
}

/** A session on a wire of its own. */
export function openWire(server: WireServer, role: Role = 'viewer') {
  const wire = new RecordingWire();
  return { wire, session: new WireSession(server, wire, role) };
}

/** A call as a client sends it. */
export const callFrame = (id: string, path: string, json?: unknown): string =>
  JSON.stringify({ i: id, p: { u: path, b: { json } } });

/** Lets turns of the event loop pass until something is so, or for long enough. */
export async function turnsUntil(isSo: () => boolean, most = 200): Promise<void> {
  for (let turn = 0; turn < most && !isSo(); turn += 1) await new Promise((resolve) => setImmediate(resolve));
}
