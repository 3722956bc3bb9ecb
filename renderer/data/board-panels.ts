import { createContext, use, type ComponentType } from 'react';

/** A piece of a screen that can stand on a board. */
export interface BoardPanel {
  /** Stands for it in saved boards; never changes. */
  readonly kind: string;
  readonly title: string;
  readonly about: string;
  readonly component: ComponentType;
  /** Whether it shows the contract of its link colour. */
  readonly linked?: boolean;
}

/** Every piece there is; given by the application, which alone knows all screens. */
export const BoardPanelsContext = createContext<readonly BoardPanel[]>([]);

export const useBoardPanels = (): readonly BoardPanel[] => use(BoardPanelsContext);
