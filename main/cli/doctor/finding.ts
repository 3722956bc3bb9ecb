/** What a check found. `missing`: not here, and why; `failed`: here, but not as it must be. */
export interface Finding {
  readonly name: string;
  readonly status: 'ok' | 'missing' | 'failed';
  /** What was measured, or why it is missing. */
  readonly detail: string;
  /** What to do; null when there is nothing to do. */
  readonly advice: string | null;
  /** True when the demo market does not run without it. */
  readonly needed: boolean;
}

/** The start of a finding of one check: its name, and whether the demo needs it. */
export interface Subject {
  readonly name: string;
  readonly needed: boolean;
}

/** All is well; `advice` is for what could be better. */
export const fine = (subject: Subject, detail: string, advice: string | null = null): Finding => ({
  ...subject,
  status: 'ok',
  detail,
  advice,
});

export const missing = (subject: Subject, detail: string, advice: string): Finding => ({
  ...subject,
  status: 'missing',
  detail,
  advice,
});

export const failed = (subject: Subject, detail: string, advice: string): Finding => ({
  ...subject,
  status: 'failed',
  detail,
  advice,
});

/** The words of whatever was thrown. */
export const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
