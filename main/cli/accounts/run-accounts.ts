import { VENUE_LOGINS, type VenueId } from '#shared/domain/exchange-account.ts';
import type { Result } from '#shared/kernel/result.ts';
import type { AccountDesk } from '#core/accounts/account-desk.ts';
import type { AccountRefusal } from '#core/accounts/account-refusal.ts';
import type { AccountRow } from '#core/journal/account-row.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { utcMinute } from '../terminal/figures.ts';
import { table } from '../terminal/table.ts';
import { BY, openDesk } from './open-desk.ts';
import { loginFromInput, loginFromTerminal } from './read-login.ts';
import { readySecrets } from './ready-secrets.ts';

/** Where the accounts are. */
export interface AccountsPlace {
  readonly dataFolder: string;
}

const COLUMNS = ['Name', 'Exchange', 'Key', 'State', 'Rights', 'Checked', 'Id'].map((title) => ({ title }));

function must<T>(result: Result<T, AccountRefusal>): T {
  if (result.ok) return result.value;
  const { code, message } = result.error;
  throw new CliError(code === 'NOT_WRITABLE' ? EXIT.dataFolder : EXIT.failed, message);
}

/** The account of an id or a name. */
function accountOf({ accounts }: AccountDesk, wanted: string): AccountRow {
  const found = accounts.list().find(({ id, name }) => id === wanted || name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  throw new CliError(EXIT.failed, `No account is named "${wanted}". \`zmart accounts list\` shows them.`);
}

function told({ accounts }: AccountDesk, account: AccountRow): string {
  const connection = accounts.connection(account.id);
  const { verdict, findings } = accounts.verdict(account);
  const lines = [
    `${account.name} (${VENUE_LOGINS[account.venue].label}, key …${account.keyTail})`,
    ...(connection === null ? [] : [connection.sentence]),
    `For live trading: ${verdict}.`,
    ...findings.map((finding) => `- ${finding}`),
  ];
  return `${lines.join('\n')}\n`;
}

async function withDesk<T>(
  { dataFolder }: AccountsPlace,
  access: 'change' | 'list',
  context: CliContext,
  work: (desk: AccountDesk) => Promise<T>,
): Promise<T> {
  const { desk, close } = await openDesk(dataFolder, access, context);
  try {
    return await work(desk);
  } finally {
    close();
  }
}

/** Prints the accounts; needs neither their logins nor the folder for itself. */
export function runList(place: AccountsPlace, json: boolean, context: CliContext): Promise<ExitCode> {
  return withDesk(place, 'list', context, async (desk) => {
    const accounts = desk.accounts.list();
    const rows = accounts.map((account) => {
      const { name, venue, keyTail, enabled, liveSince, rightsCheckedAt, id } = account;
      const state = liveSince !== null ? 'live' : enabled ? 'enabled' : 'disabled';
      const checked = rightsCheckedAt === null ? 'never' : utcMinute(rightsCheckedAt);
      return [
        name,
        VENUE_LOGINS[venue].label,
        `…${keyTail}`,
        state,
        desk.accounts.verdict(account).verdict,
        checked,
        id,
      ];
    });
    const { terminal } = context;
    if (json) {
      const told = accounts.map((account) => ({ ...account, verdict: desk.accounts.verdict(account) }));
      terminal.out(`${JSON.stringify(told, null, 2)}\n`);
    } else if (rows.length === 0) terminal.out('There are no accounts yet. `zmart accounts add` adds one.\n');
    else terminal.out(table(COLUMNS, rows));
    return EXIT.ok;
  });
}

export interface AddRequest extends AccountsPlace {
  readonly name: string;
  readonly venue: VenueId;
  /** Reads the login as JSON from standard input instead of asking for it. */
  readonly stdin: boolean;
}

/** Adds an account; its login is asked for on the terminal, never taken from the command line. */
export function runAdd(request: AddRequest, context: CliContext): Promise<ExitCode> {
  const { name, venue, stdin } = request;
  return withDesk(request, 'change', context, async (desk) => {
    await readySecrets(desk.secrets, context, true);
    const credentials = await (stdin ? loginFromInput : loginFromTerminal)(venue, context);
    const account = must(await desk.accounts.add({ name, venue, credentials }, BY));
    context.terminal.out(told(desk, account));
    return EXIT.ok;
  });
}

/** Asks the exchange; ends with {@link EXIT.failed} when it does not take the login or the key is not safe. */
export function runTest(place: AccountsPlace, wanted: string, context: CliContext): Promise<ExitCode> {
  return withDesk(place, 'change', context, async (desk) => {
    const { id } = accountOf(desk, wanted);
    await readySecrets(desk.secrets, context, false);
    const account = must(await desk.accounts.test(id, BY));
    context.terminal.out(told(desk, account));
    const fine = desk.accounts.connection(id)?.ok === true && desk.accounts.verdict(account).verdict !== 'refused';
    return fine ? EXIT.ok : EXIT.failed;
  });
}

/** Changes an account without its login. */
export function runChange(
  place: AccountsPlace,
  wanted: string,
  change: (desk: AccountDesk, id: string) => Promise<Result<AccountRow, AccountRefusal>>,
  context: CliContext,
): Promise<ExitCode> {
  return withDesk(place, 'change', context, async (desk) => {
    const account = must(await change(desk, accountOf(desk, wanted).id));
    context.terminal.out(`${account.name} is ${account.enabled ? 'enabled' : 'disabled'}.\n`);
    return EXIT.ok;
  });
}

/** Removes an account and erases its login. */
export function runRemove(
  place: AccountsPlace,
  wanted: string,
  leaveLogin: boolean,
  context: CliContext,
): Promise<ExitCode> {
  return withDesk(place, 'change', context, async (desk) => {
    const { id, name } = accountOf(desk, wanted);
    if (!leaveLogin) await readySecrets(desk.secrets, context, false);
    const { loginErased } = must(await desk.accounts.remove(id, leaveLogin, BY));
    context.terminal.out(`${name} is removed; its login ${loginErased ? 'was erased' : 'stayed where it was'}.\n`);
    return EXIT.ok;
  });
}
