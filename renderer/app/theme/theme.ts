import { createTheme } from '@mui/material/styles';
import type {} from '@mui/material/themeCssVarsAugmentation';
import { CSS_PREFIX, FONT_SANS, TOKENS, tone, type ThemeName, type Tokens } from '#renderer/ui/theme/tokens.ts';

declare module '@mui/material/styles' {
  interface Palette {
    zm: Tokens;
  }
  interface PaletteOptions {
    zm?: Tokens;
  }
}

const scheme = (name: ThemeName) => {
  const t = TOKENS[name];
  return {
    palette: {
      primary: { main: t.king, dark: t.kingHover, contrastText: t.kingInk },
      secondary: { main: t.sim },
      success: { main: t.up },
      error: { main: t.down },
      warning: { main: t.warn },
      info: { main: t.king },
      background: { default: t.bg, paper: t.panel },
      text: { primary: t.text, secondary: t.text2, disabled: t.text3 },
      divider: t.line,
      zm: t,
    },
  };
};

const button = {
  defaultProps: { disableElevation: true, size: 'small' as const },
  styleOverrides: {
    root: { textTransform: 'none' as const, fontWeight: 600, fontSize: 12, borderRadius: 5, lineHeight: 1.5 },
  },
};

const dialog = {
  styleOverrides: {
    paper: { backgroundColor: tone.panel, backgroundImage: 'none', border: `1px solid ${tone.line}`, borderRadius: 10 },
  },
};

const tooltip = {
  defaultProps: { enterDelay: 350, disableInteractive: true },
  styleOverrides: {
    tooltip: {
      backgroundColor: tone.raised,
      color: tone.text,
      border: `1px solid ${tone.lineStrong}`,
      fontSize: 11.5,
      fontWeight: 400,
      lineHeight: 1.45,
      maxWidth: 340,
    },
  },
};

/** The MUI theme: both colour schemes as CSS custom properties, chosen by `data-theme` on the root element. */
export const theme = createTheme({
  cssVariables: { cssVarPrefix: CSS_PREFIX, colorSchemeSelector: 'data-theme', disableCssColorScheme: false },
  colorSchemes: { dark: scheme('dark'), light: scheme('light') },
  defaultColorScheme: 'dark',
  shape: { borderRadius: 8 },
  spacing: 4,
  typography: {
    fontFamily: FONT_SANS,
    fontSize: 13,
    body1: { fontSize: 13, lineHeight: 1.5 },
    body2: { fontSize: 12, lineHeight: 1.45 },
    caption: { fontSize: 11, lineHeight: 1.4 },
  },
  components: {
    MuiButtonBase: { defaultProps: { disableRipple: true } },
    MuiButton: button,
    MuiDialog: dialog,
    MuiTooltip: tooltip,
    MuiOutlinedInput: { styleOverrides: { root: { fontSize: 12.5 } } },
    MuiMenuItem: { styleOverrides: { root: { fontSize: 12.5, minHeight: 30 } } },
  },
});

/** Where the chosen theme is remembered. */
export const THEME_STORAGE_KEY = 'zmart-theme';
