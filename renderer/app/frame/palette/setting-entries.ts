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
    Theme: 'dark, light, as the system',
    Density: 'comfortable, compact',
    'Colours of up and down': 'green and red, blue and orange, colour-blind',
    'Thousands separator': 'format of numbers',
    'Local time': 'clock, UTC, time zone',
    'Reduced motion': 'animations',
  }),
  ...at('/settings/data', {
    'Back up the database': 'copy, save, verified',
    'Free disk': 'size of the database, data folder',
  }),
  ...at('/settings/security', { 'Lock or unlock the logins': 'keychain, passphrase, secrets' }),
  ...at('/settings/about', { Licences: 'bundled packages, version' }),
  ...at('/settings/alerts', {
    'Quiet hours': 'when notices stay on this computer',
    'Telegram, Slack, email, webhook': 'where notices go',
  }),
  ...at('/settings/configuration', {
    'Weights of agents': 'scoring, ranking',
    'Thresholds of the evaluation': 'entry bar, confidence',
    'Rules of the portfolio': 'slots, rotation, minimum stay',
  }),
  ...at('/settings/limits', { 'Largest position': 'limits of the risk gate', 'Daily loss limit': 'limits, breaker' }),
];
