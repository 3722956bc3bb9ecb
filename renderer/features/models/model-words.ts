import { formatCount, formatNumber, UNKNOWN, formatPercent } from '#renderer/ui/format.ts';
import { formatDay, formatSpan } from '#renderer/ui/format-time.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { ModelCardView, ModelRow } from '#shared/contract/models.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** Fewer cases than this tell nothing: no figure of them is shown. */
export const LEAST_CASES = 100;

export const KIND_WORDS: Readonly<Record<ModelRow['kind'], string>> = {
  logistic: say('logistic regression'),
  trees: say('boosted trees'),
  onnx: say('a model of your own'),
};

/** The same where there is little room. */
export const SHORT_KINDS: Readonly<Record<ModelRow['kind'], string>> = {
  logistic: say('logistic'),
  trees: say('trees'),
  onnx: say('your own'),
};

export const STATE_WORDS: Readonly<Record<ModelRow['state'], { readonly word: string; readonly tone: TagTone }>> = {
  trained: { word: say('NOT IN USE'), tone: 'neutral' },
  adopted: { word: say('SPEAKS'), tone: 'up' },
  retired: { word: say('RETIRED'), tone: 'neutral' },
  unusable: { word: say('UNUSABLE'), tone: 'down' },
};

type Standing = Pick<ModelRow, 'state' | 'mayWeigh' | 'reason' | 'outOfSampleCases' | 'timeframe'>;

/** Whether a model counts, and if not, why its weight is 0, in one sentence. */
export function weightVerdict(model: Standing): {
  readonly weighs: boolean;
  readonly answer: string;
  readonly why: string;
} {
  const { state, mayWeigh, outOfSampleCases, timeframe } = model;
  const reason = told(model.reason);
  const none = (why: string) => ({ weighs: false, answer: say('Weight 0'), why });
  if (state === 'adopted') return { weighs: true, answer: say('It speaks on {timeframe}', { timeframe }), why: reason };
  if (state === 'unusable') return none(reason);
  if (outOfSampleCases < LEAST_CASES)
    return none(
      say('Not enough evidence: {count, plural, one {# case} other {# cases}} out of sample, under {least}.', {
        count: outOfSampleCases,
        least: LEAST_CASES,
      }),
    );
  if (!mayWeigh) return none(reason);
  if (state === 'retired') return none(say('A person took it out of use, or another one took its place.'));
  return {
    weighs: false,
    answer: say('Weight 0, it may be adopted'),
    why: say('{reason} It waits for a person to adopt it.', { reason }),
  };
}

/** Nats as thousandths with a sign: `+4.10`. */
export const millinats = (nats: number | null): string =>
  nats === null ? UNKNOWN : formatNumber(nats * 1_000, 2, 'always');

/** A span of days with its years: `3 Jan 2024 to 14 Mar 2025`; a year they share once. */
export function spanWords(from: number, to: number): string {
  const year = (ms: number): string => String(new Date(ms).getUTCFullYear());
  if (year(from) === year(to))
    return say('{from} to {to} {year}', { from: formatDay(from), to: formatDay(to), year: year(to) });
  const day = (ms: number): string => say('{day} {year}', { day: formatDay(ms), year: year(ms) });
  return say('{from} to {to}', { from: day(from), to: day(to) });
}

/** How many cases the bins of a curve hold. */
export function binWords(curve: ModelCardView['outOfSample']['curve']): string {
  const counts = curve.map(({ n }) => n);
  const [least, most] = [Math.min(...counts), Math.max(...counts)];
  const cases =
    least === most
      ? formatCount(least)
      : say('{least} to {most}', { least: formatCount(least), most: formatCount(most) });
  return say('{bins, plural, one {# bin} other {# bins}} of {cases} cases', { bins: curve.length, cases });
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
      name: say('Log loss, nats'),
      title: say('Mean of −ln of the probability given to what happened; less is better'),
      model: loss(model.logLoss),
      base: loss(baseRate.logLoss),
      better: model.logLoss < baseRate.logLoss,
    },
    {
      name: say('Brier score'),
      title: say('Mean squared distance of the probability from what happened; less is better'),
      model: loss(model.brier),
      base: loss(baseRate.brier),
      better: model.brier < baseRate.brier,
    },
    {
      name: say('Accuracy'),
      title: say('Share in which the side given more than half happened'),
      model: formatPercent(model.accuracy, 1),
      base: formatPercent(baseRate.accuracy, 1),
      better: model.accuracy > baseRate.accuracy,
    },
    {
      name: say('Area under the curve'),
      title: say('Chance that a case that went up was given more than one that did not; chance alone gives 0.5'),
      model: auc === null ? UNKNOWN : formatNumber(auc, 3),
      base: '0.500',
      better: auc === null ? null : auc > 0.5,
    },
    {
      name: say('Calibration error'),
      title: say('Mean distance of what was said from what happened, over the bins of the curve'),
      model: formatPercent(calibrationError, 1),
      base: UNKNOWN,
      better: null,
    },
  ];
}

/** Cases that were left out, and why. */
export function leftWords({ missing, open, even }: ModelCardView['left']): string {
  const parts = [
    missing > 0 ? say('{count} lacked a feature', { count: formatCount(missing) }) : '',
    open > 0 ? say('{count} had not ended', { count: formatCount(open) }) : '',
    even > 0 ? say('{count} touched both barriers', { count: formatCount(even) }) : '',
  ].filter(Boolean);
  return parts.length === 0 ? sayAs('cases', 'none') : parts.join(', ');
}

/** The parameters that a training notes, by their ids. */
const PARAMETERS: Readonly<Record<string, string>> = {
  embargoMs: say('embargo'),
  holdBack: say('hold back'),
  calibration: say('calibration'),
  depth: say('depth'),
  shrinkage: say('shrinkage'),
  subsample: say('subsample'),
  minLeaf: say('min leaf'),
  bins: say('bins'),
  rounds: say('rounds'),
  patience: say('patience'),
  file: sayAs('parameter', 'file'),
  fileHash: say('file hash'),
};

/** Values of parameters that are words. */
const CHOICES: Readonly<Record<string, string>> = { isotonic: say('isotonic') };

/** A parameter as it is shown: spans of time in words, whole numbers as they are, others in few digits. */
export const parameterText = (name: string, value: number | string): string =>
  `${PARAMETERS[name] ?? wordsOf(name)} ${
    name.endsWith('Ms') && typeof value === 'number' ? formatSpan(value) : figureText(value)
  }`;

/** `minLeaf` → `min leaf`, for one that is not known here. */
const wordsOf = (name: string): string =>
  name.replace(/Ms$/, '').replaceAll(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const figureText = (value: number | string): string =>
  typeof value === 'string'
    ? (CHOICES[value] ?? value)
    : Number.isInteger(value)
      ? formatCount(value)
      : formatNumber(value, 4).replace(/0+$/, '');

/** `95 %: −1.4 to +9.6`. */
export function intervalWords({ lower, upper }: { readonly lower: number; readonly upper: number }): string {
  return say('95 %: {lower} to {upper}', { lower: millinats(lower), upper: millinats(upper) });
}
