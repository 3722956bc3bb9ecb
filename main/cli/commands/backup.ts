import { Command } from 'commander';
import { runBackup } from '../backup/run-backup.ts';
import type { CliContext, EndWith } from '../context.ts';
import { dataDirOption, dataFolder } from '../options.ts';

const EXAMPLES = `
Copies the database as it is at one moment, beside a workstation that may be running, reads the copy back and checks the
end of its hash chain. A file is never written over. To go back to a backup, end the workstation and put the copy in the
place of zmart.db. Logins are not in it: they lie in the keychain, or in their encrypted file.

Examples:
  zmart backup                         into the folder backups of the data folder
  zmart backup --to /mnt/disk/zmart.db
  zmart backup --json`;

interface Options {
  readonly to?: string;
  readonly json?: boolean;
  readonly dataDir?: string;
}

/** `zmart backup`: a verified copy of the database. */
export function backupCommand(context: CliContext, end: EndWith): Command {
  return new Command('backup')
    .description('copy the database while it is in use, and check the copy')
    .option('--to <file>', 'the file to make instead of one in the data folder')
    .option('--json', 'print what was made as JSON')
    .addOption(dataDirOption())
    .addHelpText('after', EXAMPLES)
    .action(async ({ to, json = false, dataDir }: Options) => {
      const folder = dataFolder(dataDir, context.env, context.platform);
      end(await runBackup({ dataFolder: folder, to: to ?? null, json }, context));
    });
}
