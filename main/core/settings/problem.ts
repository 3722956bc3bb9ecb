/** Why settings are not changed, as a code. */
export type SettingsProblemCode =
  | 'UNKNOWN_SECTION'
  | 'UNKNOWN_SETTING'
  | 'WRONG_KIND'
  | 'OUT_OF_RANGE'
  | 'OFF_STEP'
  | 'NOT_TOGETHER'
  | 'NO_CHANGE'
  | 'NO_VERSION'
  | 'NOT_NOW';

/** Why settings are not changed. */
export interface SettingsProblem {
  readonly code: SettingsProblemCode;
  /** `section` or `section.key`; empty where it is about all of them. */
  readonly where: string;
  /** What is wrong and what to do. */
  readonly sentence: string;
}

export const problemOf = (code: SettingsProblemCode, where: string, sentence: string): SettingsProblem => ({
  code,
  where,
  sentence,
});
