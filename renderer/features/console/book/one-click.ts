import { create } from 'zustand';

interface OneClick {
  /** A click in the ladder sends. */
  readonly on: boolean;
  /** A person said yes in this session: it is not asked again until the window is opened anew. */
  readonly agreed: boolean;
  /** The question is open. */
  readonly asking: boolean;
  readonly turn: (on: boolean) => void;
  readonly answer: (yes: boolean) => void;
}

/** Whether clicks send. Never kept over restarts. */
export const useOneClick = create<OneClick>()((set) => ({
  on: false,
  agreed: false,
  asking: false,
  turn: (on) => set(({ agreed }) => (on && !agreed ? { asking: true } : { on })),
  answer: (yes) => set(({ agreed }) => ({ asking: false, on: yes, agreed: agreed || yes })),
}));
