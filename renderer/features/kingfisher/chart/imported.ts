import type { ImportedLayer } from '#shared/contract/liquidation-imports.ts';

/** A level of a source outside: all leverages of its price together. */
interface ForeignLevel {
  readonly side: 'long' | 'short';
  readonly price: number;
  /** In the unit of its layer. */
  readonly worth: number;
  /** Worth ÷ the greatest of its layer, 0…1: layers are never compared with each other or with the model. */
  readonly share: number;
}

/** Levels that were brought in from one source, as the chart draws them. */
export interface ForeignLayer {
  readonly id: string;
  /** Name of the file. */
  readonly name: string;
  readonly unit: 'quote' | 'relative';
  /** Greatest first. */
  readonly levels: readonly ForeignLevel[];
}

/** Layers as drawn, newest first. Nothing of them is added to anything of the model. */
export function foreignLayers(layers: readonly ImportedLayer[]): readonly ForeignLayer[] {
  return layers.map(({ id, origin, unit, levels }) => {
    const sums = new Map<string, Omit<ForeignLevel, 'share'>>();
    for (const { side, price, worth } of levels) {
      const key = `${side} ${String(price)}`;
      sums.set(key, { side, price, worth: (sums.get(key)?.worth ?? 0) + worth });
    }
    const sorted = [...sums.values()].sort((a, b) => b.worth - a.worth);
    const most = sorted[0]?.worth ?? 0;
    const shared = sorted.map((level) => ({ ...level, share: most > 0 ? level.worth / most : 0 }));
    return { id, name: origin.replace(/^imported: /, ''), unit, levels: shared };
  });
}

/** The sources in a few words: the first by name, the rest as a count. */
export function sourceWords(layers: readonly ForeignLayer[]): string {
  const [first] = layers;
  if (first === undefined) return '';
  const short = first.name.length > 18 ? `${first.name.slice(0, 17)}…` : first.name;
  return layers.length === 1 ? short : `${short} +${String(layers.length - 1)}`;
}
