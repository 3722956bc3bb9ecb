import { REASON_WORDS } from '#renderer/ui/reason-words.ts';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { say } from '#shared/language/words.ts';

/** One bar of "where the signals ended". */
export interface DispositionRow {
  readonly key: string;
  readonly stage: ReplayReport['signals']['dispositions'][number]['stage'];
  readonly code: string | null;
  /** Why, in words; `Executed` where nothing refused it. */
  readonly label: string;
  readonly count: number;
  /** Share of all received signals, 0…1. */
  readonly share: number;
}

/** Where signals ended, the executed first, then the largest; with those that are not accounted for, if any. */
export function dispositionRows({ signals }: Pick<ReplayReport, 'signals'>): {
  readonly rows: readonly DispositionRow[];
  readonly missing: number;
} {
  const whole = Math.max(1, signals.received);
  const rows = signals.dispositions.map((each) => ({
    ...each,
    key: `${each.stage}/${each.code ?? 'executed'}`,
    label: each.code === null ? say('Executed') : REASON_WORDS[each.code],
    share: each.count / whole,
  }));
  rows.sort((a, b) => Number(a.code !== null) - Number(b.code !== null) || b.count - a.count);
  const counted = rows.reduce((sum, { count }) => sum + count, 0);
  return { rows, missing: signals.received - counted };
}

/** Targets among the resolved, of the executed and of the refused; null without any. */
export function hitRates({ outcomes }: Pick<ReplayReport, 'outcomes'>): {
  readonly executed: number | null;
  readonly refused: number | null;
} {
  const rate = (pick: 'executed' | 'refused'): number | null => {
    const all = outcomes.reduce((sum, outcome) => sum + outcome[pick], 0);
    const hits = outcomes.find(({ kind }) => kind === 'target')?.[pick] ?? 0;
    return all === 0 ? null : hits / all;
  };
  return { executed: rate('executed'), refused: rate('refused') };
}

/** True when the ledger sums to nothing: any digit but 0 is a defect. */
export const ledgerBalances = ({ ledgerSum }: Pick<ReplayReport, 'ledgerSum'>): boolean => !/[1-9]/.test(ledgerSum);
