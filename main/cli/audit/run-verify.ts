import { verifySteps, type VerifyResult } from '#core/journal/verify.ts';
import type { JournalStore } from '#core/ports/store.ts';
import { runFolder } from '#main/adapters/replay/replay-job.ts';
import { openRunFolder } from '#main/adapters/replay/run-folder.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import type { CliContext } from '../context.ts';
import { openExisting } from '../existing-data.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { grouped, span } from '../terminal/figures.ts';
import { progressBar } from '../terminal/progress-bar.ts';

/** Which journal to verify. */
export interface VerifyRequest {
  readonly dataFolder: string;
  /** A replay's id; null is the trading journal. */
  readonly replay: string | null;
  readonly json: boolean;
}

/** Work between two chances for signals and the screen. */
const BREATHE_EVERY_MS = 50;

/** Verifies a journal with a progress bar; prints records and root hash, or the first bad place and what to do. */
export async function runVerify(request: VerifyRequest, context: CliContext): Promise<ExitCode> {
  const { terminal, stopwatch } = context;
  const folder = request.replay === null ? request.dataFolder : runFolder(request.dataFolder, request.replay);
  const store = openExisting(folder);
  const started = stopwatch();
  try {
    const found = await verify(store.journal, context);
    const result = request.replay === null ? found : againstReport(found, folder);
    if (request.json) terminal.out(`${JSON.stringify({ folder, ...result }, null, 2)}\n`);
    else terminal.out(textOf(result, folder, stopwatch() - started));
    return result.ok ? EXIT.ok : EXIT.failed;
  } finally {
    store.close();
  }
}

async function verify(journal: JournalStore, { terminal, stopwatch }: CliContext): Promise<VerifyResult> {
  const progress = progressBar(terminal, 'Verifying', stopwatch);
  const steps = verifySteps(journal, systemHasher);
  let breathed = stopwatch();
  try {
    for (;;) {
      const step = steps.next();
      if (step.done === true) return step.value;
      const { done, total } = step.value;
      progress.update(done / Math.max(1, total), `${grouped(done)} of ${grouped(total)} records`);
      if (stopwatch() - breathed < BREATHE_EVERY_MS) continue;
      await new Promise((resolve) => setImmediate(resolve));
      breathed = stopwatch();
    }
  } finally {
    progress.end();
  }
}

type Finding =
  | VerifyResult
  | { readonly ok: false; readonly at: { readonly kind: 'report' }; readonly problem: string };

/** A chain that is whole can still be another one: the report of a finished replay names the root hash it ended with. */
function againstReport(found: VerifyResult, folder: string): Finding {
  if (!found.ok) return found;
  const report = openRunFolder(folder).readReport();
  if (report === null || report.rootHash === found.rootHash) return found;
  const problem =
    `The journal is whole, but its root hash is ${found.rootHash} and the report names ${report.rootHash}. ` +
    'One of them was replaced; run the replay again to see which.';
  return { ok: false, at: { kind: 'report' }, problem };
}

function textOf(result: Finding, folder: string, tookMs: number): string {
  if (!result.ok) return `DAMAGED  ${folder}\n${result.problem}\n`;
  return `Intact   ${folder}\nRecords  ${grouped(result.records)}, verified in ${span(tookMs)}\nRoot     ${result.rootHash}\n`;
}
