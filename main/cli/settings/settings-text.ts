import type { SettingsVersionView, SettingsView, SettingView, WhatIfView } from '#shared/contract/settings.ts';

type Value = SettingView['value'];

const UNITS: readonly (readonly [ms: number, unit: string])[] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** A time by its largest whole unit. */
function durationText(ms: number): string {
  const found = UNITS.find(([size]) => ms > 0 && ms % size === 0);
  return found === undefined ? `${String(ms)} ms` : `${String(ms / found[0])} ${found[1]}`;
}

/** A value with its unit as a person reads it. */
export function valueText({ kind, unit }: Pick<SettingView, 'kind' | 'unit'>, value: Value): string {
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  if (kind === 'duration') return durationText(value);
  return unit === '' ? String(value) : `${String(value)} ${unit}`;
}

const rangeText = (setting: SettingView): string =>
  setting.kind === 'switch'
    ? 'on or off'
    : `${valueText(setting, setting.min)} to ${valueText(setting, setting.max)} in steps of ${valueText(setting, setting.step)}`;

/** Every setting of a section, or of all. */
export function settingsText({ version, sections }: SettingsView): string {
  const row = (setting: SettingView): string => {
    const { key, value, standard, inForce, sentence, changedBy } = setting;
    const used = inForce === null ? '' : `  (${String(inForce)} of 1)`;
    const own = changedBy === null ? '' : `  version ${String(changedBy.version)} by ${changedBy.by}`;
    const cells = [key.padEnd(22), valueText(setting, value).padEnd(12), valueText(setting, standard).padEnd(12)];
    return `  ${cells.join('  ')}  ${rangeText(setting)}${used}${own}\n      ${sentence}\n`;
  };
  const parts = sections.map(({ name, sentence, settings, dropped }) => {
    const note = dropped === null ? '' : `  At its defaults: ${dropped}\n`;
    return `\n${name}: ${sentence}\n${note}${settings.map(row).join('')}`;
  });
  return [`Version ${String(version)}. Columns: setting, in force, default, range.\n`, ...parts].join('');
}

/** A version in two or more lines. */
export function settingsVersionText({ version, at, by, reason, rolledBackTo, changed }: SettingsVersionView): string {
  const when = at === 0 ? '' : ` on ${new Date(at).toISOString()}`;
  const back = rolledBackTo === null ? '' : `, as version ${String(rolledBackTo)} was`;
  const lines = changed.map(
    ({ section, key, before, after }) => `  ${section}.${key}: ${String(before)} → ${String(after)}\n`,
  );
  return [`Version ${String(version)} by ${by}${when}${back}: ${reason}\n`, ...lines].join('');
}

/** The ranking before and after, by the places after. */
export function whatIfText({ rows, enters, leaves, sentence }: WhatIfView): string {
  const rank = (place: number | null): string => (place === null ? '–' : String(place));
  const score = (value: number | null): string => (value === null ? '–' : value.toFixed(2));
  const line = ({ symbol, before, after, missing }: WhatIfView['rows'][number]): string => {
    const places = `${rank(before.rank).padStart(4)} → ${rank(after.rank).padEnd(4)}`;
    return `${symbol.padEnd(14)}${places}${score(before.score).padStart(8)} → ${score(after.score)}${missing === null ? '' : `  ${missing}`}\n`;
  };
  const moved = [
    ...(enters.length > 0 ? [`Would enter: ${enters.join(', ')}\n`] : []),
    ...(leaves.length > 0 ? [`Would leave: ${leaves.join(', ')}\n`] : []),
  ];
  return [
    `${sentence}\n\n`,
    ...rows.map(line),
    ...(rows.length > 0 ? ['\n'] : []),
    ...moved,
    'Nothing was saved.\n',
  ].join('');
}
