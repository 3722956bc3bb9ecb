import { isLanguage, speakable, type Language } from '#shared/language/languages.ts';

/** A language, or the first of the system's that the window speaks. */
export type LanguageChoice = Language | 'system';

/** The one place where the choice is kept. */
const STORAGE_KEY = 'zmart-language';

/** What was chosen on this computer; the system's language where nothing was. */
export function languageChoice(): LanguageChoice {
  const kept = localStorage.getItem(STORAGE_KEY);
  return isLanguage(kept) ? kept : 'system';
}

/** The language a choice comes to here. */
export const languageOf = (choice: LanguageChoice): Language =>
  choice === 'system' ? speakable(navigator.languages) : choice;

/**
 * Keeps a choice and loads the window anew where it changes the language: every text is made in one language. The core goes on
 * meanwhile, and the window comes back where it was.
 */
export function chooseLanguage(choice: LanguageChoice): void {
  const before = languageOf(languageChoice());
  if (choice === 'system') localStorage.removeItem(STORAGE_KEY);
  else localStorage.setItem(STORAGE_KEY, choice);
  if (languageOf(choice) !== before) window.location.reload();
}

/** Loads this window anew when another one changes the language: no two windows of one desk speak differently. */
export function followLanguage(shown: Language): void {
  window.addEventListener('storage', ({ key }) => {
    if (key === STORAGE_KEY && languageOf(languageChoice()) !== shown) window.location.reload();
  });
}
