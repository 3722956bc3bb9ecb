import type {
  SettingChange,
  SettingsSectionView,
  SettingsVersionView,
  SettingView,
  WhatIfView,
} from '#shared/contract/settings.ts';
import type { SettingsDesk, SettingsVersion } from '../../settings/settings-desk.ts';
import { flatSection, SECTION_NAMES, type SectionName } from '../../settings/sections/table.ts';
import type { FlatValues } from '../../settings/section.ts';
import type { WhatIf } from '../../settings/what-if.ts';

type Origin = NonNullable<SettingView['changedBy']>;

/** Who set each value last, by `section.key`; values that nobody changed are not in it. @param versions oldest first. */
function origins(versions: readonly SettingsVersion[]): ReadonlyMap<string, Origin> {
  const found = new Map<string, Origin>();
  versions.forEach((one, i) => {
    const { version, by, at } = one;
    for (const { section, key } of changesOf(one, versions[i - 1])) found.set(`${section}.${key}`, { version, by, at });
  });
  return found;
}

/** Every section in the order of the screens. @param versions oldest first. */
export function sectionViews(desk: SettingsDesk, versions: readonly SettingsVersion[]): SettingsSectionView[] {
  const set = origins(versions);
  return SECTION_NAMES.map((name) => {
    const { title, sentence, fields } = flatSection(name);
    const values = desk.entered()[name];
    const inForce = desk.values(name) as FlatValues;
    const settings = Object.entries(fields).map(([key, field]): SettingView => {
      const value = values[key] ?? field.standard;
      const used = inForce[key];
      const differs = typeof used === 'number' && used !== value;
      const standard = desk.base[name][key] ?? field.standard;
      return {
        key,
        ...field,
        value,
        standard,
        inForce: differs ? used : null,
        changedBy: set.get(`${name}.${key}`) ?? null,
      };
    });
    return { name, title, sentence, settings, dropped: desk.dropped(name) };
  });
}

function changesOf(one: SettingsVersion, earlier: SettingsVersion | undefined): SettingChange[] {
  if (earlier === undefined) return [];
  return SECTION_NAMES.flatMap((section: SectionName) =>
    Object.entries(one.values[section]).flatMap(([key, after]) => {
      const before = earlier.values[section][key] ?? after;
      return before === after ? [] : [{ section, key, before, after }];
    }),
  );
}

/** The versions, newest first, each with what it changed. @param versions oldest first. */
export const settingsVersionViews = (versions: readonly SettingsVersion[]): SettingsVersionView[] =>
  versions
    .map((one, i) => {
      const { version, at, by, reason, rolledBackTo } = one;
      return { version, at, by, reason, rolledBackTo, changed: changesOf(one, versions[i - 1]) };
    })
    .reverse();

/** A comparison as the screens show it. */
export const whatIfViewOf = (
  section: WhatIfView['section'],
  { moves, enters, leaves }: WhatIf,
  sentence: string,
  asOf: number | null,
): WhatIfView => ({
  section,
  rows: moves.map((move) => ({ ...move })),
  enters: [...enters],
  leaves: [...leaves],
  sentence,
  asOf,
});
