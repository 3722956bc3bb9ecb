/** The one origin the window shows: our own scheme, so that neither `file:` nor a network is ever involved. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'zmart';
export const APP_ORIGIN = `${APP_SCHEME}://${APP_HOST}`;
export const APP_PAGE = `${APP_ORIGIN}/`;

/** The parts of an address, or null when it is none. Everything is decided on these, never on how the text begins. */
export function parseAddress(address: string): URL | null {
  try {
    return new URL(address);
  } catch {
    return null;
  }
}

/** Whether an address lies in our origin: scheme and host exactly, no port, nobody's name in front of the host. */
export function isOwnAddress(address: string): boolean {
  const url = parseAddress(address);
  return (
    url !== null &&
    url.protocol === `${APP_SCHEME}:` &&
    url.host === APP_HOST &&
    url.username === '' &&
    url.password === ''
  );
}

/** Whether an address is the page itself, whatever place within it the hash names. */
export function isOwnPage(address: string): boolean {
  if (!isOwnAddress(address)) return false;
  const { pathname, search } = new URL(address);
  return (pathname === '/' || pathname === '/index.html') && search === '';
}
