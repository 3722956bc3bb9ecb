import { isOwnAddress } from './app-origin.ts';

/** The part of a frame that tells where a message comes from. */
export interface SenderFrame {
  readonly url: string;
  readonly parent: object | null;
}

/** What a message brings along about its sender. */
export interface SenderEvent {
  readonly sender: object;
  readonly senderFrame: SenderFrame | null;
}

/** Why a sender is refused. */
export type SenderProblem = 'NO_FRAME' | 'OTHER_WINDOW' | 'SUBFRAME' | 'OTHER_ORIGIN';

/** Null when a message comes from the main frame of our window while that frame shows our origin. */
export function senderProblem(event: SenderEvent, ownContents: object): SenderProblem | null {
  if (event.sender !== ownContents) return 'OTHER_WINDOW';
  // A frame that navigated away or was closed since is gone; who it was can no longer be told.
  if (event.senderFrame === null || event.senderFrame === undefined) return 'NO_FRAME';
  if (event.senderFrame.parent !== null) return 'SUBFRAME';
  return isOwnAddress(event.senderFrame.url) ? null : 'OTHER_ORIGIN';
}
