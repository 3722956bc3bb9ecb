/** The signal of a path that addresses an explanation; null for any other path. */
export function explainedSignal(path: string): string | null {
  const match = /^\/explain\/([^/]+)$/.exec(path);
  return match?.[1] === undefined ? null : decodeURIComponent(match[1]);
}

/** The path of the screen shown at a path, given the one shown before: an explanation keeps what is behind it. */
export const screenPath = (path: string, before: string): string => (explainedSignal(path) === null ? path : before);
