import type { NoticeLevel } from './alert.ts';

/** What an alert rule on the liquidation maps watches for. */
export const LIQUIDATION_ALERT_KINDS = [
  'cascade-imminent',
  'large-liquidation',
  'cluster-reached',
  'void-entered',
  'ratio-flip',
] as const;
export type LiquidationAlertKind = (typeof LIQUIDATION_ALERT_KINDS)[number];

/** A rule a person set. `symbol` is null for all symbols. */
export interface LiquidationAlertRule {
  readonly id: string;
  readonly kind: LiquidationAlertKind;
  readonly symbol: string | null;
  /** A share, 0…1, or quote units, by kind. */
  readonly threshold: number;
  /** The least time between two notices of a rule about one symbol. */
  readonly cooldownMinutes: number;
  readonly level: NoticeLevel;
  readonly enabled: boolean;
  /** Who set it, and when, ms since 1970. */
  readonly by: string;
  readonly createdAt: number;
}

interface KindTerms {
  readonly label: string;
  readonly sentence: string;
  readonly thresholdLabel: string;
  /** `share`: 0…1; `quote`: quote units. */
  readonly unit: 'share' | 'quote';
  /** Ends of the range of the threshold, both allowed. */
  readonly min: number;
  readonly max: number;
  readonly standard: number;
}

/** Name, meaning and range of the threshold of each kind. */
export const LIQUIDATION_ALERTS: Readonly<Record<LiquidationAlertKind, KindTerms>> = {
  'cascade-imminent': {
    label: 'Cascade imminent',
    sentence:
      'A cluster within 2 % of the price would, if it traded, push the price through the known book by so much.',
    thresholdLabel: 'Overshoot from',
    unit: 'share',
    min: 0.001,
    max: 0.2,
    standard: 0.005,
  },
  'large-liquidation': {
    label: 'Large liquidation',
    sentence: 'The feed tells of a liquidation worth so much or more.',
    thresholdLabel: 'Worth from',
    unit: 'quote',
    min: 1_000,
    max: 1_000_000_000,
    standard: 1_000_000,
  },
  'cluster-reached': {
    label: 'Cluster reached',
    sentence: 'The price comes so near to a cluster.',
    thresholdLabel: 'Distance up to',
    unit: 'share',
    min: 0.0005,
    max: 0.05,
    standard: 0.003,
  },
  'void-entered': {
    label: 'Void entered',
    sentence: 'The price enters a stretch without levels that is so wide or wider.',
    thresholdLabel: 'Width from',
    unit: 'share',
    min: 0.003,
    max: 0.05,
    standard: 0.005,
  },
  'ratio-flip': {
    label: 'Ratio flip',
    sentence: 'The dominant side of the levels changes; a side dominates from this share on.',
    thresholdLabel: 'Dominant from',
    unit: 'share',
    min: 0.51,
    max: 0.9,
    standard: 0.55,
  },
};

const grouped = (value: number): string => String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');

/** What keeps a threshold from being set, as a sentence; null when nothing does. */
export function thresholdProblem(kind: LiquidationAlertKind, threshold: number): string | null {
  const { label, unit, min, max } = LIQUIDATION_ALERTS[kind];
  if (Number.isFinite(threshold) && threshold >= min && threshold <= max) return null;
  const shown = (value: number): string =>
    unit === 'share' ? `${String(Number((100 * value).toPrecision(12)))} %` : grouped(value);
  return `${label}: the threshold is set from ${shown(min)} to ${shown(max)}.`;
}
