import { useNavigate, useRouterState } from '@tanstack/react-router';
import { styled } from '@mui/material/styles';
import { useEffect, useMemo, useState } from 'react';
import { ExplainContext, type ExplainLink } from '#renderer/data/explain-link.ts';
import { listenForKeys } from '#renderer/data/keys.ts';
import { PHONE } from '#renderer/ui/theme/tokens.ts';
import { BoardPanelsContext } from '#renderer/data/board-panels.ts';
import { BOARD_PANELS } from '../panels.ts';
import { explainedSignal, screenPath } from '../explain-path.ts';
import { useFrameCommands } from './actions.ts';
import { AlarmBanner } from './alarm-banner.tsx';
import { useAskOrigin } from './ask-origin.ts';
import { ConnectionBanner } from './connection-banner.tsx';
import { ExplainHost } from './explain-host.tsx';
import { FiredAlerts } from './fired-alerts.tsx';
import { useGrantedWishes } from './grant-wishes.ts';
import { HaltDialog } from './halt-dialog.tsx';
import { Header } from './header.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { Navigation } from './navigation.tsx';
import { NoticeList } from './notice-list.tsx';
import { CommandPalette } from './palette/command-palette.tsx';
import { ReadOnlyBanner, WritableHost } from './read-only-banner.tsx';
import { ResumeDialog } from './resume-dialog.tsx';
import { BoardHost, isBoardWindow, ScreenHost } from './screen-host.tsx';
import { useScreenKeys } from './screen-keys.ts';
import { StatusBar } from './status-bar.tsx';
import { Tour } from './tour/tour.tsx';
import { TradingBanner } from './trading-state.tsx';

const Grid = styled('div')({
  height: '100vh',
  display: 'grid',
  gridTemplateColumns: '200px minmax(0, 1fr)',
  gridTemplateRows: '52px auto minmax(0, 1fr) 28px',
  gridTemplateAreas: '"head head" "banner banner" "nav main" "foot foot"',
  '@media (max-width: 1319px)': { gridTemplateColumns: '56px minmax(0, 1fr)' },
  '&[data-alone=true]': {
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateAreas: '"head" "banner" "main" "foot"',
  },
  [PHONE]: {
    height: '100dvh',
    gridTemplateColumns: 'minmax(0, 1fr)',
    gridTemplateRows: '52px auto minmax(0, 1fr) 54px',
    gridTemplateAreas: '"head" "banner" "main" "nav"',
    '& > footer': { display: 'none' },
  },
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

/** One listener for all keys, and what the frame itself listens for. */
function useFrameKeys(): void {
  useFrameCommands();
  useScreenKeys();
  useAskOrigin();
  useGrantedWishes();
  useEffect(() => listenForKeys(window), []);
}

/** The frame of every screen: header, navigation, status bar, and what may lie over a screen. */
export function Frame() {
  const { path, screen } = useScreenPath();
  const explain = useExplainLink(path, screen);
  useFrameKeys();
  const alone = isBoardWindow(screen);
  return (
    <ExplainContext value={explain}>
      <WritableHost>
        <Grid data-alone={alone}>
          <Header />
          <div style={{ gridArea: 'banner' }}>
            <ConnectionBanner />
            <ReadOnlyBanner />
            <TradingBanner />
            <AlarmBanner />
          </div>
          {alone ? null : <Navigation screen={screen} />}
          <BoardPanelsContext value={BOARD_PANELS}>
            {alone ? <BoardHost /> : <ScreenHost screen={screen} />}
          </BoardPanelsContext>
          <StatusBar />
        </Grid>
        <ExplainHost />
        <CommandPalette />
        <KeysDialog />
        <HaltDialog />
        <ResumeDialog />
        <FiredAlerts />
        <NoticeList />
        <Tour />
      </WritableHost>
    </ExplainContext>
  );
}
