import { styled } from '@mui/material/styles';
import { lazy, Suspense, type ReactNode } from 'react';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { PanelBoundary } from '#renderer/ui/panel-boundary.tsx';
import { say } from '#shared/language/words.ts';
import { SCREENS, type Screen } from '../screens.ts';
import { SettingsFrame } from './settings-frame.tsx';

const Main = styled('main')({
  gridArea: 'main',
  minWidth: 0,
  minHeight: 0,
  overflow: 'hidden',
  display: 'flex',
  flexDirection: 'column',
});

/** The sections of the settings share one frame, which stays when another is chosen. */
function Framed({ screen, children }: { readonly screen: Screen; readonly children: ReactNode }) {
  return screen.group === 'settings' ? <SettingsFrame path={screen.path}>{children}</SettingsFrame> : children;
}

/** A board in a window of its own; its name stands in the path. */
const BoardWindow = lazy(async () => {
  const { BoardWindow: component } = await import('#renderer/features/boards/boards-screen.tsx');
  return { default: component };
});

/** Whether a path is that of a window with one board. */
export const isBoardWindow = (path: string): boolean => path.startsWith('/board/');

/** A board over the whole window: no navigation, the header with state and kill switch stays. */
export function BoardHost() {
  return (
    <Main id="screen" tabIndex={-1} aria-label={say('Board')}>
      <PanelBoundary>
        <Suspense fallback={<LoadingRows rows={6} />}>
          <BoardWindow />
        </Suspense>
      </PanelBoundary>
    </Main>
  );
}

/** Shows the screen of a path; a failing screen leaves the frame standing. */
export function ScreenHost({ screen }: { readonly screen: string }) {
  const found = SCREENS.find(({ path }) => path === screen);
  return (
    <Main id="screen" tabIndex={-1} aria-label={found?.label ?? say('Not found')}>
      {found === undefined ? (
        <EmptyNote title={say('There is no such screen')}>
          <a href="#/">{say('Go to the dashboard')}</a>
        </EmptyNote>
      ) : (
        <Framed screen={found}>
          <PanelBoundary key={found.path}>
            <Suspense fallback={<LoadingRows rows={6} />}>
              <found.component />
            </Suspense>
          </PanelBoundary>
        </Framed>
      )}
    </Main>
  );
}
