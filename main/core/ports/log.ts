/** Diagnostics for the operator of the program. Not a record: what must be provable goes to the journal. */
export interface Log {
  info(message: string, context?: Readonly<Record<string, unknown>>): void;
  warn(message: string, context?: Readonly<Record<string, unknown>>): void;
  error(message: string, context?: Readonly<Record<string, unknown>>): void;
}
