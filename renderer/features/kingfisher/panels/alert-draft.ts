import { formatCompact, formatNumber, THIN } from '#renderer/ui/format.ts';
import type { TagTone } from '#renderer/ui/tag.tsx';
import type { LiquidationAlertView, NewLiquidationAlert } from '#shared/contract/liquidation-alerts.ts';
import type { NoticeLevel } from '#shared/domain/alert.ts';
import { LIQUIDATION_ALERTS, thresholdProblem, type LiquidationAlertKind } from '#shared/domain/liquidation-alert.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';

/** What is typed for a rule; the threshold in per cent or in quote units, by its kind. */
export interface AlertDraft {
  readonly kind: LiquidationAlertKind;
  /** Null for all symbols. */
  readonly symbol: string | null;
  readonly threshold: string;
  readonly cooldown: string;
  readonly level: NoticeLevel;
}

const MOST_MINUTES = 1_440;

/** A threshold as typed: 0.005 of a share is `0.5`. */
export const typedThreshold = (kind: LiquidationAlertKind, value: number): string =>
  String(Number((LIQUIDATION_ALERTS[kind].unit === 'share' ? value * 100 : value).toPrecision(12)));

/** A threshold as shown, with its unit. */
export const thresholdText = (kind: LiquidationAlertKind, value: number): string =>
  LIQUIDATION_ALERTS[kind].unit === 'share'
    ? `${formatNumber(value * 100, 2).replace(/\.?0+$/, '')}${THIN}%`
    : `${formatCompact(value)}${THIN}USDT`;

export const newDraft = (kind: LiquidationAlertKind, symbol: string | null): AlertDraft => ({
  kind,
  symbol,
  threshold: typedThreshold(kind, LIQUIDATION_ALERTS[kind].standard),
  cooldown: '30',
  level: 'warning',
});

export const draftOfRule = ({ kind, symbol, threshold, cooldownMinutes, level }: LiquidationAlertView): AlertDraft => ({
  kind,
  symbol,
  threshold: typedThreshold(kind, threshold),
  cooldown: String(cooldownMinutes),
  level,
});

const SIZES: Readonly<Record<string, number>> = { '': 1, k: 1e3, m: 1e6, b: 1e9 };

/** A typed threshold in the units of the rule: `1.5M`, `0.5`; null when it is no number. */
export function readThreshold(kind: LiquidationAlertKind, text: string): number | null {
  const match = /^(\d{1,15}(?:\.\d{0,9})?)\s*([kmb]?)$/i.exec(text.trim().replaceAll(',', ''));
  if (match === null) return null;
  const value = Number(match[1]) * (SIZES[(match[2] ?? '').toLowerCase()] ?? 1);
  return LIQUIDATION_ALERTS[kind].unit === 'share' ? Number((value / 100).toPrecision(12)) : value;
}

function readMinutes(text: string): number | null {
  if (!/^\d{1,4}$/.test(text.trim())) return null;
  const minutes = Number(text);
  return minutes >= 1 && minutes <= MOST_MINUTES ? minutes : null;
}

/** What keeps a rule from being set, as a sentence; null when nothing does. */
export function alertProblem({ kind, threshold, cooldown }: AlertDraft): string | null {
  const value = readThreshold(kind, threshold);
  if (value === null) return say('{field}: give a number.', { field: told(LIQUIDATION_ALERTS[kind].thresholdLabel) });
  const range = thresholdProblem(kind, value);
  if (range !== null) return told(range);
  return readMinutes(cooldown) === null ? say('A cool-down is 1 to 1,440 whole minutes.') : null;
}

/** The rule that a draft stands for; null while something is wrong with it. */
export function ruleOf(draft: AlertDraft): Required<NewLiquidationAlert> | null {
  if (alertProblem(draft) !== null) return null;
  const threshold = readThreshold(draft.kind, draft.threshold);
  const cooldownMinutes = readMinutes(draft.cooldown);
  if (threshold === null || cooldownMinutes === null) return null;
  const { kind, symbol, level } = draft;
  return { kind, symbol, threshold, cooldownMinutes, level };
}

/** How a rule stands, as a word. */
export const STATE_TAGS: Readonly<
  Record<LiquidationAlertView['state'], { readonly word: string; readonly tone: TagTone }>
> = {
  armed: { word: say('ARMED'), tone: 'info' },
  inside: { word: say('INSIDE'), tone: 'ember' },
  cooling: { word: say('COOLING'), tone: 'neutral' },
  waiting: { word: say('WAITING'), tone: 'warn' },
  off: { word: say('OFF'), tone: 'neutral' },
};

/** A rule as one line: `Cluster reached, distance up to 0.3 %`. */
export function ruleWords({ kind, threshold }: Pick<LiquidationAlertView, 'kind' | 'threshold'>): string {
  const end = thresholdText(kind, threshold);
  switch (kind) {
    case 'cascade-imminent':
      return say('overshoot from {least}', { least: end });
    case 'large-liquidation':
      return say('worth from {least}', { least: end });
    case 'cluster-reached':
      return say('distance up to {most}', { most: end });
    case 'void-entered':
      return say('width from {least}', { least: end });
    case 'ratio-flip':
      return say('dominant from {least}', { least: end });
  }
}
