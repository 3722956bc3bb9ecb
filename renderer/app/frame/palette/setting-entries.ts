import { LANGUAGE_NAMES } from '#shared/language/languages.ts';
import { say } from '#shared/language/words.ts';

/** A setting that has no screen of its own: what it is called and where it is. */
interface SettingEntry {
  /** Its name in English, which stands for it among the recent ones. */
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly path: string;
}

const at = (path: string, entries: readonly Omit<SettingEntry, 'path'>[]): readonly SettingEntry[] =>
  entries.map((entry) => ({ ...entry, path }));

/** Settings the palette finds by their own names. */
export const SETTING_ENTRIES: readonly SettingEntry[] = [
  ...at('/settings/appearance', [
    { id: 'Language', label: say('Language'), note: Object.values(LANGUAGE_NAMES).join(', ') },
    { id: 'Theme', label: say('Theme'), note: say('dark, light, as the system') },
    { id: 'Density', label: say('Density'), note: say('comfortable, compact') },
    {
      id: 'Colours of up and down',
      label: say('Colours of up and down'),
      note: say('green and red, blue and orange, colour-blind'),
    },
    { id: 'Thousands separator', label: say('Thousands separator'), note: say('format of numbers') },
    { id: 'Local time', label: say('Local time'), note: say('clock, UTC, time zone') },
    { id: 'Reduced motion', label: say('Reduced motion'), note: say('animations') },
  ]),
  ...at('/settings/data', [
    { id: 'Back up the database', label: say('Back up the database'), note: say('copy, save, verified') },
    { id: 'Import candles', label: say('Import candles'), note: say('CSV files, data for replays, history') },
    { id: 'Stored candles', label: say('Stored candles'), note: say('series, sizes, remove imported ones') },
    { id: 'Free disk', label: say('Free disk'), note: say('size of the database, data folder') },
  ]),
  ...at('/settings/security', [
    {
      id: 'Lock or unlock the logins',
      label: say('Lock or unlock the logins'),
      note: say('keychain, passphrase, secrets'),
    },
  ]),
  ...at('/settings/about', [{ id: 'Licences', label: say('Licences'), note: say('bundled packages, version') }]),
  ...at('/settings/alerts', [
    { id: 'Quiet hours', label: say('Quiet hours'), note: say('when notices stay on this computer') },
    {
      id: 'Telegram, Slack, email, webhook',
      label: say('Telegram, Slack, email, webhook'),
      note: say('where notices go'),
    },
  ]),
  ...at('/settings/configuration', [
    { id: 'Weights of agents', label: say('Weights of agents'), note: say('scoring, ranking') },
    {
      id: 'Thresholds of the evaluation',
      label: say('Thresholds of the evaluation'),
      note: say('entry bar, confidence'),
    },
    { id: 'Rules of the portfolio', label: say('Rules of the portfolio'), note: say('slots, rotation, minimum stay') },
  ]),
  ...at('/settings/limits', [
    { id: 'Largest position', label: say('Largest position'), note: say('limits of the risk gate') },
    { id: 'Daily loss limit', label: say('Daily loss limit'), note: say('limits, breaker') },
  ]),
];
