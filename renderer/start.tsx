import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import { connect } from '#renderer/data/client.ts';
import { listenForWishes } from '#renderer/data/shell-wish.ts';

/** Connects to the host and draws the window. */
export function start(root: HTMLElement): void {
  listenForWishes(window);
  const { client, connection } = connect();
  createRoot(root).render(<App client={client} connection={connection} />);
}
