import { z } from 'zod';
import { LANGUAGES, LANGUAGE_TAGS, speakable, type Language } from '#shared/language/languages.ts';
import { hearHost, HostSentences } from '#shared/language/told.ts';
import { speak, type Catalogue } from '#shared/language/words.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import type { Log } from '#core/ports/log.ts';
import { SmallFile } from './small-file.ts';

interface Catalogues {
  readonly messages: Catalogue;
  readonly host: Catalogue;
}

/** The catalogues of each language but the one the sources are written in, read when they are spoken. */
const CATALOGUES: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Catalogues>>> = {
  de: async () => ({
    messages: (await import('#shared/language/catalogues/de.json')).default,
    host: (await import('#shared/language/catalogues/host.de.json')).default,
  }),
  zh: async () => ({
    messages: (await import('#shared/language/catalogues/zh.json')).default,
    host: (await import('#shared/language/catalogues/host.zh.json')).default,
  }),
};

const NOTHING: Catalogues = { messages: {}, host: {} };

const stored = z.strictObject({ language: z.enum(LANGUAGES) });

/** The language a page says it speaks, by its tag; null when it is none of ours. */
function languageOfTag(tag: unknown): Language | null {
  if (tag === 'en') return 'en';
  return LANGUAGES.find((language) => LANGUAGE_TAGS[language] === tag) ?? null;
}

export interface ShellLanguageParts {
  /** Where the language is kept for the next start. */
  readonly folder: string;
  /** The languages a person reads, as the system tells them, the dearest first. */
  readonly preferred: readonly string[];
  readonly log: Log;
}

/**
 * The language of menu, tray and questions. It is that of the window: a page tells its tag when it asks for a port, and what it
 * told last is kept for the next start. Before the first page ever, it is the first of the system's that the program speaks.
 */
export class ShellLanguage {
  readonly onChange = new Emitter<Language>();
  readonly #file: SmallFile<z.infer<typeof stored>>;
  readonly #log: Log;
  readonly #first: Language;
  #spoken: Language = 'en';

  constructor({ folder, preferred, log }: ShellLanguageParts) {
    this.#file = new SmallFile(folder, 'language.json', stored);
    this.#log = log;
    this.#first = this.#file.read()?.language ?? speakable(preferred);
  }

  /** Speaks before there is a window. */
  start(): Promise<void> {
    return this.#speak(this.#first);
  }

  /** What a page says it speaks; anything but the tag of a language of ours is passed over. */
  async hear(tag: unknown): Promise<void> {
    const language = languageOfTag(tag);
    if (language === null || language === this.#spoken) return;
    this.#file.write({ language });
    await this.#speak(language);
  }

  async #speak(language: Language): Promise<void> {
    if (language === this.#spoken) return;
    this.#spoken = language;
    try {
      const { messages, host } = language === 'en' ? NOTHING : await CATALOGUES[language]();
      // Another page may have told another language meanwhile.
      if (this.#spoken !== language) return;
      speak(language, messages);
      hearHost(new HostSentences(language, host));
      this.onChange.emit(language);
    } catch (error) {
      this.#log.warn('The texts of a language could not be read; the shell speaks the one before', {
        language,
        error: String(error),
      });
    }
  }
}
