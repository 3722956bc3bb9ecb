/** The data of records about trained models; the subject is `models`. `by`: the role of the caller, or `schedule`. */
export interface ModelEventData {
  /** A model was trained and kept; `hash` is that of its text, without which it is never used. */
  'model.trained': {
    id: string;
    hash: string;
    /** When its training began, by the wall clock. */
    trainedAt: number;
    timeframe: string;
    kind: string;
    symbols: number;
    cases: number;
    outOfSampleCases: number;
    gain: number | null;
    gainLower: number | null;
    mayWeigh: boolean;
    reason: string;
    dataHash: string;
    by: string;
  };
  /** It speaks on its timeframe from now on, in the place of any other. */
  'model.adopted': { id: string; hash: string; timeframe: string; reason: string; by: string };
  'model.retired': { id: string; timeframe: string; reason: string; by: string };
}

export const MODEL_EVENT_TYPES = [
  'model.trained',
  'model.adopted',
  'model.retired',
] as const satisfies readonly (keyof ModelEventData)[];
