import * as z from 'zod';
import { ERRORS, moment, trader, viewer } from './base.ts';

/** Sections of the settings, in the order of the screens. */
export const SETTINGS_SECTIONS = [
  'scoring',
  'ranking',
  'evaluation',
  'portfolio',
  'schedule',
  'sources',
  'models',
  'liquidation',
] as const;
export const settingsSection = z.enum(SETTINGS_SECTIONS);
export type SettingsSectionName = z.infer<typeof settingsSection>;

/** A number in the setting's own unit, or a switch. */
export const settingValue = z.union([z.number(), z.boolean()]);

/** Who set a value last. */
const settingOrigin = z.object({ version: z.int(), by: z.string(), at: moment });

/** One setting. `share` is 0…1, `duration` milliseconds; `min`, `max` and `step` are in the unit of the value. */
export const settingView = z.object({
  key: z.string(),
  label: z.string(),
  unit: z.string(),
  kind: z.enum(['number', 'integer', 'share', 'duration', 'switch']),
  min: z.number(),
  max: z.number(),
  step: z.number(),
  sentence: z.string(),
  value: settingValue,
  standard: settingValue,
  /** What the program uses of it: of a weight its share of the sum. Null where it is the value itself. */
  inForce: z.number().nullable(),
  /** Null while it is at its default since the first start. */
  changedBy: settingOrigin.nullable(),
});
export type SettingView = z.infer<typeof settingView>;

/** A group of settings that go together. */
export const settingsSectionView = z.object({
  name: settingsSection,
  title: z.string(),
  sentence: z.string(),
  settings: z.array(settingView),
  /** Why it stands at its defaults although other values were recorded; null when it does not. */
  dropped: z.string().nullable(),
});
export type SettingsSectionView = z.infer<typeof settingsSectionView>;

/** Every setting in force. */
export const settingsView = z.object({
  version: z.int(),
  /** Hash of all values in force. */
  hash: z.string(),
  readOnly: z.boolean(),
  sections: z.array(settingsSectionView),
  at: moment,
});
export type SettingsView = z.infer<typeof settingsView>;

const settingChange = z.object({
  section: settingsSection,
  key: z.string(),
  before: settingValue,
  after: settingValue,
});
export type SettingChange = z.infer<typeof settingChange>;

/** A version of the settings. Version 0 are the defaults. */
export const settingsVersionView = z.object({
  version: z.int(),
  at: moment,
  by: z.string(),
  reason: z.string(),
  rolledBackTo: z.int().nullable(),
  changed: z.array(settingChange),
});
export type SettingsVersionView = z.infer<typeof settingsVersionView>;

const values = z.record(z.string(), settingValue);

/** The settings as a file: what is missing stays as it is. */
export const settingsFile = z.object({
  format: z.literal('zmart-settings'),
  /** Of the layout of the file. */
  formatVersion: z.literal(1),
  version: z.int(),
  sections: z.partialRecord(settingsSection, values),
});
export type SettingsFile = z.infer<typeof settingsFile>;

/** A place in the ranking: `rank` from 1; null where the symbol has no score. */
const place = z.object({ rank: z.int().nullable(), score: z.number().nullable() });

/** What would be different under other weights. Nothing is recorded. */
export const whatIfView = z.object({
  section: z.enum(['ranking', 'scoring', 'portfolio']),
  /** Symbols by the place they would have. */
  rows: z.array(
    z.object({
      symbol: z.string(),
      before: place,
      after: place,
      /** In the portfolio by rank before and after. */
      heldBefore: z.boolean(),
      heldAfter: z.boolean(),
      /** Why it has no score; null when it has one. */
      missing: z.string().nullable(),
    }),
  ),
  enters: z.array(z.string()),
  leaves: z.array(z.string()),
  /** What is compared, in one sentence; says why when there is nothing to compare. */
  sentence: z.string(),
  /** When the data behind it were true; null when there are none. */
  asOf: moment.nullable(),
});
export type WhatIfView = z.infer<typeof whatIfView>;

/** A way in which scores or ranks are computed, with its weights. */
const algorithm = z.object({
  id: z.enum(['scoring', 'ranking']),
  title: z.string(),
  sentence: z.string(),
  version: z.int(),
  weights: z.array(z.object({ key: z.string(), label: z.string(), weight: z.number(), share: z.number() })),
});

const reason = z.string().trim().min(3).max(500);
/** The version that was read; whoever read an older one is refused. Null to change whatever is in force. */
const read = z.int().min(0).nullable().default(null);
const REFUSALS = {
  READ_ONLY: ERRORS.READ_ONLY,
  NOT_AVAILABLE: ERRORS.NOT_AVAILABLE,
  SETTING_REFUSED: ERRORS.SETTING_REFUSED,
};
const changedTo = z.object({ version: z.int() });

const at = (path: string): `/${string}` => `/symbol-mgmt${path}`;

export const settings = {
  get: viewer
    .route({ method: 'GET', path: at('/configuration'), summary: 'Every setting with its default and range' })
    .output(settingsView),
  set: trader
    .route({ method: 'POST', path: at('/configuration'), summary: 'Set values of one section, all or none' })
    .input(z.object({ section: settingsSection, values, reason, read }))
    .output(changedTo)
    .errors(REFUSALS),
  versions: viewer
    .route({
      method: 'GET',
      path: at('/configuration/versions'),
      summary: 'All versions of the settings, newest first',
    })
    .output(z.array(settingsVersionView)),
  rollback: trader
    .route({
      method: 'POST',
      path: at('/configuration/rollback'),
      summary: 'Take an earlier version again, of all sections or of one',
    })
    .input(z.object({ version: z.int().min(0), section: settingsSection.nullable().default(null), reason, read }))
    .output(changedTo)
    .errors(REFUSALS),
  export: viewer
    .route({ method: 'GET', path: at('/configuration/export'), summary: 'The settings in force as a file' })
    .output(settingsFile),
  import: trader
    .route({
      method: 'POST',
      path: at('/configuration/import'),
      summary: 'Set what a file of settings holds, all or none',
    })
    .input(z.object({ file: settingsFile, reason, read }))
    .output(changedTo)
    .errors(REFUSALS),
  whatIf: viewer
    .route({
      method: 'POST',
      path: at('/what-if'),
      summary: 'The ranking under other settings before they are saved; nothing is recorded',
    })
    .input(z.object({ section: z.enum(['ranking', 'scoring', 'portfolio']), values }))
    .output(whatIfView)
    .errors({ SETTING_REFUSED: ERRORS.SETTING_REFUSED }),
  algorithms: viewer
    .route({ method: 'GET', path: at('/algorithms'), summary: 'How scores and ranks are computed, with the weights' })
    .output(z.array(algorithm)),
  updateAlgorithm: trader
    .route({ method: 'POST', path: at('/algorithms'), summary: 'Set the weights of a score or of the ranking' })
    .input(z.object({ id: z.enum(['scoring', 'ranking']), weights: z.record(z.string(), z.number()), reason, read }))
    .output(changedTo)
    .errors(REFUSALS),
};
