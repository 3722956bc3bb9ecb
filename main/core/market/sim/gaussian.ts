import type { Sfc32 } from './sfc32.ts';

/**
 * Standard normal numbers by the ziggurat method with 128 layers.
 * Source: Marsaglia and Tsang (2000), in the corrected form of Doornik (2005), "An Improved Ziggurat Method to Generate
 * Normal Random Samples" (ZIGNOR): layer and position come from separate draws.
 */
const LAYERS = 128;
const TAIL_START = 3.442619855899;
const LAYER_AREA = 9.91256303526217e-3;

const EDGES = new Float64Array(LAYERS + 1);
const RATIOS = new Float64Array(LAYERS);

function buildLayers(): void {
  let density = Math.exp(-0.5 * TAIL_START * TAIL_START);
  EDGES[0] = LAYER_AREA / density;
  EDGES[1] = TAIL_START;
  for (let layer = 2; layer < LAYERS; layer += 1) {
    const edge = Math.sqrt(-2 * Math.log(LAYER_AREA / (EDGES[layer - 1] ?? 0) + density));
    EDGES[layer] = edge;
    density = Math.exp(-0.5 * edge * edge);
  }
  for (let layer = 0; layer < LAYERS; layer += 1) RATIOS[layer] = (EDGES[layer + 1] ?? 0) / (EDGES[layer] ?? 1);
}
buildLayers();

function fromTail(random: Sfc32, negative: boolean): number {
  for (;;) {
    const x = Math.log(random.nextPositive()) / TAIL_START;
    if (-2 * Math.log(random.nextPositive()) >= x * x) return negative ? x - TAIL_START : TAIL_START - x;
  }
}

/** Draws from the normal distribution with mean 0 and variance 1. */
export function gaussian(random: Sfc32): number {
  for (;;) {
    const position = 2 * random.next() - 1;
    const layer = random.nextUint32() & (LAYERS - 1);
    const outer = EDGES[layer] ?? 0;
    if (Math.abs(position) < (RATIOS[layer] ?? 0)) return position * outer;
    if (layer === 0) return fromTail(random, position < 0);
    const x = position * outer;
    const inner = EDGES[layer + 1] ?? 0;
    const high = Math.exp(-0.5 * (outer * outer - x * x));
    const low = Math.exp(-0.5 * (inner * inner - x * x));
    if (low + random.next() * (high - low) < 1) return x;
  }
}
