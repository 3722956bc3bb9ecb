/** Chromium knows no `app:` scheme, so the page lives at an address that is answered before it reaches a network. */
export const WEB_ORIGIN = 'https://zmart.test';
const APP_ORIGIN = 'app://zmart';

export const toWeb = (address: string): string =>
  address.startsWith(`${APP_ORIGIN}/`) ? WEB_ORIGIN + address.slice(APP_ORIGIN.length) : address;

export const toApp = (address: string): string =>
  address.startsWith(`${WEB_ORIGIN}/`) ? APP_ORIGIN + address.slice(WEB_ORIGIN.length) : address;
