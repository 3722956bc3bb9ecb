import { say } from '#shared/language/words.ts';

/** A setting that has no screen of its own: what it is called and where it is. */
interface SettingEntry {
  readonly label: string;
  readonly note: string;
  readonly path: string;
}

const at = (path: string, entries: Readonly<Record<string, string>>): readonly SettingEntry[] =>
  Object.entries(entries).map(([label, note]) => ({ label, note, path }));

/** Settings the palette finds by their own names. */
export const SETTING_ENTRIES: readonly SettingEntry[] = [
  ...at('/settings/appearance', {
    Theme: say('dark, light, as the system'),
    Density: say('comfortable, compact'),
    'Colours of up and down': say('green and red, blue and orange, colour-blind'),
    'Thousands separator': say('format of numbers'),
    'Local time': say('clock, UTC, time zone'),
    'Reduced motion': 'animations',
  }),
  ...at('/settings/data', {
    'Back up the database': say('copy, save, verified'),
    'Free disk': say('size of the database, data folder'),
  }),
  ...at('/settings/security', { 'Lock or unlock the logins': say('keychain, passphrase, secrets') }),
  ...at('/settings/about', { Licences: say('bundled packages, version') }),
  ...at('/settings/alerts', {
    'Quiet hours': say('when notices stay on this computer'),
    'Telegram, Slack, email, webhook': say('where notices go'),
  }),
  ...at('/settings/configuration', {
    'Weights of agents': say('scoring, ranking'),
    'Thresholds of the evaluation': say('entry bar, confidence'),
    'Rules of the portfolio': say('slots, rotation, minimum stay'),
  }),
  ...at('/settings/limits', {
    'Largest position': say('limits of the risk gate'),
    'Daily loss limit': say('limits, breaker'),
  }),
];
