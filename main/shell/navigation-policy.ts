import { isOwnPage, parseAddress } from './app-origin.ts';

/** Hosts whose pages may be opened in the default browser. None: the workstation links to nothing. */
export const EXTERNAL_HOSTS: readonly string[] = [];

/** A frame may only load our page anew, which is what the page's own "Reload" does; a subframe may not load at all. */
export function mayNavigate(address: string, isMainFrame: boolean): boolean {
  return isMainFrame && isOwnPage(address);
}

/** Only `https` on its own port to a listed host, without a name or password in the address. */
export function mayOpenExternally(address: string, hosts: readonly string[] = EXTERNAL_HOSTS): boolean {
  const url = parseAddress(address);
  return (
    url !== null &&
    url.protocol === 'https:' &&
    url.port === '' &&
    url.username === '' &&
    url.password === '' &&
    hosts.includes(url.hostname)
  );
}

/** The place of a board within our page, by its name. */
const BOARD = /^#\/board\/([A-Za-z0-9%._~!'()*-]{1,240})$/;

/** The name of the board whose own window an address asks for, as it stands in the address; null for every other address. */
export function boardIn(address: string): string | null {
  if (!isOwnPage(address)) return null;
  return BOARD.exec(new URL(address).hash)?.[1] ?? null;
}
