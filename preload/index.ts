/**
 * Passes the page's request for a port on to the main process, with the tag of the language it speaks; the port, and what the
 * menu asks the page to show, back to it. Nothing is exposed: no function, no event object, no `ipcRenderer`.
 */
import { ipcRenderer } from 'electron';

/** As in `main/shell/wire.ts`: the sandbox cannot load a second file, and this name is all the two share. */
const PORT_CHANNEL = 'zmart:port';
/** As there. */
const WISH_CHANNEL = 'zmart:wish';
/** As in `renderer/data/client.ts`. */
const PORT_MESSAGE = 'zmart-port';
const PORT_REQUEST = 'zmart-port-please';
/** As in `renderer/data/shell-wish.ts`. */
const WISH_MESSAGE = 'zmart-wish';

/** One request is under way at a time. */
let asking = false;

async function askForPort(): Promise<void> {
  if (asking) return;
  asking = true;
  try {
    const answer: unknown = await ipcRenderer.invoke(PORT_CHANNEL, document.documentElement.lang);
    const isGranted = typeof answer === 'object' && answer !== null && 'granted' in answer && answer.granted === true;
    if (!isGranted) console.error('The host refused this page a connection');
  } catch {
    console.error('The host does not answer');
  } finally {
    asking = false;
  }
}

ipcRenderer.on(PORT_CHANNEL, ({ ports: [port] }) => {
  if (port !== undefined) window.postMessage(PORT_MESSAGE, window.location.origin, [port]);
});

ipcRenderer.on(WISH_CHANNEL, (_event, wish: unknown) => {
  window.postMessage({ name: WISH_MESSAGE, wish }, window.location.origin);
});

window.addEventListener('message', ({ source, data }) => {
  if (source === window && data === PORT_REQUEST) void askForPort();
});
