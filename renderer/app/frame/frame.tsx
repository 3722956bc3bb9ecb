import { useNavigate, useRouterState } from '@tanstack/react-router';
import { styled } from '@mui/material/styles';
import { useEffect, useMemo, useState } from 'react';
import { ExplainContext, type ExplainLink } from '#renderer/data/explain-link.ts';
import { useFrameDialogs } from '#renderer/data/frame-dialogs.ts';
import { explainedSignal, screenPath } from '../explain-path.ts';
import { AlarmBanner } from './alarm-banner.tsx';
import { CommandPalette } from './command-palette.tsx';
import { ConnectionBanner } from './connection-banner.tsx';
import { ExplainHost } from './explain-host.tsx';
import { HaltDialog } from './halt-dialog.tsx';
import { Header } from './header.tsx';
import { Navigation } from './navigation.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import { ScreenHost } from './screen-host.tsx';
import { StatusBar } from './status-bar.tsx';
import { TradingBanner } from './trading-state.tsx';

const Grid = styled('div')({
  height: '100vh',
  display: 'grid',
  gridTemplateColumns: '200px minmax(0, 1fr)',
  gridTemplateRows: '52px auto minmax(0, 1fr) 28px',
  gridTemplateAreas: '"head head" "banner banner" "nav main" "foot foot"',
  '@media (max-width: 1319px)': { gridTemplateColumns: '56px minmax(0, 1fr)' },
});

/** The path in use, and the screen behind it when the path is an explanation's. */
function useScreenPath(): { readonly path: string; readonly screen: string } {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const [screen, setScreen] = useState(() => screenPath(path, '/'));
  const next = screenPath(path, screen);
  if (next !== screen) setScreen(next);
  return { path, screen: next };
}

function useExplainLink(path: string, screen: string): ExplainLink {
  const navigate = useNavigate();
  return useMemo(
    () => ({
      signalId: explainedSignal(path),
      open: (signalId) => void navigate({ href: `/explain/${encodeURIComponent(signalId)}` }),
      close: () => void navigate({ href: screen }),
    }),
    [navigate, path, screen],
  );
}

function useFrameKeys(): void {
  const show = useFrameDialogs((state) => state.show);
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'k') return;
      event.preventDefault();
      show(event.shiftKey ? 'halt' : 'palette');
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [show]);
}

/** The frame of every screen: header, navigation, status bar, and what may lie over a screen. */
export function Frame() {
  const { path, screen } = useScreenPath();
  const explain = useExplainLink(path, screen);
  useFrameKeys();
  return (
    <ExplainContext value={explain}>
      <Grid>
        <Header />
        <div style={{ gridArea: 'banner' }}>
          <ConnectionBanner />
          <TradingBanner />
          <AlarmBanner />
        </div>
        <Navigation screen={screen} />
        <ScreenHost screen={screen} />
        <StatusBar />
      </Grid>
      <ExplainHost />
      <CommandPalette />
      <HaltDialog />
      <ResumeDialog />
    </ExplainContext>
  );
}
