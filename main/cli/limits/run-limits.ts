import { limitsView, limitVersionView, type GateLimitView, type LimitsView } from '#shared/contract/limits.ts';
import * as z from 'zod';
import { CliError } from '../cli-error.ts';
import type { CliContext } from '../context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { HostCalls, HostRefusal, type HostPlace } from '../host/call-host.ts';
import { printAnswer, readAnswer } from '../host/host-answer.ts';
import { unitText, versionText } from './limit-text.ts';

/** Where the host is, and whether the answer is printed as it came. */
export interface LimitsRequest extends HostPlace {
  readonly json: boolean;
}

/** Who asks for a change, in words, and what was typed to confirm it. */
export interface ChangeRequest extends LimitsRequest {
  readonly reason: string;
  readonly confirmation: string | null;
}

const changed = z.object({ version: z.int() });

const limitsOf = async (host: HostCalls): Promise<LimitsView> => readAnswer(limitsView, await host.get('/limits'));

/** Prints every limit, whether the rules are approved, and the disabled strategies. */
export async function runListLimits(request: LimitsRequest, context: CliContext): Promise<ExitCode> {
  const view = await limitsOf(new HostCalls(request, context));
  return printAnswer(context, request.json, view, () => listText(view));
}

/** Prints the versions, newest first. */
export async function runHistory(request: LimitsRequest, context: CliContext): Promise<ExitCode> {
  const versions = readAnswer(z.array(limitVersionView), await new HostCalls(request, context).get('/limits/history'));
  return printAnswer(context, request.json, versions, () => versions.map(versionText).join(''));
}

/** Sets limits, all or none; looser than the default asks for a typed text first. */
export async function runChangeLimits(
  request: ChangeRequest,
  values: Readonly<Record<string, number>>,
  context: CliContext,
): Promise<ExitCode> {
  const { reason, confirmation } = request;
  return changing(request, '/limits/change', { values, reason, confirmation }, context);
}

/** Takes an earlier version again. */
export async function runRollback(request: ChangeRequest, version: number, context: CliContext): Promise<ExitCode> {
  const { reason, confirmation } = request;
  return changing(request, '/limits/rollback', { version, reason, confirmation }, context);
}

/** Approves the rules and the program that run, by the hashes that are shown first. */
export async function runApprove(request: ChangeRequest, context: CliContext): Promise<ExitCode> {
  const host = new HostCalls(request, context);
  const { approval } = await limitsOf(host);
  if (approval === null) throw new CliError(EXIT.failed, 'Nobody approves a replay.');
  const { build, rules, approvedBuild, approvedRules } = approval;
  if (build === approvedBuild && rules === approvedRules) {
    context.terminal.out('The rules and the program that run are approved already.\n');
    return EXIT.ok;
  }
  const [seenBuild, seenRules] = [build, rules].map((hash) => hash.slice(0, SHORT));
  const expected = `approve ${seenBuild ?? ''} ${seenRules ?? ''}`;
  if (request.confirmation !== expected) {
    context.terminal.err(`Program ${build}, approved last: ${approvedBuild ?? 'none'}\n`);
    context.terminal.err(`Rules ${rules}, approved last: ${approvedRules ?? 'none'}\n`);
    throw new CliError(EXIT.failed, `Compare both, then say --confirm "${expected}".`);
  }
  await host.post('/limits/approve', { reason: request.reason, build, rules });
  context.terminal.out('Approved: the rules and the program that run may trade.\n');
  return EXIT.ok;
}

/** Lets a disabled strategy trade a symbol again. */
export async function runEnable(
  request: ChangeRequest,
  strategy: string,
  symbol: string,
  context: CliContext,
): Promise<ExitCode> {
  await new HostCalls(request, context).post('/limits/enable', { strategy, symbol, reason: request.reason });
  context.terminal.out(`${strategy} may trade ${symbol} again.\n`);
  return EXIT.ok;
}

const SHORT = 12;

async function changing(request: LimitsRequest, path: string, body: unknown, context: CliContext): Promise<ExitCode> {
  try {
    const { version } = readAnswer(changed, await new HostCalls(request, context).post(path, body));
    return printAnswer(context, request.json, { version }, () => `Version ${String(version)} is in force.\n`);
  } catch (error) {
    const expected = error instanceof HostRefusal ? error.data['expected'] : undefined;
    if (typeof expected !== 'string') throw error;
    throw new CliError(EXIT.failed, `Looser than the default must be confirmed: add --confirm "${expected}".`);
  }
}

function listText({ version, limits, approval, disabled }: LimitsView): string {
  const widths = [Math.max(...limits.map(({ key }) => key.length)), 16, 16];
  const row = ({ key, unit, value, standard, sentence, loosened }: GateLimitView): string => {
    const cells = [key, unitText(value, unit), unitText(standard, unit)];
    const mark = loosened ? '  looser than the default' : '';
    return `${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ')}  ${sentence}${mark}\n`;
  };
  const head = ['limit', 'in force', 'default'].map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  ');
  const approved =
    approval === null || (approval.build === approval.approvedBuild && approval.rules === approval.approvedRules)
      ? 'The rules and the program that run are approved.\n'
      : 'The rules or the program that run are not approved: nothing is entered. See zmart limits approve --help.\n';
  const stopped = disabled.map(
    ({ strategy, symbol, cause }) =>
      `${strategy} is disabled on ${symbol}: ${cause}. See zmart limits enable --help.\n`,
  );
  return [`Version ${String(version)}\n\n${head}\n`, ...limits.map(row), '\n', approved, ...stopped].join('');
}
