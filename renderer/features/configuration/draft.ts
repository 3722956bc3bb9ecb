import type { SettingsSectionView, SettingView } from '#shared/contract/settings.ts';
import { readSetting, settingProblem, settingUnit } from './setting-words.ts';

type Value = SettingView['value'];

/** What was typed or switched of a section and is not saved: text of a figure, state of a switch; by key. */
export type Draft = Readonly<Record<string, string | boolean>>;

export const NO_DRAFT: Draft = {};

/** The value a setting has under a draft; null when what was typed is no number. */
export function draftValue(setting: SettingView, draft: Draft): Value | null {
  const entry = draft[setting.key];
  if (entry === undefined) return setting.value;
  return typeof entry === 'boolean' ? entry : readSetting(entry, settingUnit(setting));
}

/** What is wrong with the draft of a setting; null when nothing is. */
export const draftProblem = (setting: SettingView, draft: Draft): string | null =>
  draft[setting.key] === undefined ? null : settingProblem(setting, draftValue(setting, draft));

/** What of a section a draft would change. */
export interface DraftChange {
  readonly values: Readonly<Record<string, Value>>;
  readonly count: number;
  /** True when everything that was typed can be saved. */
  readonly sound: boolean;
}

/** What a draft changes of a section; what was typed as it is in force changes nothing. */
export function changeOf({ settings }: Pick<SettingsSectionView, 'settings'>, draft: Draft): DraftChange {
  const values: Record<string, Value> = {};
  let sound = true;
  for (const setting of settings) {
    if (draft[setting.key] === undefined) continue;
    const value = draftValue(setting, draft);
    if (value === null || settingProblem(setting, value) !== null) sound = false;
    else if (value !== setting.value) values[setting.key] = value;
  }
  return { values, count: Object.keys(values).length, sound };
}
