/** How a source outside the program tells its signals; the program's own rules are of kind `rule`. */
export const OUTSIDE_KINDS = ['rest', 'webhook', 'csv'] as const;
export type OutsideKind = (typeof OUTSIDE_KINDS)[number];

export const SIGNAL_SOURCE_KINDS = ['rule', ...OUTSIDE_KINDS] as const;
export type SignalSourceKind = (typeof SIGNAL_SOURCE_KINDS)[number];

/** A source of signals that a person added. */
export interface OutsideSource {
  /** Short lower-case name: it stands with every signal. */
  readonly name: string;
  readonly kind: OutsideKind;
  readonly enabled: boolean;
  /** 0.05…1: the confidence of its signals is multiplied by it. */
  readonly weight: number;
}
