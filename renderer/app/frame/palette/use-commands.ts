import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useActionLists } from '#renderer/data/actions.ts';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatPrice } from '#renderer/ui/format.ts';
import type { TickerView } from '#shared/contract/market.ts';
import { SYMBOL_SCREENS } from '#shared/domain/screen-path.ts';
import { language, say } from '#shared/language/words.ts';
import { SCREENS } from '../../screens.ts';
import { screenKeys } from '../screen-keys.ts';
import { SETTING_ENTRIES } from './setting-entries.ts';
import type { Command } from './rank.ts';

/** Screens that show one symbol; the first that exists is where a symbol opens. */
const placesOf = () =>
  SYMBOL_SCREENS.flatMap((path) => {
    const screen = SCREENS.find((entry) => entry.path === path);
    return screen === undefined ? [] : [screen];
  });

/** The English name of a command, where another language is shown: whoever knows it by that finds it. */
const inEnglish = (english: string) => (language() === 'en' ? {} : { english });

type Go = (href: string) => void;

function symbolCommands({ key, coin, last, priceDecimals }: TickerView, go: Go): Command[] {
  const group = say('Symbols');
  const { focus } = useFocusSymbol.getState();
  const [first, ...others] = placesOf();
  if (first === undefined) return [];
  const open = (path: string) => () => {
    focus(key);
    go(`${path}?symbol=${key}`);
  };
  const note = `${key} · ${formatPrice(last, priceDecimals)}`;
  return [
    { id: `symbol.${key}`, group, label: coin, note, run: open(first.path) },
    ...others.map(({ path, label }) => ({
      id: `symbol.${key}${path}`,
      group,
      label: say('{coin} in {screen}', { coin, screen: label }),
      note: key,
      onlyAsked: true,
      run: open(path),
    })),
    {
      id: `symbol.${key}.focus`,
      group,
      label: say('{coin} on all linked screens', { coin }),
      note: say('{symbol}, stay here', { symbol: key }),
      onlyAsked: true,
      run: () => focus(key),
    },
  ];
}

function screenCommands(go: Go): Command[] {
  return SCREENS.map(({ path, id, label, about, group }) => {
    const keys = screenKeys(path);
    return {
      id: `screen.${path}`,
      group: group === 'settings' ? say('Settings') : say('Screens'),
      label,
      note: about,
      ...inEnglish(id),
      ...(keys === undefined ? {} : { keys }),
      run: () => go(path),
    };
  });
}

const settingCommands = (go: Go): Command[] =>
  SETTING_ENTRIES.map(({ id, label, note, path }) => ({
    id: `setting.${id}`,
    group: say('Settings'),
    label,
    note,
    ...inEnglish(id),
    onlyAsked: true,
    run: () => go(path),
  }));

/** Everything the palette offers: actions of the window and of the shown screen, screens, settings, symbols. */
export function useCommands(): readonly Command[] {
  const navigate = useNavigate();
  const { rows } = useRows('tickers');
  const lists = useActionLists((state) => state.lists);
  return useMemo(() => {
    const go: Go = (href) => void navigate({ href });
    const actions = lists.flat().map((action) => ({ ...action, ...inEnglish(action.id.replaceAll(/[.-]/g, ' ')) }));
    return [
      ...actions,
      ...screenCommands(go),
      ...settingCommands(go),
      ...rows.flatMap((row) => symbolCommands(row, go)),
    ];
  }, [navigate, rows, lists]);
}
