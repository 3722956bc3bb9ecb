import type { ThemeName } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

/** What it says that goes to a theme. */
export const themeSwitch = (theme: ThemeName): string =>
  theme === 'light' ? say('Switch to the light theme') : say('Switch to the dark theme');
