import type { Log } from '#core/ports/log.ts';

type Level = 'info' | 'warn' | 'error';

/** Keys whose values never reach a log. */
const SECRET = /secret|token|passphrase|password|code|cookie|authorization|signature|api-?key/i;

function line(level: Level, message: string, context: Readonly<Record<string, unknown>> | undefined): string {
  const entries = Object.entries(context ?? {}).map(([key, value]) => [key, SECRET.test(key) ? '(not logged)' : value]);
  return JSON.stringify({ ts: new Date().toISOString(), level, message, ...Object.fromEntries(entries) });
}

/** Writes one JSON line per message to a stream; secrets are left out by their names. */
export function streamLog(write: (text: string) => void): Log {
  const at = (level: Level) => (message: string, context?: Readonly<Record<string, unknown>>) => {
    write(`${line(level, message, context)}\n`);
  };
  return { info: at('info'), warn: at('warn'), error: at('error') };
}
