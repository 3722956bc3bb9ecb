import { describe, expect, it } from 'vitest';
import { denial, DENIAL_CODES, DENIALS, type DenialCode } from './denial.ts';
import { STAGES } from './signal.ts';

const namesIn = (sentence: string): readonly string[] =>
  [...sentence.matchAll(/\{(\w+)\}/g)].flatMap(([, name]) => (name === undefined ? [] : [name]));

/** A figure for each name, different from one another and from every word of a sentence. */
const figuresOf = (code: DenialCode): Record<string, string> =>
  Object.fromEntries(namesIn(DENIALS[code].sentence).map((name, i) => [name, `«${name}-${String(i)}»`]));

describe.each(DENIAL_CODES)('%s', (code) => {
  const figures = figuresOf(code);

  it('says all its figures and leaves no hole', () => {
    const { sentence, numbers, stage } = denial(code, figures);
    for (const figure of Object.values(figures)) expect(sentence).toContain(figure);
    expect(sentence).not.toMatch(/[{}]|undefined|null|NaN/);
    expect(sentence).toMatch(/^\S.*\.$/);
    expect(numbers).toEqual(figures);
    expect(STAGES).toContain(stage);
  });

  it('cannot be built without any one of them', () => {
    for (const missing of Object.keys(figures)) {
      const rest = Object.fromEntries(Object.entries(figures).filter(([name]) => name !== missing));
      expect(() => denial(code, rest)).toThrow(`${code} needs the figure "${missing}"`);
    }
  });
});

it('every code is listed once, named after its stage, and no sentence is used twice', () => {
  expect(new Set(DENIAL_CODES).size).toBe(Object.keys(DENIALS).length);
  const sentences = DENIAL_CODES.map((code) => DENIALS[code].sentence);
  expect(new Set(sentences).size).toBe(sentences.length);
  const prefixes: Record<string, RegExp> = {
    intake: /^(SIGNAL|AGENT)_/,
    throttle: /^THROTTLE_/,
    scoring: /^(SCORE|EVALUATION)_/,
    conflict: /^CONFLICT_/,
    lock: /^LOCK_/,
    risk: /^RISK_/,
    execution: /^(VENUE|ORDER|POSITION)_/,
  };
  for (const code of DENIAL_CODES) {
    if (code === 'JOURNAL_UNVERIFIED') continue;
    expect(code).toMatch(prefixes[DENIALS[code].stage] ?? /^$/);
  }
});

it('zero and the empty text are figures, not holes', () => {
  expect(denial('LOCK_HELD', { resource: 'portfolio', holder: '', remainingMs: 0 }).sentence).toBe(
    'portfolio is locked by  for another 0 ms.',
  );
});
