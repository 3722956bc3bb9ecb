import { Argument, Command, InvalidArgumentError, Option } from 'commander';
import { LOGIN_LIMITS, VENUE_IDS, type VenueId } from '#shared/domain/exchange-account.ts';
import { BY } from '../accounts/open-desk.ts';
import { runAdd, runChange, runList, runRemove, runTest } from '../accounts/run-accounts.ts';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder } from '../options.ts';

const EXAMPLES = `
A login goes to the keychain of the system, or to an encrypted file where there is none. It is asked for without being
shown, or read from standard input; it is never part of a command line. An encrypted file is unlocked by the passphrase
in the file that ZMART_PASSPHRASE_FILE names, or by asking. While a workstation runs on the data folder, use its window.

Examples:
  zmart accounts list
  zmart accounts add --name Main --venue kucoin-futures
  zmart accounts test Main
  zmart accounts rename Main "Main, small"
  zmart accounts disable Main
  zmart accounts remove Main`;

const NAME = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

function parseName(text: string): string {
  const name = text.trim();
  if (name.length >= 1 && name.length <= LOGIN_LIMITS.name && NAME.test(name)) return name;
  throw new InvalidArgumentError(`A name has 1 to ${LOGIN_LIMITS.name} characters and no control characters.`);
}

interface Common {
  readonly dataDir?: string;
}

/** `zmart accounts`: exchange logins without a window. */
export function accountsCommand(context: CliContext, end: EndWith): Command {
  const accounts = new Command('accounts')
    .description('exchange accounts and their logins')
    .addHelpText('after', EXAMPLES);
  const place = ({ dataDir }: Common) => ({ dataFolder: dataFolder(dataDir, context.env, context.platform) });
  const command = (name: string, description: string): Command => {
    const made = new Command(name).description(description).addOption(dataDirOption()).addHelpText('after', EXAMPLES);
    accounts.addCommand(made);
    return made;
  };
  const about = (): Argument => new Argument('<account>', 'its name or id');

  command('list', 'list the accounts; no login is shown')
    .option('--json', 'print the accounts as JSON')
    .action(async ({ json = false, ...options }: Common & { json?: boolean }) => {
      end(await runList(place(options), json, context));
    });
  command('add', 'add an account and keep its login')
    .requiredOption('--name <name>', 'what you call it', parseName)
    .addOption(new Option('--venue <exchange>', 'the exchange').choices(VENUE_IDS).makeOptionMandatory())
    .option('--stdin', 'read the login as JSON {"key","secret","passphrase"} from standard input')
    .action(
      async ({ name, venue, stdin = false, ...rest }: Common & { name: string; venue: VenueId; stdin?: boolean }) => {
        end(await runAdd({ ...place(rest), name, venue, stdin }, context));
      },
    );
  command('test', 'ask the exchange whether the login works and what the key may do')
    .addArgument(about())
    .action(async (account: string, options: Common) => {
      end(await runTest(place(options), account, context));
    });
  command('rename', 'give an account another name')
    .addArgument(about())
    .addArgument(new Argument('<name>', 'the new name').argParser(parseName))
    .action(async (account: string, name: string, options: Common) => {
      end(await runChange(place(options), account, (desk, id) => desk.accounts.rename(id, name, BY), context));
    });
  command('disable', 'stop using an account; its login stays')
    .addArgument(about())
    .action(async (account: string, options: Common) => {
      end(
        await runChange(place(options), account, (desk, id) => desk.accounts.disable(id, 'by the user', BY), context),
      );
    });
  command('enable', 'use an account again')
    .addArgument(about())
    .action(async (account: string, options: Common) => {
      end(await runChange(place(options), account, (desk, id) => desk.accounts.enable(id, BY), context));
    });
  command('remove', 'remove an account and erase its login')
    .addArgument(about())
    .option('--leave-login', 'remove it although its login cannot be erased')
    .action(async (account: string, { leaveLogin = false, ...rest }: Common & { leaveLogin?: boolean }) => {
      end(await runRemove(place(rest), account, leaveLogin, context));
    });
  return accounts;
}
