import { lazy, Suspense } from 'react';
import { useExplain } from '#renderer/data/explain-link.ts';
import { PanelBoundary } from '#renderer/ui/panel-boundary.tsx';

const ExplainDrawer = lazy(async () => {
  const { ExplainDrawer: component } = await import('#renderer/features/explain/explain-drawer.tsx');
  return { default: component };
});

/** The explanation over the screen, when the path addresses one. */
export function ExplainHost() {
  const { signalId, close } = useExplain();
  if (signalId === null) return null;
  return (
    <PanelBoundary key={signalId}>
      <Suspense fallback={null}>
        <ExplainDrawer signalId={signalId} onClose={close} />
      </Suspense>
    </PanelBoundary>
  );
}
