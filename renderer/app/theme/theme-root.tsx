import createCache from '@emotion/cache';
import { CacheProvider } from '@emotion/react';
import CssBaseline from '@mui/material/CssBaseline';
import GlobalStyles from '@mui/material/GlobalStyles';
import { ThemeProvider } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { GLOBAL_STYLES } from './global-styles.ts';
import { theme, THEME_STORAGE_KEY } from './theme.ts';

/** The server writes the nonce of its content security policy into this element; unreplaced it is no nonce. */
function readNonce(): string | undefined {
  const content = document.querySelector<HTMLMetaElement>('meta[name="csp-nonce"]')?.content ?? '';
  return content === '' || content.startsWith('__') ? undefined : content;
}

const nonce = readNonce();
const cache = createCache({ key: 'zm', ...(nonce === undefined ? {} : { nonce }) });

/** Colours, type and the global rules around everything shown. */
export function ThemeRoot({ children }: { readonly children: ReactNode }) {
  return (
    <CacheProvider value={cache}>
      <ThemeProvider theme={theme} defaultMode="dark" modeStorageKey={THEME_STORAGE_KEY}>
        <CssBaseline />
        <GlobalStyles styles={GLOBAL_STYLES} />
        {children}
      </ThemeProvider>
    </CacheProvider>
  );
}
