import { styled } from '@mui/material/styles';
import { Suspense } from 'react';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { PanelBoundary } from '#renderer/ui/panel-boundary.tsx';
import { SCREENS } from '../screens.ts';

const Main = styled('main')({
  gridArea: 'main',
  minWidth: 0,
  minHeight: 0,
  overflow: 'hidden',
  display: 'flex',
  flexDirection: 'column',
});

/** Shows the screen of a path; a failing screen leaves the frame standing. */
export function ScreenHost({ screen }: { readonly screen: string }) {
  const found = SCREENS.find(({ path }) => path === screen);
  return (
    <Main id="screen" tabIndex={-1} aria-label={found?.label ?? 'Not found'}>
      {found === undefined ? (
        <EmptyNote title="There is no such screen">
          <a href="#/">Go to the dashboard</a>
        </EmptyNote>
      ) : (
        <PanelBoundary key={found.path}>
          <Suspense fallback={<LoadingRows rows={6} />}>
            <found.component />
          </Suspense>
        </PanelBoundary>
      )}
    </Main>
  );
}
