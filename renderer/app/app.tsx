import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode, useState } from 'react';
import type { Client } from '#shared/contract/index.ts';
import type { Connection } from '#renderer/data/connection.ts';
import { DataProvider } from '#renderer/data/data-context.tsx';
import { AppBoundary } from './app-boundary.tsx';
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

/** The whole window: theme, data, routes. */
export function App({ client, connection }: AppProps) {
  const [queryClient] = useState(createQueryClient);
  const [router] = useState(createAppRouter);
  return (
    <StrictMode>
      <ThemeRoot>
        <AppBoundary>
          <QueryClientProvider client={queryClient}>
            <DataProvider client={client} connection={connection}>
              <RouterProvider router={router} />
            </DataProvider>
          </QueryClientProvider>
        </AppBoundary>
      </ThemeRoot>
    </StrictMode>
  );
}
