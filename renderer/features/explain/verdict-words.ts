import { formatR } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { SignalExplanation, SignalView } from '#shared/contract/signal.ts';
import { STAGES, type Stage } from '#shared/domain/signal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** The verdict in one word, and the meaning of its colour. */
export interface Verdict {
  readonly word: string;
  readonly tone: Extract<TagTone, 'up' | 'down' | 'neutral'>;
}

const VERDICTS: Readonly<Record<SignalView['verdict'], Verdict>> = {
  executed: { word: say('EXECUTED'), tone: 'up' },
  refused: { word: say('REFUSED'), tone: 'down' },
  'in-work': { word: say('IN WORK'), tone: 'neutral' },
};

export const verdictOf = (signal: SignalView): Verdict => VERDICTS[signal.verdict];

/** The stages of a signal's way as they are named within a sentence. */
const STAGE_WORDS: Readonly<Record<Stage, string>> = {
  intake: say('intake'),
  throttle: say('throttle'),
  scoring: say('scoring'),
  conflict: say('conflict'),
  lock: say('lock'),
  risk: say('risk gate'),
  execution: say('execution'),
  outcome: say('outcome'),
};

/** Where the signal stands or stopped: `at scoring, stage 3 of 8`. */
export function stageWords({ stage, verdict }: SignalView): string {
  const values = { stage: STAGE_WORDS[stage], place: STAGES.indexOf(stage) + 1, stages: STAGES.length };
  return verdict === 'refused'
    ? say('stopped at {stage}, stage {place} of {stages}', values)
    : say('at {stage}, stage {place} of {stages}', values);
}

/** How it ended; null while it has not. What was refused has a simulated outcome. */
export function outcomeWords({ outcome, r, verdict }: SignalView): string | null {
  if (outcome === null) return null;
  const values = { outcome, result: formatR(r) };
  return verdict === 'refused'
    ? say(
        '{outcome, select, target {Would have reached its target} stop {Would have reached its stop} other {Would have timed out}}: {result} after costs',
        values,
      )
    : say(
        '{outcome, select, target {It reached its target} stop {It reached its stop} other {It timed out}}: {result} after costs',
        values,
      );
}

/** What a counterfactual says when none is given, and why. */
export function noFlipWords({ signal, score }: SignalExplanation): string {
  if (signal.verdict === 'in-work') return say('The decision is still under way.');
  if (score === null) return say('It was decided before a score was made; no score input could have turned it.');
  const stage = STAGE_WORDS[signal.stage];
  if (signal.verdict === 'refused' && signal.stage !== 'scoring') {
    const before = STAGES.indexOf(signal.stage) < STAGES.indexOf('scoring');
    return before
      ? say('It was stopped at {stage}, before scoring; no score input could have turned it.', { stage })
      : say('The score passed; no score input could have turned the refusal at {stage}.', { stage });
  }
  return say('No single score input turns it within its range of −100 to +100.');
}

/** Time of a stage: `0.861 ms`; simulated time has none. */
export function stageTime(us: number | null, status: SignalExplanation['way'][number]['status']): string {
  if (us !== null) return `${(us / 1_000).toFixed(3)} ms`;
  return status === 'not-reached' ? '' : say('not measured');
}

/** The share of the measured time each stage took; null when no stage was measured. */
export function timeShares(way: SignalExplanation['way']): readonly number[] | null {
  const total = way.reduce((sum, { us }) => sum + (us ?? 0), 0);
  return total > 0 ? way.map(({ us }) => (us ?? 0) / total) : null;
}

/** The whole explanation as text with its record numbers, for the clipboard. */
export function explanationText(explanation: SignalExplanation): string {
  const { signal, question, words, counterfactuals, journal } = explanation;
  const code = signal.code === null ? '' : ` ${signal.code}`;
  const lines = [told(question), `${verdictOf(signal).word}${code}: ${told(signal.sentence)}`, words];
  for (const flip of counterfactuals)
    lines.push(say('{sentence} Re-run: {result}.', { sentence: told(flip.sentence), result: told(flip.rerun) }));
  const outcome = outcomeWords(signal);
  if (outcome !== null) lines.push(`${outcome}.`);
  lines.push(
    say('Signal {key}, journal records {records}.', {
      key: signal.key,
      records: journal.map(({ seq }) => String(seq)).join(', '),
    }),
  );
  return lines.join('\n');
}

/** Whether each record names the hash of the record before it as its own previous one, where both are neighbours. */
export function chainHolds(journal: SignalExplanation['journal']): boolean {
  return journal.every((record, index) => {
    const before = journal[index - 1];
    return before === undefined || before.seq + 1 !== record.seq || before.hash === record.prevHash;
  });
}
