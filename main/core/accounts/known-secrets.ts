import type { Log } from '../ports/log.ts';
import type { Credentials } from './account.ts';
import { secretForms } from './secret-forms.ts';

/** What stands in the place of a secret. */
const HIDDEN = '(not shown)';
/** Shorter texts occur by chance, and hiding them would tear words apart. */
const SHORTEST = 4;
/** How deep a log's context is searched; what lies deeper is left out. */
const DEEPEST = 6;

const parts = ({ key, secret, passphrase }: Credentials): readonly string[] =>
  [key, secret, passphrase ?? ''].filter((part) => part.length >= SHORTEST);

/**
 * Takes logins out of texts, whatever form they have in them. Libraries put requests into their errors, headers and all;
 * so nothing an exchange's library says is logged, recorded or shown before it went through here.
 */
export class KnownSecrets {
  readonly #parts = new Set<string>();
  /** Longest first, so that a short secret within a long one does not tear it. */
  #forms: readonly string[] = [];

  /** Hides a login from now on. */
  add(credentials: Credentials): void {
    const before = this.#parts.size;
    for (const part of parts(credentials)) this.#parts.add(part);
    if (this.#parts.size === before) return;
    const forms = [...this.#parts].flatMap(secretForms).filter((form) => form.length >= SHORTEST);
    this.#forms = [...new Set(forms)].sort((a, b) => b.length - a.length);
  }

  /** The text without any known secret. */
  scrub(text: string): string {
    let clean = text;
    for (const form of this.#forms) if (clean.includes(form)) clean = clean.replaceAll(form, HIDDEN);
    return clean;
  }

  /** A copy of a value of a log's context with every text in it scrubbed, keys of objects too. */
  scrubValue(value: unknown, depth = 0): unknown {
    if (typeof value === 'string') return this.scrub(value);
    if (typeof value === 'bigint') return String(value);
    if (typeof value !== 'object' || value === null) return typeof value === 'function' ? HIDDEN : value;
    if (depth === DEEPEST || ArrayBuffer.isView(value)) return HIDDEN;
    if (value instanceof Error) return this.scrubValue(errorFields(value), depth);
    if (Array.isArray(value)) return value.map((item) => this.scrubValue(item, depth + 1));
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [this.scrub(key), this.scrubValue(item, depth + 1)]),
    );
  }
}

const errorFields = (error: Error): Record<string, unknown> => ({
  name: error.name,
  message: error.message,
  stack: error.stack,
  ...('cause' in error ? { cause: error.cause } : {}),
});

/** A log that no known secret gets into. */
export function scrubbingLog(log: Log, known: KnownSecrets): Log {
  type Context = Readonly<Record<string, unknown>> | undefined;
  const clean = (context: Context) => known.scrubValue(context) as Context;
  return {
    info: (message, context) => log.info(known.scrub(message), clean(context)),
    warn: (message, context) => log.warn(known.scrub(message), clean(context)),
    error: (message, context) => log.error(known.scrub(message), clean(context)),
  };
}
