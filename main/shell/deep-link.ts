import { isScreenPath, type Place } from '#shared/domain/screen-path.ts';
import { parseAddress } from './app-origin.ts';

/** The scheme of links that open a place of the window: `zmart://screen/risk`. */
export const LINK_SCHEME = 'zmart';

/** Longer than any link of ours. */
const LONGEST = 200;

/** What the core knows. */
export interface Known {
  symbol(text: string): boolean;
  signal(text: string): boolean;
}

export type LinkProblem = 'NO_LINK' | 'NO_SUCH_SCREEN' | 'NO_SUCH_SYMBOL' | 'NO_SUCH_SIGNAL';

/** Kind and name of a link; null for whatever else it holds: a port, a query, a part, an escape, a second name. */
function partsOf(link: string): { readonly kind: string; readonly name: string } | null {
  const url = link.length > LONGEST ? null : parseAddress(link);
  if (url === null || url.protocol !== `${LINK_SCHEME}:`) return null;
  // Written back from its parts it must be what came in: nothing was normalised away.
  const kind = url.host;
  const name = url.pathname.replace(/^\//, '');
  const isPlain = /^[a-z]+$/.test(kind) && /^[A-Za-z0-9/-]*$/.test(name);
  return isPlain && link === `${LINK_SCHEME}://${kind}/${name}` ? { kind, name } : null;
}

/**
 * The place a link names, or why it is refused. A link only ever shows something: screens (`zmart://screen/risk`), contracts on the
 * console (`zmart://symbol/XBTUSDTM`) and explanations (`zmart://explain/…`), each only if it is known here.
 */
export function readLink(link: string, known: Known): Place | LinkProblem {
  const parts = partsOf(link);
  if (parts === null) return 'NO_LINK';
  const { kind, name } = parts;
  switch (kind) {
    case 'screen': {
      const path = `/${name}`;
      return isScreenPath(path) ? { screen: path } : 'NO_SUCH_SCREEN';
    }
    case 'symbol':
      return known.symbol(name) ? { screen: '/console', symbol: name } : 'NO_SUCH_SYMBOL';
    case 'explain':
      return /^[a-z0-9]{1,64}$/.test(name) && known.signal(name) ? { explain: name } : 'NO_SUCH_SIGNAL';
    default:
      return 'NO_LINK';
  }
}

/** Where the link is in a command line; -1 when there is none. */
export const linkAt = (args: readonly string[]): number =>
  args.findIndex((arg) => arg.toLowerCase().startsWith(`${LINK_SCHEME}:`));
