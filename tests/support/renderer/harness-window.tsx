import { createRoot } from 'react-dom/client';
import { App } from '#renderer/app/app.tsx';
import type { Connection, ConnectionState } from '#renderer/data/connection.ts';
import { say } from '#shared/language/words.ts';
import { createFakeHost } from './fake-client.ts';
import { hostileClient } from './hostile-client.ts';
import { STANDINGS } from './fake-orders.ts';
import { sampleScenes, type Scene } from './sample-scenes.ts';

const asked = new URLSearchParams(window.location.search);
const isScene = (name: string): name is Scene => name in sampleScenes;
const scene = asked.get('scene') ?? 'day';

const state: ConnectionState =
  asked.get('connection') === 'lost'
    ? { phase: 'lost', since: Date.now() - 14_000, reason: say('The host does not answer') }
    : { phase: 'open', since: Date.now(), reason: '' };
const connection: Connection = { get: () => state, subscribe: () => () => undefined, retry: () => undefined };

/** Draws the window over the scene that its address names. */
export function openWindow(root: HTMLElement): void {
  const standing = STANDINGS.find((name) => name === asked.get('standing')) ?? 'demo';
  const beatMs = asked.get('beat') === 'none' ? null : Number(asked.get('beat') ?? 400);
  const many = asked.get('symbols');
  const symbols = many === null ? undefined : Number(many);
  const { client } = createFakeHost(isScene(scene) ? scene : 'day', { standing, beatMs, symbols });
  const told = asked.get('text') === 'hostile' ? hostileClient(client) : client;
  createRoot(root).render(<App client={told} connection={connection} />);
}
