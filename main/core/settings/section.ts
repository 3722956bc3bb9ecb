import { fieldProblem, inSteps, type SettingField, type SettingValue } from './field.ts';
import { problemOf, type SettingsProblem } from './problem.ts';

/** The values of a section by key. */
export type FlatValues = Readonly<Record<string, SettingValue>>;

/** What is wrong with values that are each right alone; one sentence per fault that says what to do. */
type Together<V> = (values: V) => readonly string[];

/** A group of settings that are set together: its fields, and what must hold across them. */
export interface SettingSection<V = FlatValues> {
  readonly title: string;
  readonly sentence: string;
  readonly fields: { readonly [K in keyof V]: SettingField<V[K] & SettingValue> };
  readonly together: Together<V>;
  /** What the program uses: of weights, their shares of the sum; the values themselves elsewhere. */
  readonly inForce: (values: V) => V;
}

type AnySection = SettingSection<FlatValues>;

const keysOf = (section: AnySection): readonly string[] => Object.keys(section.fields);

/** The defaults of a section. */
export const standardOf = (section: AnySection): FlatValues =>
  Object.fromEntries(Object.entries(section.fields).map(([key, { standard }]) => [key, standard]));

/**
 * A section's values with some of them changed.
 * @returns every problem when one value cannot be set, or when they do not go together; nothing is changed then.
 */
export function patched(
  name: string,
  section: AnySection,
  before: FlatValues,
  patch: Readonly<Record<string, unknown>>,
): { readonly values: FlatValues; readonly problems: readonly SettingsProblem[] } {
  const problems: SettingsProblem[] = [];
  const values: Record<string, SettingValue> = { ...before };
  for (const [key, value] of Object.entries(patch)) {
    const where = `${name}.${key}`;
    const field = Object.hasOwn(section.fields, key) ? section.fields[key] : undefined;
    if (field === undefined) {
      const known = keysOf(section).join(', ');
      problems.push(problemOf('UNKNOWN_SETTING', where, `There is no setting ${where}; ${name} has ${known}.`));
      continue;
    }
    const found = fieldProblem(field, value, where);
    if (found !== null) problems.push(found);
    else values[key] = typeof value === 'number' ? inSteps(field, value) : (value as SettingValue);
  }
  if (problems.length === 0)
    for (const sentence of section.together(values)) problems.push(problemOf('NOT_TOGETHER', name, sentence));
  return { values, problems };
}

/** Everything wrong with a whole section. @param base values that are right because the configuration has them. */
export function sectionProblems(
  name: string,
  section: AnySection,
  values: FlatValues,
  base: FlatValues = standardOf(section),
): readonly SettingsProblem[] {
  const others = Object.entries(values).filter(([key, value]) => value !== base[key]);
  return patched(name, section, base, Object.fromEntries(others)).problems;
}
