import fc from 'fast-check';
import type { SettingField, SettingValue } from '#core/settings/field.ts';
import { inSteps } from '#core/settings/field.ts';
import { flatSection, SECTION_NAMES, type SectionName } from '#core/settings/sections/table.ts';

/** A field of a section with its default. @throws Error when there is none. */
export function settingOf(
  section: SectionName,
  key: string,
): { readonly field: SettingField; readonly value: SettingValue } {
  const field = flatSection(section).fields[key];
  if (field === undefined) throw new Error(`no setting ${section}.${key}`);
  return { field, value: field.standard };
}

const valueOf = (field: SettingField): fc.Arbitrary<SettingValue> => {
  if (field.kind === 'switch') return fc.boolean();
  const steps = Math.floor((field.max - field.min) / field.step);
  return fc.nat(steps).map((step) => inSteps(field, field.min + step * field.step));
};

/** Some values of some section, each of them in its range; they need not go together. */
export const settingsPatch: fc.Arbitrary<{
  readonly section: SectionName;
  readonly patch: Readonly<Record<string, SettingValue>>;
}> = fc.constantFrom(...SECTION_NAMES).chain((section) => {
  const fields = Object.entries(flatSection(section).fields);
  return fc
    .subarray(fields, { minLength: 1 })
    .chain((some) => fc.record(Object.fromEntries(some.map(([key, field]) => [key, valueOf(field)]))))
    .map((patch) => ({ section, patch }));
});
