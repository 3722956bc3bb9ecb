import type { FlatValues, SettingSection } from '../../main/core/settings/section.ts';
import { flatSection, SECTION_NAMES } from '../../main/core/settings/sections/table.ts';
import { SECTORS } from '../../main/core/portfolio/manager/sectors.ts';

/** Single words that the host puts into its sentences from values: sides, states, who did it. */
export const HOST_WORDS: readonly string[] = (
  'long short buy sell entry exit stop target bought sold risen fallen rises falls above below more less higher lower ahead behind ' +
  'approve refuse approved refused executed proposed rejected expired canceled filled open closed admitted locked unlocked ' +
  'held flat up down any user guard gate rule keyboard watchdog venue agent account symbol side strategy source sources ' +
  'yes no none unknown manual market limit iceberg twap technical fundamental sentiment structure onchain risk liquidation ' +
  'cycle model active paused blocked reducing halted intake throttle scoring execution reconciliation started ended restarted stopped draining drained ' +
  'configuration conflict locking outcome equity simulated imported candles ticker trades public private'
).split(' ');

/** What the settings are called, and what they are counted in. */
const settingWords = ({ fields }: SettingSection<FlatValues>): readonly string[] =>
  Object.values(fields)
    .flatMap(({ label, unit }) => [label, unit])
    .filter((word) => /^\p{L}{3,}(?:-\p{L}+)*$/u.test(word) && word !== 'USDT');

/** Targets and names the host makes of values alone, where only a word is fixed. */
export const HOST_TARGETS: readonly string[] = [
  '{symbol} longs',
  '{symbol} shorts',
  'longs',
  'shorts',
  'long {lots}',
  'short {lots}',
  'nothing',
  'Volatility of {symbol}',
  'Stale price of {symbol}',
  'Funding window of {symbol}',
  '{value} % of equity',
  ...SECTORS,
  ...SECTION_NAMES.flatMap((name) => settingWords(flatSection(name))),
];
