import { ORPCError, ValidationError, validateORPCError, type ErrorMap } from '@orpc/server';

/** A wrong field of an input: where it is and what is wrong with it. */
interface FieldIssue {
  readonly path: readonly string[];
  readonly message: string;
}

const pathStep = (step: unknown): string =>
  typeof step === 'object' && step !== null && 'key' in step ? String(step.key) : String(step);

function fieldIssues(error: ValidationError): readonly FieldIssue[] {
  return error.issues.map(({ path, message }) => ({ path: (path ?? []).map(pathStep), message }));
}

/** Only the library throws this pair, and only for an input that its schema refused. */
function refusedInput(error: ORPCError<string, unknown>): ORPCError<string, unknown> | null {
  if (error.code !== 'BAD_REQUEST' || !(error.cause instanceof ValidationError)) return null;
  const issues = fieldIssues(error.cause);
  const sentence = issues.map(({ path, message }) => `${path.join('.') || 'input'}: ${message}`).join('; ');
  return new ORPCError('BAD_REQUEST', { message: `The input is not as the call asks: ${sentence}`, data: { issues } });
}

/** What the caller may see of a thrown thing; null when it is a defect that only the log may tell. */
export async function expectedError(error: unknown, declared: ErrorMap): Promise<ORPCError<string, unknown> | null> {
  if (!(error instanceof ORPCError)) return null;
  const known: ORPCError<string, unknown> = error as ORPCError<string, unknown>;
  const refused = refusedInput(known);
  if (refused !== null) return refused;
  const checked = await validateORPCError(declared, known);
  return checked.defined ? checked : null;
}
