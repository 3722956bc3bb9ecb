import {
  CSS_PREFIX,
  DENSITIES,
  FONT_SANS,
  ROW_SCALES,
  SAFE_PALETTE,
  tone,
  type ThemeName,
} from '#renderer/ui/theme/tokens.ts';

const density = (name: keyof typeof DENSITIES) => ({
  ...Object.fromEntries(
    Object.entries(DENSITIES[name]).map(([key, px]) => [`--${CSS_PREFIX}-${key}`, `${String(px)}px`]),
  ),
  [`--${CSS_PREFIX}-row-scale`]: ROW_SCALES[name],
});

/** The palette's colours in place of the theme's own, MUI's names for them included. */
const safePalette = (theme: ThemeName) => ({
  ...Object.fromEntries(
    Object.entries(SAFE_PALETTE[theme]).map(([name, value]) => [
      `--${CSS_PREFIX}-palette-${CSS_PREFIX}-${name}`,
      value,
    ]),
  ),
  [`--${CSS_PREFIX}-palette-success-main`]: SAFE_PALETTE[theme].up,
});

const STILL = {
  animationDuration: '0.01ms !important',
  animationIterationCount: '1 !important',
  transitionDuration: '0.01ms !important',
  scrollBehavior: 'auto !important',
};

/** The few rules that hold for the whole page. */
export const GLOBAL_STYLES = {
  'html, body, #root': { height: '100%' },
  body: {
    margin: 0,
    overflow: 'hidden',
    background: tone.bg,
    color: tone.text,
    fontFamily: FONT_SANS,
    fontSize: 13,
    lineHeight: 1.5,
    fontVariantNumeric: 'tabular-nums',
    fontFeatureSettings: '"tnum" 1, "cv11" 0',
    WebkitFontSmoothing: 'antialiased',
  },
  '*, *::before, *::after': { boxSizing: 'border-box' },
  'h1, h2, h3, p, dl, dd, ul, ol': { margin: 0, padding: 0 },
  'button, input, select, textarea': { font: 'inherit', fontVariantNumeric: 'inherit' },
  a: { color: tone.king, textDecoration: 'none' },
  'a:hover': { textDecoration: 'underline' },
  ':focus-visible': { outline: `2px solid ${tone.king}`, outlineOffset: 1, borderRadius: 4 },
  '::selection': { background: tone.kingSoft },
  '*': { scrollbarWidth: 'thin', scrollbarColor: `${tone.lineStrong} transparent` },
  '@keyframes zm-in': { from: { opacity: 0, transform: 'translateY(-4px)' }, to: { opacity: 1, transform: 'none' } },
  '@keyframes zm-wait': { '0%, 100%': { opacity: 0.5 }, '50%': { opacity: 0.9 } },
  '@media (prefers-reduced-motion: reduce)': { '*, *::before, *::after': STILL },
  'html[data-motion=reduced] *, html[data-motion=reduced] *::before, html[data-motion=reduced] *::after': STILL,
  html: density('comfortable'),
  'html[data-density=compact]': density('compact'),
  'html[data-theme=dark][data-palette=blue-orange]': safePalette('dark'),
  'html[data-theme=light][data-palette=blue-orange]': safePalette('light'),
} as const;
