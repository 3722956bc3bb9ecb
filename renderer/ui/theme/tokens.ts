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
  text3: '#8A99AE',
  /** Brand blue: information and selection, neutral quantity. */
  king: '#2AA7D6',
  kingSoft: '#2AA7D61A',
  /** King under the pointer, as a ground for kingInk. */
  kingHover: '#4FB9E1',
  kingInk: '#06131D',
  /** Ember: estimated, attention. */
  ember: '#F0883E',
  emberSoft: '#F0883E18',
  up: '#2EBD85',
  upSoft: '#2EBD8518',
  down: '#F16F7A',
  downSoft: '#F0616D18',
  warn: '#E8B339',
  warnSoft: '#E8B33918',
  /** Violet: simulated, paper. */
  sim: '#9B8CFF',
  simSoft: '#9B8CFF18',
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
  /** Candles over a heatmap: rising hollow, falling filled; the halo keeps them apart from any heat. */
  candleUp: '#0D1524',
  candleDown: '#E8EEF6',
  candleEdge: '#E8EEF6',
  halo: '#0B111BCC',
  /** Surface of what lies over a chart. */
  tip: '#182436',
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
  king: '#096A91',
  kingSoft: '#0B7FAE14',
  kingHover: '#07536F',
  kingInk: '#FFFFFF',
  ember: '#9D4B0D',
  emberSoft: '#C7621B14',
  up: '#0A714B',
  upSoft: '#0E8F5F14',
  down: '#B72C39',
  downSoft: '#D13C4A14',
  warn: '#7E5800',
  warnSoft: '#E8B33928',
  sim: '#5E4CD4',
  simSoft: '#6A58E014',
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
  liqShort: '#5C620B',
  heat0: '#FFFFFF',
  heat1: '#E3F1F7',
  heat2: '#9FD1E4',
  heat3: '#3391BC',
  heat4: '#0F4C68',
  heat5: '#E06A1E',
  candleUp: '#FFFFFF',
  candleDown: '#0E1726',
  candleEdge: '#0E1726',
  halo: '#FFFFFFCC',
  tip: '#FFFFFF',
  sig0: '#EAEFF5',
  sigP1: '#8CC6E0',
  sigP2: '#0A76A3',
  sigN1: '#F3BC92',
  sigN2: '#C4590F',
  sigInk: '#101B2B',
};

export const TOKENS: Readonly<Record<ThemeName, Tokens>> = { dark, light };

/** Up and down for those who do not tell green from red: blue and orange, with the contrast of the usual pair. */
export const SAFE_PALETTE: Readonly<Record<ThemeName, Partial<Tokens>>> = {
  dark: {
    up: '#6EA8FF',
    upSoft: '#6EA8FF18',
    down: '#FF9F4A',
    downSoft: '#FF9F4A18',
    shade: '#FF9F4A33',
  },
  light: {
    up: '#1D5FC4',
    upSoft: '#1D5FC414',
    down: '#A14708',
    downSoft: '#A84A0814',
    shade: '#A84A0824',
  },
};

const safe: Readonly<Record<ThemeName, Tokens>> = {
  dark: { ...dark, ...SAFE_PALETTE.dark },
  light: { ...light, ...SAFE_PALETTE.light },
};

/** The colour values of a theme with one of the two palettes of up and down. */
export const tokensOf = (theme: ThemeName, palette: 'green-red' | 'blue-orange'): Tokens =>
  palette === 'blue-orange' ? safe[theme] : TOKENS[theme];

/** Prefix of the CSS custom properties the theme writes. */
export const CSS_PREFIX = 'zm';

const names = Object.keys(dark) as (keyof Tokens)[];

/** The tokens as `var(…)` references, for styles: they follow the theme without a render. */
export const tone = Object.fromEntries(
  names.map((name) => [name, `var(--${CSS_PREFIX}-palette-${CSS_PREFIX}-${name})`]),
) as Record<keyof Tokens, string>;

export const FONT_SANS = '"Inter Variable","Inter","Segoe UI",system-ui,sans-serif';
export const FONT_MONO = '"JetBrains Mono Variable","JetBrains Mono","SF Mono",ui-monospace,monospace';

/** A window as narrow as a phone: one column, the navigation at the foot. */
export const PHONE = '@media (max-width: 760px)';

/** Measures that follow the density, as `var(…)` references; `renderer/app/theme` sets them. */
export const space = {
  /** Height of the one-line head of a panel. */
  panelHead: `var(--${CSS_PREFIX}-panel-head)`,
  /** Height of the head of a table. */
  tableHead: `var(--${CSS_PREFIX}-table-head)`,
  /** Sides of a panel and of the first and last column. */
  side: `var(--${CSS_PREFIX}-side)`,
} as const;

/** A row of so many px in the comfortable density, less in the compact one. */
export const rowHeight = (px: number): string => `calc(${String(px)}px * var(--${CSS_PREFIX}-row-scale))`;

/** How much of its height a row keeps. */
export const ROW_SCALES = { comfortable: '1', compact: '0.8' } as const;

/** What the measures are in each density, px. */
export const DENSITIES = {
  comfortable: { 'panel-head': 36, 'table-head': 28, side: 16 },
  compact: { 'panel-head': 30, 'table-head': 24, side: 10 },
} as const;
