/** How the page stands with its host. */
export interface ConnectionState {
  readonly phase: 'connecting' | 'open' | 'lost';
  /** When this phase began, ms since 1970 by the page's clock. */
  readonly since: number;
  /** One sentence; empty while open. */
  readonly reason: string;
}

/** The connection as an observable value. */
export interface Connection {
  readonly get: () => ConnectionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Tries again now instead of at the next turn. */
  readonly retry: () => void;
}
