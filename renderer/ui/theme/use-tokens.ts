import { useColorScheme } from '@mui/material/styles';
import { TOKENS, type ThemeName, type Tokens } from './tokens.ts';

/** The theme in use. */
export function useThemeName(): ThemeName {
  const { mode, systemMode } = useColorScheme();
  const chosen = mode === 'system' ? systemMode : mode;
  return chosen === 'light' ? 'light' : 'dark';
}

/** The plain colour values of the theme in use, for canvas code; a change of theme renders again. */
export const useTokens = (): Tokens => TOKENS[useThemeName()];
