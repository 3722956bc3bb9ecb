/** Where signals come from besides the program's own rules, and what was tried again. */
export interface IntakeEventData {
  /** Every outside source of signals after a change. */
  'intake.sources': {
    readonly sources: readonly {
      readonly name: string;
      readonly kind: 'rest' | 'webhook' | 'csv';
      readonly enabled: boolean;
      readonly weight: number;
    }[];
    readonly change: string;
    readonly by: string;
  };
  /** A signal that failed is about to be tried again; the subject is the failed one. It comes before the new signal. */
  'intake.retried': { readonly attempt: number; readonly by: string };
}

export const INTAKE_EVENT_TYPES = [
  'intake.sources',
  'intake.retried',
] as const satisfies readonly (keyof IntakeEventData)[];
