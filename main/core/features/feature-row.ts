import {
  FEATURE_INDEX,
  FEATURES,
  MISSING,
  MISSING_WORDS,
  type FeatureName,
  type MissingReason,
} from './feature-table.ts';

const WIDTH = FEATURES.length;
const CODES = Object.fromEntries(MISSING.map((reason, code) => [reason ?? 'known', code])) as Readonly<
  Record<MissingReason | 'known', number>
>;

/** The features of one symbol at a moment: a value, its time, or why it is missing. Filled in place. */
export class FeatureRow {
  readonly values = new Float64Array(WIDTH).fill(Number.NaN);
  /** When the newest datum behind the value was true, ms since 1970. */
  readonly asOf = new Float64Array(WIDTH);
  readonly #reasons = new Uint8Array(WIDTH).fill(CODES['no-source']);

  set(name: FeatureName, value: number, asOf: number): void {
    if (!Number.isFinite(value)) return this.miss(name, 'flat', asOf);
    const i = FEATURE_INDEX[name];
    this.values[i] = value;
    this.asOf[i] = asOf;
    this.#reasons[i] = 0;
  }

  miss(name: FeatureName, reason: MissingReason, asOf = 0): void {
    const i = FEATURE_INDEX[name];
    this.values[i] = Number.NaN;
    this.asOf[i] = asOf;
    this.#reasons[i] = CODES[reason];
  }

  /** The value; NaN when it is missing. */
  get(name: FeatureName): number {
    return this.values[FEATURE_INDEX[name]] ?? Number.NaN;
  }

  at(name: FeatureName): number {
    return this.asOf[FEATURE_INDEX[name]] ?? 0;
  }

  /** Why it is missing; null when it is there. */
  reason(name: FeatureName): MissingReason | null {
    return MISSING[this.#reasons[FEATURE_INDEX[name]] ?? 0] ?? null;
  }

  /** `openInterestChange: no source of it is connected`. */
  words(name: FeatureName): string {
    const reason = this.reason(name);
    return reason === null ? '' : `${name}: ${MISSING_WORDS[reason]}`;
  }

  /** Copies another row, with what is older than its age limit at `now` made missing. */
  take(from: FeatureRow, now: number): this {
    for (let i = 0; i < WIDTH; i += 1) {
      const asOf = from.asOf[i] as number;
      const stale = from.#reasons[i] === 0 && now - asOf > (FEATURES[i]?.maxAgeMs ?? 0);
      this.values[i] = stale ? Number.NaN : (from.values[i] as number);
      this.asOf[i] = asOf;
      this.#reasons[i] = stale ? CODES.stale : (from.#reasons[i] as number);
    }
    return this;
  }
}
