import { VAULT_PASSPHRASE } from '#shared/domain/exchange-account.ts';
import type { SecretsDesk } from '#core/accounts/secrets-desk.ts';
import { passphraseFromFile, PASSPHRASE_FILE, unlockAtStart } from '#main/adapters/secrets/unlock-at-start.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-codes.ts';
import { BY } from './open-desk.ts';

const NOBODY = `Nobody is at the terminal to type a passphrase. Name a file with it in ${PASSPHRASE_FILE}.`;

async function newPassphrase({ askHidden, terminal }: CliContext): Promise<string> {
  terminal.err(
    `No keychain answers here, so the logins go to an encrypted file. Choose its passphrase, ${VAULT_PASSPHRASE.min} characters or more; nobody can recover it.\n`,
  );
  const first = await askHidden('New passphrase (not shown): ');
  if (first === null) throw new CliError(EXIT.badInput, NOBODY);
  const second = await askHidden('Once more: ');
  if (first !== second) throw new CliError(EXIT.badInput, 'The two passphrases are not the same. Nothing was made.');
  return first;
}

async function createFile(desk: SecretsDesk, context: CliContext): Promise<void> {
  const passphrase = fromFile(context) ?? (await newPassphrase(context));
  const made = await desk.create(passphrase, BY);
  if (!made.ok) throw new CliError(EXIT.failed, made.error.message);
}

function fromFile({ env, platform }: CliContext): string | null {
  try {
    return passphraseFromFile(env, platform);
  } catch (error) {
    throw new CliError(EXIT.badInput, error instanceof Error ? error.message : String(error), { cause: error });
  }
}

/**
 * Makes the place of the secrets ready: unlocks the encrypted file, or makes it when it is needed and there is none.
 * @throws CliError when it is not ready afterwards.
 */
export async function readySecrets(desk: SecretsDesk, context: CliContext, make: boolean): Promise<void> {
  const before = await desk.overview();
  if (before.state === 'absent' && make) await createFile(desk, context);
  if (before.state === 'locked' && before.kind === 'file') {
    await unlockAtStart({
      env: context.env,
      overview: () => desk.overview(),
      unlock: (passphrase) => desk.unlock(passphrase, BY),
      ask: context.askHidden,
      say: (sentence) => context.terminal.err(`${sentence}\n`),
    });
  }
  const { state, sentence } = await desk.overview();
  if (state !== 'ready') throw new CliError(EXIT.failed, sentence);
}
