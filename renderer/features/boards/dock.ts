import { createDockview, type DockviewApi, type DockviewGroupPanel, type IDockviewPanel } from 'dockview';
import type { BoardPanel } from '#renderer/data/board-panels.ts';
import { LINK_COLOURS, type LinkColour } from '#renderer/data/focus-symbol.ts';
import type { Layout } from './board-schema.ts';
import { FIRST_SAMPLE, SAMPLES } from './samples.ts';

/** A panel's place in the page, where React draws what it holds. */
export interface Slot {
  readonly id: string;
  readonly kind: string;
  readonly content: HTMLElement;
  readonly tab: HTMLElement;
}

const box = (className: string): HTMLElement => {
  const element = document.createElement('div');
  element.className = className;
  return element;
};

/** The end of a group's row of tabs, where React draws what can be done with the panel in front. */
export interface Head {
  readonly group: DockviewGroupPanel;
  readonly element: HTMLElement;
}

/** The colour of a panel; null when it follows the window. */
export function linkOf(panel: IDockviewPanel | undefined): LinkColour | null {
  const link: unknown = panel?.params?.['link'];
  return LINK_COLOURS.find((colour) => colour === link) ?? null;
}

/** Who hears of the places that come and go. */
interface Listeners {
  readonly onSlots: (slots: readonly Slot[]) => void;
  readonly onHeads: (heads: readonly Head[]) => void;
}

/** The docking library with elements for React to draw into. */
export function openDock(root: HTMLElement, { onSlots, onHeads }: Listeners): DockviewApi {
  const heads = new Set<Head>();
  const slots = new Map<string, Slot>();
  const parts = new Map<string, { content?: HTMLElement; tab?: HTMLElement; kind?: string }>();
  const settle = (id: string): void => {
    const { content, tab, kind } = parts.get(id) ?? {};
    if (content === undefined || tab === undefined || kind === undefined) return;
    slots.set(id, { id, kind, content, tab });
    onSlots([...slots.values()]);
  };
  const note = (id: string, part: { content?: HTMLElement; tab?: HTMLElement; kind?: string }): void => {
    parts.set(id, { ...parts.get(id), ...part });
    settle(id);
  };
  const forget = (id: string, content: HTMLElement): void => {
    if (parts.get(id)?.content !== content) return;
    parts.delete(id);
    slots.delete(id);
    onSlots([...slots.values()]);
  };
  return createDockview(root, {
    theme: { name: 'zmart', className: 'zm-dock', gap: 6, dndOverlayMounting: 'relative', dndPanelOverlay: 'group' },
    defaultTabComponent: 'tab',
    disableFloatingGroups: true,
    createComponent: ({ id, name }) => {
      const element = box('zm-dock-content');
      return {
        element,
        init: () => note(id, { content: element, kind: name }),
        dispose: () => forget(id, element),
      };
    },
    createRightHeaderActionComponent: (group) => {
      const head = { group, element: box('zm-dock-head') };
      const tellHeads = () => onHeads([...heads]);
      const init = () => {
        heads.add(head);
        tellHeads();
      };
      const dispose = () => {
        heads.delete(head);
        tellHeads();
      };
      return { element: head.element, init, dispose };
    },
    createTabComponent: ({ id }) => {
      const element = box('zm-dock-tab');
      return { element, init: () => note(id, { tab: element }) };
    },
  });
}

/** A name for a new panel that no other has. */
function freeId(dock: DockviewApi, kind: string): string {
  if (dock.getPanel(kind) === undefined) return kind;
  for (let number = 2; ; number += 1) {
    const id = `${kind}-${String(number)}`;
    if (dock.getPanel(id) === undefined) return id;
  }
}

/** Adds a panel to the right of the one that is active. */
export function addPanel(dock: DockviewApi, { kind, title, linked }: BoardPanel): void {
  const beside = dock.activePanel;
  dock.addPanel({
    id: freeId(dock, kind),
    component: kind,
    title,
    params: linked === true ? { link: 'blue' } : {},
    ...(beside === undefined ? {} : { position: { referencePanel: beside, direction: 'right' as const } }),
  });
}

const SIDEWAYS = new Set(['left', 'right']);

/** Builds a board of the program from its steps. */
function buildSample(dock: DockviewApi, name: string, panels: readonly BoardPanel[]): void {
  for (const { kind, beside, direction, share, link } of SAMPLES[name] ?? []) {
    const panel = panels.find((entry) => entry.kind === kind);
    if (panel === undefined) continue;
    const reference = beside === undefined ? undefined : dock.getPanel(beside);
    const sideways = SIDEWAYS.has(direction ?? '');
    const size = share === undefined ? undefined : Math.round(share * (sideways ? dock.width : dock.height));
    dock.addPanel({
      id: kind,
      component: kind,
      title: panel.title,
      params: link === undefined ? {} : { link },
      ...(reference === undefined
        ? {}
        : {
            position: { referencePanel: reference, direction: direction ?? 'within' },
            inactive: direction === 'within',
          }),
      ...(size === undefined ? {} : sideways ? { initialWidth: size } : { initialHeight: size }),
    });
  }
}

/** Shows a layout, or the sample of that name when there is none. @returns whether the layout could be shown. */
export function showLayout(
  dock: DockviewApi,
  name: string,
  layout: Layout | null,
  panels: readonly BoardPanel[],
): boolean {
  dock.clear();
  if (layout !== null) {
    try {
      dock.fromJSON(layout as Parameters<DockviewApi['fromJSON']>[0]);
      return true;
    } catch {
      dock.clear();
    }
  }
  buildSample(dock, name in SAMPLES ? name : FIRST_SAMPLE, panels);
  return layout === null;
}

/** The layout as it stands, without what is not kept. */
export function layoutOf(dock: DockviewApi): Layout {
  const { grid, panels, activeGroup } = dock.toJSON();
  return { grid, panels, ...(activeGroup === undefined ? {} : { activeGroup }) } as Layout;
}

/** A side of the active panel. */
export type Side = 'left' | 'right' | 'up' | 'down';

const EDGES = { left: 'left', right: 'right', up: 'top', down: 'bottom' } as const;

/** Moves the active panel to a side: into the group that stands there, or into a new one where none does. */
export function movePanel(dock: DockviewApi, side: Side): void {
  const panel = dock.activePanel;
  if (panel === undefined) return;
  const neighbour = dock.adjacentGroupInDirection(panel.group, side);
  if (neighbour !== undefined && panel.group.panels.length === 1)
    panel.api.moveTo({ group: neighbour as DockviewGroupPanel });
  else if (panel.group.panels.length > 1) panel.api.moveTo({ group: panel.group, position: EDGES[side] });
}

/** Makes the panel at a side the active one. */
export function goToSide(dock: DockviewApi, side: Side): void {
  const from = dock.activeGroup;
  const neighbour = from === undefined ? undefined : dock.adjacentGroupInDirection(from, side);
  neighbour?.activePanel?.api.setActive();
}
