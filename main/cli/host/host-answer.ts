import type * as z from 'zod';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** An answer of the host as its contract has it. @throws CliError when it is something else. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: unknown): T {
  const parsed = schema.safeParse(answer);
  if (parsed.success) return parsed.data;
  throw new CliError(EXIT.failed, 'The host answered something else; is it another version of the program?');
}

/** Prints an answer as it came, or as a text for a person. */
export const printAnswer = ({ terminal }: CliContext, json: boolean, answer: unknown, text: () => string): ExitCode => {
  terminal.out(json ? `${JSON.stringify(answer, null, 2)}\n` : text());
  return EXIT.ok;
};
