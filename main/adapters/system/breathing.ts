import type { Breath } from '#core/ports/breath.ts';

/** Work holds up an answer for this long at most, ms. A page asks for a dozen files one after the other. */
const LONGEST_HOLD_MS = 15;

/** Lets the event loop run whenever it was held for a while. @param goOn false when the work is to end. */
export function breathing(goOn: () => boolean): Breath {
  let since = performance.now();
  return {
    due: () => performance.now() - since >= LONGEST_HOLD_MS,
    async take() {
      await new Promise((resolve) => setImmediate(resolve));
      since = performance.now();
      return goOn();
    },
  };
}
