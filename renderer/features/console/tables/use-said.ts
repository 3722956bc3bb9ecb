import { useCallback, useState } from 'react';
import type { ActionResult } from '../order-actions.ts';

/** What became of the last action of the tables, and the way to carry one out. */
export interface Said {
  readonly said: ActionResult | null;
  readonly run: (action: Promise<ActionResult>) => void;
}

export function useSaid(): Said {
  const [said, setSaid] = useState<ActionResult | null>(null);
  const run = useCallback((action: Promise<ActionResult>) => {
    setSaid(null);
    void action.then(setSaid);
  }, []);
  return { said, run };
}
