import { directionOf, LANGUAGE_TAGS, type Language } from '#shared/language/languages.ts';
import { hearHost, HostSentences } from '#shared/language/told.ts';
import { speak, verbatim, type Catalogue } from '#shared/language/words.ts';
import { followLanguage, languageChoice, languageOf } from '#renderer/data/chosen-language.ts';

interface Catalogues {
  readonly messages: Catalogue;
  readonly host: Catalogue;
}

/** The catalogues of each language but the one the sources are written in, as files of their own. */
const CATALOGUES: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogues>>> = {
  de: async () => {
    const [messages, host] = await Promise.all([
      import('#shared/language/catalogues/de.json'),
      import('#shared/language/catalogues/host.de.json'),
    ]);
    return { messages: messages.default, host: host.default };
  },
  zh: async () => {
    const [messages, host] = await Promise.all([
      import('#shared/language/catalogues/zh.json'),
      import('#shared/language/catalogues/host.zh.json'),
    ]);
    return { messages: messages.default, host: host.default };
  },
};

/**
 * Chooses the language of the window, before any module that makes a text is loaded. A catalogue that cannot be loaded leaves the
 * window in English: it is never kept from opening.
 */
export async function loadLanguage(root: HTMLElement): Promise<void> {
  const language = languageOf(languageChoice());
  followLanguage(language);
  if (language === 'en') return;
  try {
    const { messages, host } = await CATALOGUES[language]();
    speak(language, messages);
    hearHost(new HostSentences(language, host));
    root.lang = LANGUAGE_TAGS[language];
    root.dir = directionOf(LANGUAGE_TAGS[language]);
  } catch (error) {
    console.warn(verbatim(`The texts in ${language} could not be loaded; the window speaks English`), error);
  }
}
