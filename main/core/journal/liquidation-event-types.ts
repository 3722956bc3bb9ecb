import type { LiquidationAlertKind } from '#shared/domain/liquidation-alert.ts';
import type { NoticeLevel } from '#shared/domain/alert.ts';

/** The data of records about alert rules on the liquidation maps; the subject is the rule's id. */
export interface LiquidationEventData {
  /** Every rule after a change; `change` is created, changed or removed. */
  'liquidation-alerts.changed': {
    rules: readonly {
      id: string;
      kind: LiquidationAlertKind;
      symbol: string | null;
      threshold: number;
      cooldownMinutes: number;
      level: NoticeLevel;
      enabled: boolean;
      by: string;
      createdAt: number;
    }[];
    change: string;
    by: string;
  };
  /** A rule told a person; `held` is how often it happened unsaid since it last did. */
  'liquidation-alert.fired': {
    kind: LiquidationAlertKind;
    symbol: string;
    threshold: number;
    level: NoticeLevel;
    sentence: string;
    held: number;
  };
}

export const LIQUIDATION_EVENT_TYPES = [
  'liquidation-alerts.changed',
  'liquidation-alert.fired',
] as const satisfies readonly (keyof LiquidationEventData)[];
