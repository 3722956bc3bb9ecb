import { PRICE_ALERT_EVENT_TYPES, type PriceAlertEventData } from './price-alert-event-types.ts';

/** The data of records about the ways notices leave this machine; the subject is the channel's id, or `quiet-hours`. */
export interface AlertEventData extends PriceAlertEventData {
  /**
   * Everything that is set after a change. Addresses of webhooks, tokens and passwords are never in it. `place` is
   * canonical JSON of the channel's place.
   */
  'alerts.changed': {
    channels: readonly {
      id: string;
      name: string;
      place: string;
      minLevel: 'info' | 'warning' | 'alarm';
      enabled: boolean;
    }[];
    quiet: { fromMinute: number; toMinute: number; offsetMinutes: number } | null;
    change: string;
    by: string;
  };
}

export const ALERT_EVENT_TYPES = [
  'alerts.changed',
  ...PRICE_ALERT_EVENT_TYPES,
] as const satisfies readonly (keyof AlertEventData)[];
