import { language } from '#shared/language/words.ts';

/** A shown name as it stands within a sentence: English begins it small there, German and Chinese change nothing. */
export const withinSentence = (name: string): string => (language() === 'en' ? name.toLowerCase() : name);
