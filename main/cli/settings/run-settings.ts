import { readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';
import { settingsFile, settingsVersionView, settingsView, whatIfView } from '#shared/contract/settings.ts';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { HostCalls, type HostPlace } from '../host/call-host.ts';
import { printAnswer, readAnswer } from '../host/host-answer.ts';
import { settingsText, settingsVersionText, whatIfText } from './settings-text.ts';

/** Where the host is, and whether the answer is printed as it came. */
export interface SettingsRequest extends HostPlace {
  readonly json: boolean;
}

export interface SettingsChangeRequest extends SettingsRequest {
  readonly reason: string;
}

export type Values = Readonly<Record<string, number | boolean>>;

const PATH = '/symbol-mgmt/configuration';
const changed = z.object({ version: z.int() });

/** Prints the settings of a section, or all of them. @throws CliError when there is no such section. */
export async function runShow(
  request: SettingsRequest,
  section: string | null,
  context: CliContext,
): Promise<ExitCode> {
  const view = readAnswer(settingsView, await new HostCalls(request, context).get(PATH));
  const sections = section === null ? view.sections : view.sections.filter(({ name }) => name === section);
  if (sections.length === 0) {
    const names = view.sections.map(({ name }) => name).join(', ');
    throw new CliError(EXIT.usage, `There is no section ${section ?? ''}; there are ${names}.`);
  }
  const shown = { ...view, sections };
  return printAnswer(context, request.json, shown, () => settingsText(shown));
}

/** Prints the versions, newest first. */
export async function runVersions(request: SettingsRequest, context: CliContext): Promise<ExitCode> {
  const answer = await new HostCalls(request, context).get(`${PATH}/versions`);
  const versions = readAnswer(z.array(settingsVersionView), answer);
  return printAnswer(context, request.json, versions, () => versions.map(settingsVersionText).join(''));
}

/** Sets values of a section, all or none. */
export const runSet = (
  request: SettingsChangeRequest,
  section: string,
  values: Values,
  context: CliContext,
): Promise<ExitCode> => changing(request, PATH, { section, values, reason: request.reason }, context);

/** Takes an earlier version again, of all sections or of one. */
export const runSettingsRollback = (
  request: SettingsChangeRequest,
  version: number,
  section: string | null,
  context: CliContext,
): Promise<ExitCode> => changing(request, `${PATH}/rollback`, { version, section, reason: request.reason }, context);

/** Shows the ranking under other values before they are saved. */
export async function runWhatIf(
  request: SettingsRequest,
  section: string,
  values: Values,
  context: CliContext,
): Promise<ExitCode> {
  const answer = await new HostCalls(request, context).post('/symbol-mgmt/what-if', { section, values });
  const view = readAnswer(whatIfView, answer);
  return printAnswer(context, request.json, view, () => whatIfText(view));
}

/** Writes the settings in force to a file, or prints them. */
export async function runExport(request: SettingsRequest, file: string | null, context: CliContext): Promise<ExitCode> {
  const settings = readAnswer(settingsFile, await new HostCalls(request, context).get(`${PATH}/export`));
  const text = `${JSON.stringify(settings, null, 2)}\n`;
  if (file === null) {
    context.terminal.out(text);
    return EXIT.ok;
  }
  writeFileSync(file, text);
  context.terminal.out(`The settings of version ${String(settings.version)} are in ${file}.\n`);
  return EXIT.ok;
}

/** Sets what a file holds, all or none. @throws CliError when it cannot be read as settings. */
export async function runImport(request: SettingsChangeRequest, file: string, context: CliContext): Promise<ExitCode> {
  const parsed = settingsFile.safeParse(jsonOf(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined ? '' : ` (${[...issue.path, issue.message].join(': ')})`;
    throw new CliError(EXIT.usage, `${file} is no file of settings${where}; make one with zmart settings export.`);
  }
  return changing(request, `${PATH}/import`, { file: parsed.data, reason: request.reason }, context);
}

function jsonOf(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new CliError(EXIT.usage, `${file} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function changing(request: SettingsRequest, path: string, body: unknown, context: CliContext): Promise<ExitCode> {
  const { version } = readAnswer(changed, await new HostCalls(request, context).post(path, body));
  return printAnswer(context, request.json, { version }, () => `Version ${String(version)} is in force.\n`);
}
