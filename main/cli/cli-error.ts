import type { ExitCode } from './exit-codes.ts';

/** An expected end of a command: one sentence for a person, and the number to end with. */
export class CliError extends Error {
  override readonly name = 'CliError';
  readonly exitCode: ExitCode;

  constructor(exitCode: ExitCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.exitCode = exitCode;
  }
}
