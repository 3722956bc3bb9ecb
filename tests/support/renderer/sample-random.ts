/** A small seeded generator (mulberry32): the same sample data on every run. */
export function sampleRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A walk of `count` steps that starts at `from` and ends at `to`. */
export function sampleWalk(seed: number, count: number, from: number, to: number, wildness: number): number[] {
  const random = sampleRandom(seed);
  let drift = 0;
  const raw = Array.from({ length: count }, () => (drift += (random() - 0.5) * wildness));
  const end = raw.at(-1) ?? 0;
  return raw.map((value, index) => {
    const share = count === 1 ? 1 : index / (count - 1);
    return from + (to - from) * share + value - end * share;
  });
}
