import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useLayoutEffect, useState } from 'react';
import type { Client } from '#shared/contract/index.ts';
import type { Connection } from '#renderer/data/connection.ts';
import { DataProvider } from '#renderer/data/data-context.tsx';
import { groupBy } from '#renderer/ui/format.ts';
import { showAppearance, useAppearance } from '#renderer/ui/theme/appearance.ts';
import { AppBoundary } from './app-boundary.tsx';
import { OriginHost } from './origin-host.tsx';
import { createAppRouter } from './router.tsx';
import { ThemeRoot } from './theme/theme-root.tsx';
import '@fontsource-variable/inter/index.css';
import '@fontsource-variable/jetbrains-mono/index.css';

interface AppProps {
  readonly client: Client;
  readonly connection: Connection;
}

const createQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: { retry: 1, staleTime: 5_000, networkMode: 'always', refetchOnWindowFocus: false },
      mutations: { retry: false, networkMode: 'always' },
    },
  });

/** Applies the appearance as it changes; what it returns changes with the format of figures, which are formatted anew then. */
function useShownAppearance(): string {
  const appearance = useAppearance();
  groupBy(appearance.grouping);
  useLayoutEffect(() => {
    showAppearance(document.documentElement, appearance);
    // The colour of the first paint: from here on the theme's own rules hold.
    document.documentElement.style.removeProperty('background-color');
  }, [appearance]);
  return appearance.grouping;
}

/** The whole window: theme, data, routes. */
export function App({ client, connection }: AppProps) {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createAppRouter);
  const format = useShownAppearance();
  return (
    <StrictMode>
      <ThemeRoot>
        <AppBoundary>
          <QueryClientProvider client={queryClient}>
            <DataProvider client={client} connection={connection}>
              <OriginHost>
                <RouterProvider key={format} router={router} />
              </OriginHost>
            </DataProvider>
          </QueryClientProvider>
        </AppBoundary>
      </ThemeRoot>
    </StrictMode>
  );
}
