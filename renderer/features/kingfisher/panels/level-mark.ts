import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';

type Coverage = LiquidationRow['coverage'];

export interface LevelMark {
  readonly word: string;
  readonly tone: TagTone;
  /** What it rests on, as a sentence. */
  readonly title: string;
}

const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

/** What is said of estimated levels: how far they can be trusted, with age and reach of the inputs. */
export function levelMark(coverage: Coverage, age: number | null): LevelMark {
  const known = say('open interest was known {share} of the time', { share: percent(coverage.openInterest) });
  const old = age === null ? say('age not known') : say('inputs {age} old', { age: formatAge(age) });
  if (coverage.stale) {
    return {
      word: say('STALE'),
      tone: 'warn',
      title: say('Estimated from old inputs: {old}; {known}.', { old, known }),
    };
  }
  if (coverage.formOnly) {
    return {
      word: say('FORM ONLY'),
      tone: 'warn',
      title: say('No open interest was told yet: only the form of the map means anything.'),
    };
  }
  if (coverage.low) {
    return {
      word: say('LOW COVERAGE'),
      tone: 'warn',
      title: say('Estimated on too little: {known}; {old}.', { known, old }),
    };
  }
  return {
    word: say('ESTIMATED'),
    tone: 'ember',
    title: say('Estimated: positions of others are not published; {known}; {old}.', { known, old }),
  };
}
