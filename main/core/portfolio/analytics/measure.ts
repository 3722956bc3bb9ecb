/** Why a figure cannot be given. */
export type NoFigure =
  | 'too-few-returns'
  | 'no-variation'
  | 'no-loss'
  | 'no-drawdown'
  | 'total-loss'
  | 'no-benchmark'
  | 'not-finite';

/** A figure, or the reason why there is none; a screen shows the reason, never a stand-in number. */
export type Measure =
  | { readonly value: number; readonly reason: null }
  | { readonly value: null; readonly reason: NoFigure };

const SENTENCES: Readonly<Record<NoFigure, string>> = {
  'too-few-returns': 'There are too few returns.',
  'no-variation': 'The returns do not vary, so there is nothing to divide by.',
  'no-loss': 'There is no loss to divide by.',
  'no-drawdown': 'There is no drawdown to divide by.',
  'total-loss': 'The capital was lost whole, so no rate of growth exists.',
  'no-benchmark': 'There is no benchmark to compare with.',
  'not-finite': 'The figure is beyond what a number holds.',
};

/** The reason as a sentence. */
export const noFigureSentence = (reason: NoFigure): string => SENTENCES[reason];

/** No figure, and why. */
export const missing = (reason: NoFigure): Measure => ({ value: null, reason });

/** A figure; one that is NaN or infinite becomes a missing one. */
export const measured = (value: number): Measure =>
  Number.isFinite(value) ? { value: value === 0 ? 0 : value, reason: null } : missing('not-finite');
