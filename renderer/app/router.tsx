import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { Frame } from './frame/frame.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: () => null });

/** The frame itself chooses what a path shows, so that opening an explanation leaves the screen behind it mounted. */
const paths = [
  '/',
  '/console',
  '/heatmap',
  '/kingfisher',
  '/portfolio',
  '/signals',
  '/agents',
  '/models',
  '/locks',
  '/replay',
  '/journal',
  '/track-record',
  '/reconcile',
  '/feeds',
  '/settings/accounts',
  '/settings/limits',
  '/settings/configuration',
  '/settings/sources',
  '/settings/protections',
  '/settings/signal-caps',
  '/settings/alerts',
  '/settings/watchdog',
  '/settings/appearance',
  '/settings/data',
  '/settings/security',
  '/settings/about',
  '/boards',
  '/board/$name',
  '/explain/$signalId',
] as const;
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  beforeLoad: () => redirect({ href: '/settings/accounts', throw: true }),
});
const routeTree = root.addChildren([
  ...paths.map((path) => createRoute({ getParentRoute: () => root, path, component: () => null })),
  settings,
]);

/** Routes live behind the hash: the same under the desktop's own protocol and over loopback. */
export const createAppRouter = () => createRouter({ routeTree, history: createHashHistory() });
