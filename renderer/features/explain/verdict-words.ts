import { formatR } from '#renderer/ui/format.ts';
import { STAGE_NAMES } from '#renderer/ui/stage-names.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { SignalExplanation, SignalView } from '#shared/contract/signal.ts';
import { STAGES } from '#shared/domain/signal.ts';
import { say } from '#shared/language/words.ts';

/** The verdict in one word, and the meaning of its colour. */
export interface Verdict {
  readonly word: 'EXECUTED' | 'REFUSED' | 'IN WORK';
  readonly tone: Extract<TagTone, 'up' | 'down' | 'neutral'>;
}

const VERDICTS: Readonly<Record<SignalView['verdict'], Verdict>> = {
  executed: { word: say('EXECUTED'), tone: 'up' },
  refused: { word: say('REFUSED'), tone: 'down' },
  'in-work': { word: say('IN WORK'), tone: 'neutral' },
};

export const verdictOf = (signal: SignalView): Verdict => VERDICTS[signal.verdict];

/** Where the signal stands or stopped: `at scoring, stage 3 of 8`. */
export function stageWords({ stage, verdict }: SignalView): string {
  const place = say('stage {indexOf} of {sTAGES}', { indexOf: STAGES.indexOf(stage) + 1, sTAGES: STAGES.length });
  const name = STAGE_NAMES[stage].toLowerCase();
  return verdict === 'refused' ? say('stopped at {name}, {place}', { name, place }) : `at ${name}, ${place}`;
}

/** How it ended; null while it has not. What was refused has a simulated outcome. */
export function outcomeWords({ outcome, r, verdict }: SignalView): string | null {
  if (outcome === null) return null;
  const end = outcome === 'time-out' ? say('timed out') : say('reached its {outcome}', { outcome });
  return verdict === 'refused'
    ? say('Would have {end}: {r} after costs', { end, r: formatR(r) })
    : say('It {end}: {r} after costs', { end, r: formatR(r) });
}

/** What a counterfactual says when none is given, and why. */
export function noFlipWords({ signal, score }: SignalExplanation): string {
  if (signal.verdict === 'in-work') return say('The decision is still under way.');
  if (score === null) return say('It was decided before a score was made; no score input could have turned it.');
  const name = STAGE_NAMES[signal.stage].toLowerCase();
  if (signal.verdict === 'refused' && signal.stage !== 'scoring') {
    const before = STAGES.indexOf(signal.stage) < STAGES.indexOf('scoring');
    return before
      ? say('It was stopped at {name}, before scoring; no score input could have turned it.', { name })
      : say('The score passed; no score input could have turned the refusal at {name}.', { name });
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
  const lines = [question, `${verdictOf(signal).word}${code}: ${signal.sentence}`, words];
  for (const flip of counterfactuals)
    lines.push(say('{sentence} Re-run: {rerun}.', { sentence: flip.sentence, rerun: flip.rerun }));
  const outcome = outcomeWords(signal);
  if (outcome !== null) lines.push(`${outcome}.`);
  lines.push(
    say('Signal {key}, journal records {journal}.', {
      key: signal.key,
      journal: journal.map(({ seq }) => String(seq)).join(', '),
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
