type Call = (...given: readonly never[]) => unknown;

/**
 * The handlers with some of their calls held back until the present is reached: what asks the time while the past is worked
 * through would keep it from being lived through at its own time.
 */
export function afterStart<H extends object>(started: Promise<void>, handlers: H, calls: readonly (keyof H)[]): H {
  const held: Partial<Record<keyof H, unknown>> = {};
  for (const name of calls) {
    const call = handlers[name] as Call;
    held[name] = async (...given: readonly never[]): Promise<unknown> => {
      await started;
      return call(...given);
    };
  }
  return { ...handlers, ...held };
}
