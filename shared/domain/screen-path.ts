/** Where each screen of the window is, and the letter that follows `G` to get there; null where no key leads. */
export const SCREEN_LETTERS = {
  '/': 'D',
  '/console': 'C',
  '/heatmap': 'H',
  '/kingfisher': 'K',
  '/portfolio': 'P',
  '/boards': 'B',
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
  '/settings/limits': null,
  '/settings/configuration': null,
  '/settings/sources': null,
  '/settings/protections': null,
  '/settings/signal-caps': null,
  '/settings/alerts': null,
  '/settings/watchdog': null,
  '/settings/appearance': null,
  '/settings/data': null,
  '/settings/security': null,
  '/settings/about': null,
} as const satisfies Readonly<Record<string, string | null>>;

/** The path of a screen, as it stands behind the hash of the window's address. */
export type ScreenPath = keyof typeof SCREEN_LETTERS;

export const SCREEN_PATHS = Object.keys(SCREEN_LETTERS) as readonly ScreenPath[];

export const isScreenPath = (path: string): path is ScreenPath => Object.hasOwn(SCREEN_LETTERS, path);

/** Screens that show one contract. */
export const SYMBOL_SCREENS = ['/console', '/kingfisher', '/heatmap'] as const satisfies readonly ScreenPath[];

/** A place within the window that may be opened from outside it: a screen, one contract on a screen, or an explanation. */
export type Place =
  | { readonly screen: ScreenPath; readonly symbol?: string }
  | {
      /** The signal that is explained. */
      readonly explain: string;
    };

/** A place as it stands behind the hash. */
export function placePath(place: Place): string {
  if ('explain' in place) return `/explain/${encodeURIComponent(place.explain)}`;
  return place.symbol === undefined ? place.screen : `${place.screen}?symbol=${encodeURIComponent(place.symbol)}`;
}
