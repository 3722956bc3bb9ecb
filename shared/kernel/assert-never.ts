/**
 * Marks a branch the types say cannot be reached.
 * @throws Error naming the unexpected value, when data from outside broke the promise of the types.
 */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
