import { showAppearance, useAppearance } from '#renderer/ui/theme/appearance.ts';
import { TOKENS, type ThemeName } from '#renderer/ui/theme/tokens.ts';
import { THEME_STORAGE_KEY } from './theme.ts';

function keptTheme(): ThemeName {
  const mode = localStorage.getItem(THEME_STORAGE_KEY) ?? 'dark';
  if (mode !== 'system') return mode === 'light' ? 'light' : 'dark';
  return window.matchMedia('(prefers-color-scheme: light)').matches ? 'light' : 'dark';
}

/** Theme, density and colours before anything is drawn: nothing is ever shown in a theme that was not chosen. */
export function firstPaint(root: HTMLElement): void {
  const theme = keptTheme();
  root.dataset['theme'] = theme;
  root.style.backgroundColor = TOKENS[theme].bg;
  showAppearance(root, useAppearance.getState());
}
