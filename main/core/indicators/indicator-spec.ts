import { BAR, BAR_WIDTH, type IndicatorStream } from './indicator-stream.ts';

/** A column an indicator can read. */
export type InputColumn = keyof typeof BAR;

/** Columns of equal length; only those an indicator names in `inputs` are read. */
export type InputColumns = Readonly<Partial<Record<InputColumn, Float64Array>>>;

/** One numeric parameter: its default and the closed range allowed. Whole numbers unless `fraction` is set. */
export interface ParamSpec {
  readonly default: number;
  readonly min: number;
  readonly max: number;
  readonly fraction?: boolean;
  readonly about: string;
}

/** An indicator as data plus its two ways of computing. */
export interface IndicatorSpec {
  readonly name: string;
  readonly title: string;
  readonly params: Readonly<Record<string, ParamSpec>>;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly string[];
  /** What is wrong with a combination of parameters that are each in range; undefined when nothing is. */
  readonly refuse: (params: Readonly<Record<string, number>>) => string | undefined;
  /** A stream with these parameters (defaults where left out). Parameters must have been checked. */
  readonly stream: (params?: Readonly<Record<string, number>>) => IndicatorStream;
  /** Output columns of the input's length. The same recurrence as the stream: bit-identical values. */
  readonly batch: (columns: InputColumns, params?: Readonly<Record<string, number>>) => Record<string, Float64Array>;
}

/** What a definition gives; `defineIndicator` adds the rest. */
interface Definition<P extends string> {
  readonly name: string;
  readonly title: string;
  readonly params: Readonly<Record<P, ParamSpec>>;
  readonly inputs: readonly InputColumn[];
  readonly outputs: readonly string[];
  readonly refuse?: (params: Readonly<Record<P, number>>) => string | undefined;
  readonly create: (params: Readonly<Record<P, number>>) => IndicatorStream;
}

/** Completes a definition with defaults handling and the batch over its own stream. */
export function defineIndicator<P extends string>(definition: Definition<P>): IndicatorSpec {
  const complete = (given: Readonly<Record<string, number>>): Record<P, number> => {
    const values = {} as Record<P, number>;
    for (const [name, spec] of Object.entries<ParamSpec>(definition.params)) {
      values[name as P] = given[name] ?? spec.default;
    }
    return values;
  };
  const { name, title, params, inputs, outputs } = definition;
  const stream = (given: Readonly<Record<string, number>> = {}) => definition.create(complete(given));
  return {
    name,
    title,
    params,
    inputs,
    outputs,
    refuse: (given) => definition.refuse?.(complete(given)),
    stream,
    batch: (columns, given = {}) => runBatch(stream(given), columns, inputs, outputs),
  };
}

/** Feeds whole columns through a stream. */
function runBatch(
  stream: IndicatorStream,
  columns: InputColumns,
  inputs: readonly InputColumn[],
  outputs: readonly string[],
): Record<string, Float64Array> {
  const sources = inputs.map((name) => ({ at: BAR[name], column: columns[name] ?? new Float64Array(0) }));
  const length = sources[0]?.column.length ?? 0;
  const results = outputs.map(() => new Float64Array(length));
  const bar = new Float64Array(BAR_WIDTH).fill(NaN);
  for (let i = 0; i < length; i++) {
    for (const { at, column } of sources) bar[at] = column[i] as number;
    stream.commit(bar);
    for (let k = 0; k < results.length; k++) (results[k] as Float64Array)[i] = stream.row[k] as number;
  }
  return Object.fromEntries(outputs.map((name, k) => [name, results[k] as Float64Array]));
}

/** A look-back of whole candles. */
export const periodParam = (value: number, about: string, min = 1): ParamSpec => ({
  default: value,
  min,
  max: 10_000,
  about,
});

/** A band width in multiples of a deviation or range. */
export const widthParam = (value: number, about: string): ParamSpec => ({
  default: value,
  min: 0.01,
  max: 100,
  fraction: true,
  about,
});

/** The choice between the two seeds found in reference sources. */
export const seedParam = (about: string): ParamSpec => ({ default: 0, min: 0, max: 1, about });
