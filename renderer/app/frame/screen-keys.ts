import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useKeys, type KeyBinding } from '#renderer/data/keys.ts';
import { SCREEN_LETTERS, type ScreenPath } from '#shared/domain/screen-path.ts';
import { say } from '#shared/language/words.ts';
import { SCREENS, SETTINGS_ENTRY } from '../screens.ts';

/** The keys that lead to a screen, for the palette; undefined where there are none. */
export function screenKeys(path: ScreenPath): string | undefined {
  const letter = SCREEN_LETTERS[path];
  return letter === null ? undefined : `G ${letter}`;
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
