/** Electron's executable, when it is on this disk. */
export function electronExecutable(): string | undefined;
/** Whether a window could be shown here. */
export function hasDisplay(): boolean;
/** Asks the package's own installer for the runtime; nothing when there is none, or it failed lately. */
export function fetchRuntime(
  waitMs: number,
): { settled: Promise<'here' | 'failed' | 'downloading'>; stop: () => void } | undefined;
