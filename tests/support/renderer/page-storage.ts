/** Imported before a module that keeps something on the computer: what a page keeps is kept in memory. */
const kept = new Map<string, string>();

Object.assign(globalThis, {
  window: {
    localStorage: {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, value: string) => void kept.set(name, value),
      removeItem: (name: string) => void kept.delete(name),
    },
  },
});
