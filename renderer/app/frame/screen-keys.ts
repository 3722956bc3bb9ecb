import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { say } from '#shared/language/words.ts';
import { SCREENS, SETTINGS_ENTRY } from '../screens.ts';

/** The letter that follows G, by the path of a screen. */
const LETTERS: Readonly<Record<string, string>> = {
  '/': 'D',
  '/console': 'C',
  '/kingfisher': 'K',
  '/boards': 'B',
  '/heatmap': 'H',
  '/portfolio': 'P',
  '/signals': 'S',
  '/risk': 'R',
  '/agents': 'A',
  '/models': 'M',
  '/track-record': 'T',
  '/locks': 'L',
  '/replay': 'Y',
  '/journal': 'J',
  '/reconcile': 'O',
  '/feeds': 'F',
  '/settings/accounts': ',',
};

/** The keys that lead to a screen, for the palette; undefined where there are none. */
export function screenKeys(path: string): string | undefined {
  const letter = LETTERS[path];
  return letter === undefined ? undefined : `G ${letter}`;
}

/** G, then a letter, goes to a screen. */
export function useScreenKeys(): void {
  const navigate = useNavigate();
  const bindings = useMemo(
    () =>
      SCREENS.flatMap(({ path, label }): KeyBinding[] => {
        const keys = screenKeys(path);
        return keys === undefined
          ? []
          : [
              {
                keys,
                label: path === SETTINGS_ENTRY.path ? SETTINGS_ENTRY.label : label,
                run: () => void navigate({ href: path }),
              },
            ];
      }),
    [navigate],
  );
  useKeys(say('Go to'), bindings);
}
