import { formatAge } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';

type Coverage = LiquidationRow['coverage'];

export interface LevelMark {
  readonly word: 'ESTIMATED' | 'LOW COVERAGE' | 'STALE' | 'FORM ONLY';
  readonly tone: TagTone;
  /** What it rests on, in sentences. */
  readonly title: string;
}

const percent = (share: number): string => `${String(Math.round(share * 100))} %`;

/** What is said of estimated levels: how far they can be trusted, with age and reach of the inputs. */
export function levelMark(coverage: Coverage, age: number | null): LevelMark {
  const known = `open interest was known ${percent(coverage.openInterest)} of the time`;
  const old = age === null ? 'age not known' : `inputs ${formatAge(age)} old`;
  if (coverage.stale) {
    return { word: 'STALE', tone: 'warn', title: `Estimated from old inputs: ${old}; ${known}` };
  }
  if (coverage.formOnly) {
    return {
      word: 'FORM ONLY',
      tone: 'warn',
      title: 'No open interest was told yet: only the form of the map means anything',
    };
  }
  if (coverage.low) {
    return { word: 'LOW COVERAGE', tone: 'warn', title: `Estimated on too little: ${known}; ${old}` };
  }
  return {
    word: 'ESTIMATED',
    tone: 'ember',
    title: `Estimated: positions of others are not published; ${known}; ${old}`,
  };
}
