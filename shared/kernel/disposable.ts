/** Something that holds a resource until it is disposed; disposing twice is harmless. */
export interface Disposable {
  dispose(): void;
}

/** Makes a disposable of a clean-up function that runs at most once. */
export function toDisposable(cleanUp: () => void): Disposable {
  let live = true;
  return {
    dispose() {
      if (!live) return;
      live = false;
      cleanUp();
    },
  };
}
