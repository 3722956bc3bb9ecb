import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface ConfirmSettings {
  /** Flatten asks before it is done. */
  readonly asks: boolean;
  readonly setAsks: (asks: boolean) => void;
}

/** What a person chose about being asked; kept over restarts. */
export const useConfirmSettings = create<ConfirmSettings>()(
  persist((set) => ({ asks: true, setAsks: (asks) => set({ asks }) }), { name: 'zmart-console-confirm' }),
);
