import { formatNumber, formatQuantity, MINUS, THIN, UNKNOWN } from '#renderer/ui/format.ts';
import { commonUnit, type ScaledUnit } from '#renderer/ui/scaled-unit.ts';
import type { SettingsSectionName, SettingsSectionView, SettingView } from '#shared/contract/settings.ts';
import { told } from '#shared/language/told.ts';
import { say, verbatim } from '#shared/language/words.ts';

type Value = SettingView['value'];
type Measured = Pick<SettingView, 'kind' | 'unit' | 'standard' | 'value' | 'step'>;

const TIMES: readonly ScaledUnit[] = [
  { name: 'd', scale: 86_400_000 },
  { name: 'h', scale: 3_600_000 },
  { name: 'min', scale: 60_000 },
  { name: 's', scale: 1_000 },
  { name: 'ms', scale: 1 },
];
const PERCENT: ScaledUnit = { name: '%', scale: 0.01 };

/** The unit a setting is typed and shown in. */
export function settingUnit({ kind, unit, standard, value, step }: Measured): ScaledUnit {
  if (kind === 'share') return PERCENT;
  if (kind !== 'duration') return { name: told(unit), scale: 1 };
  const figures = [standard, value].filter((one): one is number => typeof one === 'number' && one > 0);
  const [first = step, ...rest] = figures;
  return commonUnit([first, ...rest], TIMES);
}

/** A figure without the noise of its arithmetic. */
const plain = (value: number): number => Number(value.toPrecision(12));

const DECIMALS = 6;
const figureText = (value: number): string => {
  const text = formatNumber(value, DECIMALS).replace(/\.?0+$/, '');
  return text === '' ? '0' : text;
};

/** A value as a field holds it, in the unit of the setting. */
export const typedSetting = (value: number, unit: ScaledUnit): string => String(plain(value / unit.scale));

/** What was typed as a value of the setting; null when it is no number. */
export function readSetting(text: string, unit: ScaledUnit): number | null {
  const trimmed = text.trim().replaceAll(',', '').replace(MINUS, '-');
  if (!/^-?\d{1,15}(\.\d{0,9})?$/.test(trimmed)) return null;
  return plain(Number(trimmed) * unit.scale);
}

/** A value with its unit, as shown. */
export function settingText(setting: Measured, value: Value): string {
  if (typeof value === 'boolean') return value ? say('on') : say('off');
  const unit = setting.kind === 'duration' ? settingUnit({ ...setting, standard: value, value }) : settingUnit(setting);
  const figure = figureText(plain(value / unit.scale));
  return unit.name === '' ? figure : `${figure}${THIN}${unit.name}`;
}

/** Both ends of the range of a setting, the unit with the upper one where they share it. */
function rangeEnds(setting: SettingView): { readonly least: string; readonly most: string } {
  const { min, max } = setting;
  const most = settingText(setting, max);
  const least = min === 0 ? '0' : settingText(setting, min);
  const [, unit] = most.split(THIN);
  const [figure, own] = least.split(THIN);
  return { least: own === unit ? (figure ?? least) : least, most };
}

/** The range of a setting, with its unit once: `0 – 14 d`. */
export function rangeText(setting: SettingView): string {
  if (setting.kind === 'switch') return say('on or off');
  const { least, most } = rangeEnds(setting);
  return `${least} – ${most}`;
}

/** What keeps a value from being saved, one sentence; null when nothing does. */
export function settingProblem(setting: SettingView, value: Value | null): string | null {
  if (value === null) return say('Give a number.');
  if (typeof value === 'boolean') return null;
  if (value < setting.min || value > setting.max) {
    const { least, most } = rangeEnds(setting);
    return say('From {least} to {most}.', { least, most });
  }
  const steps = value / setting.step;
  return Math.abs(steps - Math.round(steps)) > 1e-6
    ? say('In steps of {step}.', { step: settingText(setting, setting.step) })
    : null;
}

/** Weights as shares of their sum, for sections whose values are weights; null for the others or when all are 0. */
export function sharesOf(
  { name }: Pick<SettingsSectionView, 'name'>,
  values: ReadonlyMap<string, Value | null>,
): ReadonlyMap<string, number> | null {
  if (name !== 'scoring' && name !== 'ranking') return null;
  const weights = [...values].map(([key, value]) => [key, typeof value === 'number' ? value : 0] as const);
  const sum = weights.reduce((total, [, weight]) => total + weight, 0);
  return sum > 0 ? new Map(weights.map(([key, weight]) => [key, weight / sum])) : null;
}

/** Figures of a ranking: a place, a score. */
export const rankText = (rank: number | null): string => (rank === null ? UNKNOWN : String(rank));
export const scoreText = (score: number | null): string =>
  score === null ? UNKNOWN : formatQuantity(score.toFixed(1));

/** The reason given for a way back; the journal holds it, and has one language. */
export const backReason = (version: number, only: SettingsSectionName | null): string =>
  only === null ? verbatim(`Back to version ${version}.`) : verbatim(`Back to version ${version} of ${only}.`);
