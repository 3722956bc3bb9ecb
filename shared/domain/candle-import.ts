/** What decides whether the files of an import can be stored. */
interface StorableFile {
  readonly state: 'coming' | 'reading' | 'read' | 'bad';
  readonly leftOut: boolean;
  readonly symbol: string | null;
  readonly timeframe: string | null;
}

/** Whether every file that is not left out is read, good and named, and there is one. */
export function canStore(files: readonly StorableFile[]): boolean {
  const wanted = files.filter(({ leftOut }) => !leftOut);
  return (
    wanted.length > 0 &&
    wanted.every(({ state, symbol, timeframe }) => state === 'read' && symbol !== null && timeframe !== null)
  );
}
