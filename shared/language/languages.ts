/** The languages of the window, in the order they are offered; the first is the one the program is written in. */
export const LANGUAGES = ['en', 'de', 'zh'] as const;

export type Language = (typeof LANGUAGES)[number];

/** What each calls itself. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', zh: '简体中文' };

/** The tag of each for `lang` attributes and for `Intl`: English with the dates of the rest of the program, Chinese in simplified characters. */
export const LANGUAGE_TAGS: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE', zh: 'zh-Hans-CN' };

export const isLanguage = (text: unknown): text is Language => LANGUAGES.some((language) => language === text);

/** The first of the languages a person reads that the program speaks, English where it speaks none: `['fr-CH', 'de-CH']` → `de`. */
export function speakable(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const [primary = ''] = tag.toLowerCase().split(/[-_]/);
    if (isLanguage(primary)) return primary;
  }
  return LANGUAGES[0];
}

/** Which way a language is written, as `Intl` knows it; from the left where an engine does not say. */
export function directionOf(tag: string): 'ltr' | 'rtl' {
  const locale = new Intl.Locale(tag) as Intl.Locale & { getTextInfo?: () => { readonly direction?: string } };
  return locale.getTextInfo?.().direction === 'rtl' ? 'rtl' : 'ltr';
}
