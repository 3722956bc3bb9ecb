import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** As many as are remembered. */
const KEPT = 8;

interface Recent {
  /** What was chosen last, newest first. */
  readonly ids: readonly string[];
  readonly chose: (id: string) => void;
}

/** What was chosen in the palette lately, over restarts. */
export const useRecent = create<Recent>()(
  persist(
    (set) => ({
      ids: [],
      chose: (id) => set(({ ids }) => ({ ids: [id, ...ids.filter((other) => other !== id)].slice(0, KEPT) })),
    }),
    {
      name: 'zmart-palette-recent',
      merge: (kept, fresh) => {
        const ids: unknown = (kept as { ids?: unknown } | undefined)?.ids;
        return { ...fresh, ids: Array.isArray(ids) ? ids.filter((id) => typeof id === 'string').slice(0, KEPT) : [] };
      },
    },
  ),
);
