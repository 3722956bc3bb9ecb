import { useColorScheme } from '@mui/material/styles';
import { useAppearance } from './appearance.ts';
import { tokensOf, type ThemeName, type Tokens } from './tokens.ts';

/** The theme in use. */
export function useThemeName(): ThemeName {
  const { mode, systemMode } = useColorScheme();
  const chosen = mode === 'system' ? systemMode : mode;
  return chosen === 'light' ? 'light' : 'dark';
}

/** The plain colour values in use, for canvas code; a change of theme or palette renders again. */
export function useTokens(): Tokens {
  const palette = useAppearance((state) => state.palette);
  return tokensOf(useThemeName(), palette);
}
