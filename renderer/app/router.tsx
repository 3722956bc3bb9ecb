import { createHashHistory, createRootRoute, createRoute, createRouter, redirect } from '@tanstack/react-router';
import { SCREEN_PATHS } from '#shared/domain/screen-path.ts';
import { Frame } from './frame/frame.tsx';

const root = createRootRoute({ component: Frame, notFoundComponent: () => null });

/** The frame itself chooses what a path shows, so that opening an explanation leaves the screen behind it mounted. */
const paths = [...SCREEN_PATHS, '/board/$name', '/explain/$signalId'];
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
