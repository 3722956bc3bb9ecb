import { formatCount, formatNumber, THIN, UNKNOWN, plural, formatPercent } from '#renderer/ui/format.ts';
import { formatDay, formatSpan } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { ModelCardView, ModelRow } from '#shared/contract/models.ts';

/** Fewer cases than this tell nothing: no figure of them is shown. */
export const LEAST_CASES = 100;

export const KIND_WORDS: Readonly<Record<ModelRow['kind'], string>> = {
  logistic: 'logistic regression',
  trees: 'boosted trees',
  onnx: 'a model of your own',
};

/** The same where there is little room. */
export const SHORT_KINDS: Readonly<Record<ModelRow['kind'], string>> = {
  logistic: 'logistic',
  trees: 'trees',
  onnx: 'your own',
};

export const STATE_WORDS: Readonly<Record<ModelRow['state'], { readonly word: string; readonly tone: TagTone }>> = {
  trained: { word: 'NOT IN USE', tone: 'neutral' },
  adopted: { word: 'SPEAKS', tone: 'up' },
  retired: { word: 'RETIRED', tone: 'neutral' },
  unusable: { word: 'UNUSABLE', tone: 'down' },
};

type Standing = Pick<ModelRow, 'state' | 'mayWeigh' | 'reason' | 'outOfSampleCases' | 'timeframe'>;

/** Whether a model counts, and if not, why its weight is 0, in one sentence. */
export function weightVerdict(model: Standing): {
  readonly weighs: boolean;
  readonly answer: string;
  readonly why: string;
} {
  const { state, mayWeigh, reason, outOfSampleCases, timeframe } = model;
  const none = (why: string) => ({ weighs: false, answer: 'Weight 0', why });
  if (state === 'adopted') return { weighs: true, answer: `It speaks on ${timeframe}`, why: reason };
  if (state === 'unusable') return none(reason);
  if (outOfSampleCases < LEAST_CASES)
    return none(
      `Not enough evidence: ${plural(outOfSampleCases, 'case')} out of sample, under ${String(LEAST_CASES)}.`,
    );
  if (!mayWeigh) return none(reason);
  if (state === 'retired') return none('A person took it out of use, or another one took its place.');
  return { weighs: false, answer: 'Weight 0, it may be adopted', why: `${reason} It waits for a person to adopt it.` };
}

/** Nats as thousandths with a sign: `+4.10`. */
export const millinats = (nats: number | null): string =>
  nats === null ? UNKNOWN : formatNumber(nats * 1_000, 2, 'always');

/** A span of days with its years: `3 Jan 2024 to 14 Mar 2025`; a year they share once. */
export function spanWords(from: number, to: number): string {
  const year = (ms: number): string => String(new Date(ms).getUTCFullYear());
  if (year(from) === year(to)) return `${formatDay(from)} to ${formatDay(to)} ${year(to)}`;
  return `${formatDay(from)} ${year(from)} to ${formatDay(to)} ${year(to)}`;
}

/** How many cases the bins of a curve hold. */
export function binWords(curve: ModelCardView['outOfSample']['curve']): string {
  const counts = curve.map(({ n }) => n);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const cases = least === most ? formatCount(least) : `${formatCount(least)} to ${formatCount(most)}`;
  return `${plural(curve.length, 'bin')} of ${cases} cases`;
}

/** One measure of the model beside the same of the base rate. */
export interface Measure {
  readonly name: string;
  readonly title: string;
  readonly model: string;
  readonly base: string;
  /** Whether the model does better; null where there is no base to compare with. */
  readonly better: boolean | null;
}

const loss = (value: number): string => formatNumber(value, 4);

/** The measures out of sample, each beside the base rate known before its fold. */
export function measuresOf({
  model,
  baseRate,
  auc,
  calibrationError,
}: ModelCardView['outOfSample']): readonly Measure[] {
  return [
    {
      name: 'Log loss, nats',
      title: 'Mean of −ln of the probability given to what happened; less is better',
      model: loss(model.logLoss),
      base: loss(baseRate.logLoss),
      better: model.logLoss < baseRate.logLoss,
    },
    {
      name: 'Brier score',
      title: 'Mean squared distance of the probability from what happened; less is better',
      model: loss(model.brier),
      base: loss(baseRate.brier),
      better: model.brier < baseRate.brier,
    },
    {
      name: 'Accuracy',
      title: 'Share in which the side given more than half happened',
      model: formatPercent(model.accuracy, 1),
      base: formatPercent(baseRate.accuracy, 1),
      better: model.accuracy > baseRate.accuracy,
    },
    {
      name: 'Area under the curve',
      title: 'Chance that a case that went up was given more than one that did not; chance alone gives 0.5',
      model: auc === null ? UNKNOWN : formatNumber(auc, 3),
      base: '0.500',
      better: auc === null ? null : auc > 0.5,
    },
    {
      name: 'Calibration error',
      title: 'Mean distance of what was said from what happened, over the bins of the curve',
      model: formatPercent(calibrationError, 1),
      base: UNKNOWN,
      better: null,
    },
  ];
}

/** Cases that were left out, and why. */
export function leftWords({ missing, open, even }: ModelCardView['left']): string {
  const parts = [
    missing > 0 ? `${formatCount(missing)} lacked a feature` : '',
    open > 0 ? `${formatCount(open)} had not ended` : '',
    even > 0 ? `${formatCount(even)} touched both barriers` : '',
  ].filter(Boolean);
  return parts.length === 0 ? 'none' : parts.join(', ');
}

/** A parameter as it is shown: spans of time in words, whole numbers as they are, others in few digits. */
export const parameterText = (name: string, value: number | string): string =>
  name.endsWith('Ms') && typeof value === 'number'
    ? `${wordsOf(name.slice(0, -2))} ${formatSpan(value)}`
    : `${wordsOf(name)} ${figureText(value)}`;

/** `minLeaf` → `min leaf`. */
const wordsOf = (name: string): string => name.replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const figureText = (value: number | string): string =>
  typeof value === 'string'
    ? value
    : Number.isInteger(value)
      ? formatCount(value)
      : formatNumber(value, 4).replace(/0+$/, '');

/** `95 %: −1.4 to +9.6`. */
export function intervalWords({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return `95${THIN}%: ${millinats(lower)} to ${millinats(upper)}`;
}
