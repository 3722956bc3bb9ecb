/** What a person sets of scoring, ranking, evaluation, portfolio, schedule and sources. */
export interface SettingsEventData {
  /** Every setting after a change, by section and key; `section` is null where several sections were set. */
  'settings.changed': {
    readonly version: number;
    readonly section: string | null;
    readonly values: { readonly [section: string]: { readonly [key: string]: number | boolean } };
    readonly by: string;
    readonly reason: string;
    /** The version that was taken again; null for a change. */
    readonly rolledBackTo: number | null;
  };
}

export const SETTINGS_EVENT_TYPES = ['settings.changed'] as const satisfies readonly (keyof SettingsEventData)[];
