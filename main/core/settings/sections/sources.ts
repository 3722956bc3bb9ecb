import { shareField, switchField, type SettingField, type SettingValue } from '../field.ts';
import type { SettingSection } from '../section.ts';
import { SIGNAL_SOURCES, type SourceHearing } from '../../signals/sources.ts';

/** `<source>Enabled` and `<source>Weight` of every signal source of the program. */
export type SourcesSettings = Readonly<Record<string, SettingValue>>;

const WORDS: Readonly<Record<string, readonly [label: string, sentence: string]>> = {
  breakout: ['Breakout', 'a close beyond the extreme of the 20 candles before'],
  trend: ['Trend', 'the MACD turns with the trend'],
  reversion: ['Reversion', 'the close comes back inside the Bollinger band'],
};

const fieldsOf = (source: string): readonly (readonly [string, SettingField])[] => {
  const [label, pattern] = WORDS[source] ?? [source, 'its pattern'];
  const weight = shareField(
    [`${label}: weight`, 'Its confidence is multiplied by this; less makes its signals harder to trade.'],
    [0.05, 1, 0.05],
    1,
  );
  return [
    [`${source}Enabled`, switchField([`${label}: on`, `Proposes a trade when ${pattern}.`], true)],
    [`${source}Weight`, weight],
  ];
};

/** Which signal sources of the program propose trades. */
export const SOURCES: SettingSection<SourcesSettings> = {
  title: 'Sources',
  sentence: 'Which signal sources of the program propose trades, and how far each is trusted.',
  fields: Object.fromEntries(SIGNAL_SOURCES.flatMap(({ name }) => fieldsOf(name))),
  together: () => [],
  inForce: (values) => values,
};

/** How far a source of the program is heard. */
export const sourceSetting = (values: SourcesSettings, source: string): SourceHearing => ({
  enabled: values[`${source}Enabled`] !== false,
  weight: Number(values[`${source}Weight`] ?? 1),
});
