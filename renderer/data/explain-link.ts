import { createContext, use } from 'react';

/** Opens and closes the explanation of a signal over whatever screen is shown. */
export interface ExplainLink {
  /** The signal explained now; null when the drawer is closed. */
  readonly signalId: string | null;
  readonly open: (signalId: string) => void;
  readonly close: () => void;
}

/** Given by the frame of the application. */
export const ExplainContext = createContext<ExplainLink | null>(null);

/** The way every screen opens an explanation: `useExplain().open(signalId)`. */
export function useExplain(): ExplainLink {
  const link = use(ExplainContext);
  if (link === null) throw new Error('This must be shown inside the frame of the application');
  return link;
}
