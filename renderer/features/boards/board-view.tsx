import type { DockviewApi } from 'dockview';
import { styled } from '@mui/material/styles';
import { Suspense, useEffect, useRef, useState, type ReactNode } from 'react';
import { createPortal } from 'react-dom';
import { useBoardPanels, type BoardPanel } from '#renderer/data/board-panels.ts';
import { FocusScope, linkStore } from '#renderer/data/focus-symbol.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { PanelBoundary } from '#renderer/ui/panel-boundary.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { BoardHead } from './board-head.tsx';
import { linkOf, openDock, type Head, type Slot } from './dock.ts';
import 'dockview/dist/styles/dockview.css';

const Area = styled('div')({
  flex: 1,
  minHeight: 0,
  minWidth: 0,
  padding: 6,
  '& .zm-dock': {
    '--dv-group-view-background-color': tone.panel,
    '--dv-tabs-and-actions-container-background-color': tone.rail,
    '--dv-tabs-and-actions-container-height': '30px',
    '--dv-tab-font-size': '12px',
    '--dv-activegroup-visiblepanel-tab-background-color': tone.panel,
    '--dv-activegroup-visiblepanel-tab-color': tone.text,
    '--dv-activegroup-hiddenpanel-tab-background-color': tone.rail,
    '--dv-activegroup-hiddenpanel-tab-color': tone.text2,
    '--dv-inactivegroup-visiblepanel-tab-background-color': tone.panel,
    '--dv-inactivegroup-visiblepanel-tab-color': tone.text2,
    '--dv-inactivegroup-hiddenpanel-tab-background-color': tone.rail,
    '--dv-inactivegroup-hiddenpanel-tab-color': tone.text2,
    '--dv-tab-divider-color': tone.line,
    '--dv-separator-border': 'transparent',
    '--dv-paneview-active-outline-color': tone.king,
    '--dv-drag-over-background-color': tone.kingSoft,
    '--dv-drag-over-border-color': tone.king,
    '--dv-active-sash-color': tone.king,
    '--dv-icon-hover-background-color': tone.track,
    '--dv-border-radius': '8px',
    color: tone.text,
  },
  '& .dv-groupview': { border: `1px solid ${tone.line}`, borderRadius: 8, overflow: 'hidden' },
  '& .dv-groupview.dv-active-group': { borderColor: tone.lineStrong },
  '& .dv-tab': { padding: 0 },
  '& .dv-tabs-and-actions-container': { borderBottom: `1px solid ${tone.line}` },
  '& .zm-dock-tab, & .zm-dock-content, & .zm-dock-head': { height: '100%' },
  '& .zm-dock-tab': { display: 'flex', alignItems: 'center', padding: '0 12px', fontSize: 12, fontWeight: 500 },
  // A panel fills its place: the frame around it is the board's.
  '& .zm-dock-content': { display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'auto' },
  '& .zm-dock-content > section': { flex: 1, border: 0, borderRadius: 0 },
  '& .zm-dock-content > section:only-of-type': { minHeight: 0 },
});

interface ContentProps {
  readonly slot: Slot;
  readonly dock: DockviewApi;
  readonly panel: BoardPanel | undefined;
}

function Scoped({ slot, dock, children }: Omit<ContentProps, 'panel'> & { readonly children: ReactNode }) {
  const [colour, setColour] = useState(() => linkOf(dock.getPanel(slot.id)));
  useEffect(() => {
    const following = dock
      .getPanel(slot.id)
      ?.api.onDidParametersChange(() => setColour(linkOf(dock.getPanel(slot.id))));
    return () => following?.dispose();
  }, [dock, slot.id]);
  return <FocusScope value={colour === null ? null : linkStore(colour)}>{children}</FocusScope>;
}

function Content({ slot, dock, panel }: ContentProps) {
  if (panel === undefined)
    return <EmptyNote title={say('This panel is no longer there')}>{say('Close it, and add another.')}</EmptyNote>;
  return (
    <Scoped slot={slot} dock={dock}>
      <PanelBoundary>
        <Suspense fallback={<LoadingRows rows={4} />}>
          <panel.component />
        </Suspense>
      </PanelBoundary>
    </Scoped>
  );
}

/** The panels of a board; `onReady` gets the dock once it stands. */
export function BoardView({ onReady }: { readonly onReady: (dock: DockviewApi | null) => void }) {
  const root = useRef<HTMLDivElement>(null);
  const panels = useBoardPanels();
  const [dock, setDock] = useState<DockviewApi | null>(null);
  const [slots, setSlots] = useState<readonly Slot[]>([]);
  const [heads, setHeads] = useState<readonly Head[]>([]);
  useEffect(() => {
    if (root.current === null) return;
    const { clientWidth, clientHeight } = root.current;
    const opened = openDock(root.current, { onSlots: setSlots, onHeads: setHeads });
    opened.layout(clientWidth, clientHeight);
    setDock(opened);
    onReady(opened);
    return () => {
      onReady(null);
      setSlots([]);
      setHeads([]);
      opened.dispose();
    };
  }, [onReady]);
  const kindOf = (kind: string) => panels.find((panel) => panel.kind === kind);
  return (
    <Area>
      <div ref={root} style={{ height: '100%' }} />
      {dock !== null &&
        slots.map((slot) => [
          createPortal(<Content slot={slot} dock={dock} panel={kindOf(slot.kind)} />, slot.content, slot.id),
          createPortal(<span>{kindOf(slot.kind)?.title ?? slot.kind}</span>, slot.tab, `${slot.id}-tab`),
        ])}
      {dock !== null &&
        heads.map(({ group, element }) =>
          createPortal(<BoardHead dock={dock} group={group} panels={panels} />, element, `head-${group.id}`),
        )}
    </Area>
  );
}
