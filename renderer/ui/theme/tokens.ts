/** Every colour of the workstation, once per theme: the MUI theme and the canvas code both read it from here. */
const dark = {
  bg: '#0B111B',
  rail: '#0E1522',
  panel: '#121B2A',
  raised: '#182436',
  line: '#223046',
  lineSoft: '#22304680',
  lineStrong: '#33455F',
  text: '#E8EEF6',
  text2: '#A9B6C8',
  text3: '#8494AA',
  /** Brand blue: information and selection, neutral quantity. */
  king: '#2AA7D6',
  kingSoft: '#2AA7D622',
  kingInk: '#06131D',
  /** Ember: estimated, attention. */
  ember: '#F0883E',
  emberSoft: '#F0883E22',
  up: '#2EBD85',
  upSoft: '#2EBD8522',
  down: '#F0616D',
  downSoft: '#F0616D22',
  warn: '#E8B339',
  warnSoft: '#E8B33922',
  /** Violet: simulated, paper. */
  sim: '#9B8CFF',
  simSoft: '#9B8CFF22',
  danger: '#CF3A48',
  /** Empty part of a bar. */
  track: '#1F2C40',
  cell: '#1A2738',
  /** Stopped share of a funnel stage. */
  stop: '#3A4B63',
  grid: '#1A2637',
  hatch: '#5A6B82',
  shade: '#F0616D33',
  ind1: '#C4D0DF',
  ind2: '#6C7F9A',
  ind3: '#93A4BC',
  liqLong: '#D07BC4',
  liqShort: '#BFC455',
  /** Density ramp at 0, .20, .42, .64, .84, .90 of Z/3. */
  heat0: '#0D1524',
  heat1: '#0F2A47',
  heat2: '#0B6575',
  heat3: '#2398C8',
  heat4: '#CDE9F2',
  heat5: '#F0883E',
  /** Signal heatmap, colour-blind safe: blue long, orange short. */
  sig0: '#1A2738',
  sigP1: '#1E668A',
  sigP2: '#35B9EB',
  sigN1: '#8C552D',
  sigN2: '#F8943F',
  sigInk: '#F4F8FC',
};

export type Tokens = Readonly<typeof dark>;
export type ThemeName = 'dark' | 'light';

const light: Tokens = {
  bg: '#F3F6FA',
  rail: '#FFFFFF',
  panel: '#FFFFFF',
  raised: '#F3F6FA',
  line: '#DDE4EE',
  lineSoft: '#E8EDF4',
  lineStrong: '#C2CDDC',
  text: '#0E1726',
  text2: '#45546A',
  text3: '#5B6A82',
  king: '#0B7FAE',
  kingSoft: '#0B7FAE18',
  kingInk: '#FFFFFF',
  ember: '#B5560F',
  emberSoft: '#C7621B18',
  up: '#0B7D53',
  upSoft: '#0E8F5F18',
  down: '#C9303F',
  downSoft: '#D13C4A18',
  warn: '#8A6000',
  warnSoft: '#E8B33930',
  sim: '#5F4DD6',
  simSoft: '#6A58E018',
  danger: '#CF3A48',
  track: '#E6ECF3',
  cell: '#EEF2F8',
  stop: '#C3CEDC',
  grid: '#EDF1F6',
  hatch: '#9AA8BB',
  shade: '#D13C4A24',
  ind1: '#3C4A5F',
  ind2: '#9AA8BC',
  ind3: '#66758B',
  liqLong: '#A03A93',
  liqShort: '#737B0E',
  heat0: '#FFFFFF',
  heat1: '#E3F1F7',
  heat2: '#9FD1E4',
  heat3: '#3391BC',
  heat4: '#0F4C68',
  heat5: '#E06A1E',
  sig0: '#EAEFF5',
  sigP1: '#8CC6E0',
  sigP2: '#0A76A3',
  sigN1: '#F3BC92',
  sigN2: '#C4590F',
  sigInk: '#101B2B',
};

export const TOKENS: Readonly<Record<ThemeName, Tokens>> = { dark, light };

/** Prefix of the CSS custom properties the theme writes. */
export const CSS_PREFIX = 'zm';

const names = Object.keys(dark) as (keyof Tokens)[];

/** The tokens as `var(…)` references, for styles: they follow the theme without a render. */
export const tone = Object.fromEntries(
  names.map((name) => [name, `var(--${CSS_PREFIX}-palette-${CSS_PREFIX}-${name})`]),
) as Record<keyof Tokens, string>;

export const FONT_SANS = '"Inter Variable","Inter","Segoe UI",system-ui,sans-serif';
export const FONT_MONO = '"JetBrains Mono Variable","JetBrains Mono","SF Mono",ui-monospace,monospace';
