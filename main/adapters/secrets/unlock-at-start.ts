import { readFileSync, statSync } from 'node:fs';
import type { Result } from '#shared/kernel/result.ts';
import type { SecretsOverview } from '#core/ports/secrets.ts';

/** A file whose first line unlocks the encrypted file, for hosts that start by themselves. */
export const PASSPHRASE_FILE = 'ZMART_PASSPHRASE_FILE';

/** What unlocking needs of its surroundings. */
export interface UnlockParts {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly overview: () => Promise<SecretsOverview>;
  readonly unlock: (
    passphrase: string,
  ) => Promise<Result<unknown, { readonly code: string; readonly message: string }>>;
  /** Asks a person without showing the answer; null when nobody is there. */
  readonly ask: (question: string) => Promise<string | null>;
  readonly say: (sentence: string) => void;
}

const OTHERS = 0o077;
const TRIES = 3;

/**
 * The passphrase in the file that the environment names; null when it names none.
 * @throws Error with a sentence when the file cannot be read, or can be read by others.
 */
export function passphraseFromFile(env: UnlockParts['env'], platform: string = process.platform): string | null {
  const path = env[PASSPHRASE_FILE];
  if (path === undefined || path === '') return null;
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isFile() !== true) throw new Error(`${PASSPHRASE_FILE} names ${path}, and there is no such file.`);
  if (platform !== 'win32' && (stat.mode & OTHERS) !== 0) {
    throw new Error(`${path} can be read by others, so it is not used. Run: chmod 600 ${path}`);
  }
  const [line = ''] = readFileSync(path, 'utf8').split(/\r?\n/, 1);
  if (line === '') throw new Error(`${path} has no passphrase in its first line.`);
  return line;
}

async function askAndUnlock({ ask, unlock, say }: UnlockParts): Promise<boolean> {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const passphrase = await ask('Passphrase of the exchange logins (Enter to go on without): ');
    if (passphrase === null || passphrase === '') return false;
    const unlocked = await unlock(passphrase);
    if (unlocked.ok) return true;
    say(unlocked.error.message);
  }
  return false;
}

/** Unlocks the encrypted file once at the start, if there is a locked one. The host goes on without when it cannot. */
export async function unlockAtStart(parts: UnlockParts): Promise<boolean> {
  const { overview, unlock, env, say } = parts;
  const { kind, state } = await overview();
  if (kind !== 'file' || state !== 'locked') return state === 'ready';
  let unlocked = false;
  try {
    const passphrase = passphraseFromFile(env);
    const result = passphrase === null ? null : await unlock(passphrase);
    if (result?.ok === false) say(result.error.message);
    unlocked = result === null ? await askAndUnlock(parts) : result.ok;
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
  }
  say(unlocked ? 'The exchange logins are unlocked.' : 'The exchange logins stay locked; unlock them in the window.');
  return unlocked;
}
