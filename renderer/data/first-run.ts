import { create } from 'zustand';
import { persist } from 'zustand/middleware';

interface FirstRun {
  /** Whether the first steps were taken or put away; kept by browser, and by data folder in the desktop program. */
  readonly welcomed: boolean;
  /** The step of the tour that is shown; null while there is none. */
  readonly tourAt: number | null;
}

/** How far somebody new has come. */
export const useFirstRun = create<FirstRun>()(
  persist((): FirstRun => ({ welcomed: false, tourAt: null }), {
    name: 'zmart-first-run',
    partialize: ({ welcomed }) => ({ welcomed }),
  }),
);

/** Puts the first steps away for good. */
export const leaveWelcome = (): void => {
  useFirstRun.setState({ welcomed: true });
};

/** Starts the tour anew. */
export const startTour = (): void => {
  useFirstRun.setState({ tourAt: 0, welcomed: true });
};

/** Goes to a step of the tour; null leaves it. */
export const goOnTour = (tourAt: number | null): void => {
  useFirstRun.setState({ tourAt });
};
