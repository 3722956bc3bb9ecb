import { create } from 'zustand';

export type FrameDialog = 'halt' | 'resume' | 'pause' | 'palette' | 'keys';

interface FrameDialogs {
  /** The dialog of the frame that is open; at most one. */
  readonly open: FrameDialog | null;
  readonly show: (dialog: FrameDialog) => void;
  readonly close: () => void;
}

/** The dialogs that belong to the frame and may be asked for from any screen. */
export const useFrameDialogs = create<FrameDialogs>((set) => ({
  open: null,
  show: (dialog) => set({ open: dialog }),
  close: () => set({ open: null }),
}));
