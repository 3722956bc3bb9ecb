import { create } from 'zustand';

interface OpenDialog {
  readonly kind: 'alert' | 'calculator' | 'import' | 'table';
  /** The price it was opened at; null when at none. */
  readonly price: number | null;
}

interface DialogStore {
  readonly open: OpenDialog | null;
  readonly show: (kind: OpenDialog['kind'], price?: number | null) => void;
  readonly close: () => void;
}

/** Which dialog of the KingFisher screen is open. */
export const useKingfisherDialogs = create<DialogStore>((set) => ({
  open: null,
  show: (kind, price = null) => set({ open: { kind, price } }),
  close: () => set({ open: null }),
}));
