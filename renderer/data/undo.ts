import { say } from '#shared/language/words.ts';
import { describeError } from './describe-error.ts';
import { tell, useNotices } from './notices.ts';

/** Takes a step back by calls to the host; where they are refused it is said. */
export const undoBy =
  (calls: () => Promise<unknown>): (() => void) =>
  () => {
    calls().catch((error: unknown) => {
      tell(say('It could not be taken back: {sentence}', { sentence: describeError(error).sentence }), {
        tone: 'problem',
      });
    });
  };

/** Takes back what a notice that still stands offers to, the newest first. */
export function undoLast(): void {
  const { notices, dismiss } = useNotices.getState();
  const last = notices.findLast(({ undo }) => undo !== null);
  if (last === undefined) {
    tell(say('Nothing that can be taken back was done just now.'));
    return;
  }
  dismiss(last.id);
  last.undo?.();
  tell(say('Taken back: {what}', { what: last.text }));
}
