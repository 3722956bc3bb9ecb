import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import type { OnnxModel, OnnxRuntime } from '#core/ports/onnx.ts';

const PACKAGE = 'onnxruntime-node';

/** The part of onnxruntime-node's API that is used here. */
export interface OrtModule {
  readonly Tensor: new (type: 'float32', data: Float32Array, dims: readonly number[]) => unknown;
  readonly InferenceSession: { create(bytes: Uint8Array): Promise<OrtSession> };
}

export interface OrtSession {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Absent before onnxruntime 1.21: then only the trial run tells what fits. */
  readonly inputMetadata?: readonly OrtMetadata[];
  run(
    feeds: Readonly<Record<string, unknown>>,
    fetches: readonly string[],
  ): Promise<Readonly<Record<string, OrtTensor>>>;
}

interface OrtMetadata {
  readonly isTensor: boolean;
  readonly type?: string;
  readonly shape?: readonly (number | string)[];
}

interface OrtTensor {
  readonly type: string;
  readonly data: ArrayLike<number | bigint>;
  readonly dims: readonly number[];
}

/** How the runtime gets here; a test gives its own. The name is no literal: the program is built without the package. */
const installed = async (name: string = PACKAGE): Promise<unknown> => (await import(name)) as unknown;

/** Runs a person's models when onnxruntime-node is installed; it is none of our dependencies. */
export function onnxRuntime(load: () => Promise<unknown> = installed): OnnxRuntime {
  return {
    async open(file, width) {
      const runtime = await loaded(load);
      if (!runtime.ok) return runtime;
      let bytes: Uint8Array;
      try {
        bytes = await readFile(file);
      } catch (error) {
        return err(`The file ${file} cannot be read: ${messageOf(error)}`);
      }
      try {
        const session = await runtime.value.InferenceSession.create(bytes);
        return await checked(runtime.value, session, { file, bytes, width });
      } catch (error) {
        return err(`${file} is no ONNX model that can be run: ${messageOf(error)}`);
      }
    },
  };
}

async function loaded(load: () => Promise<unknown>): Promise<Result<OrtModule, string>> {
  try {
    const module = (await load()) as Partial<OrtModule> & { readonly default?: Partial<OrtModule> };
    const { Tensor, InferenceSession } = module.InferenceSession === undefined ? (module.default ?? {}) : module;
    if (Tensor === undefined || InferenceSession === undefined)
      return err(`${PACKAGE} is installed but is not what it was: it has no InferenceSession.`);
    return ok({ Tensor, InferenceSession });
  } catch {
    return err(`${PACKAGE} is not installed. Install it beside the program: npm install ${PACKAGE}`);
  }
}

interface Opened {
  readonly file: string;
  readonly bytes: Uint8Array;
  readonly width: number;
}

/** The output that is a chance: the one named so, else the last one, as converters put the label first. */
const chanceOutput = (names: readonly string[]): string | undefined =>
  names.find((name) => /prob/i.test(name)) ?? names.at(-1);

async function checked(ort: OrtModule, session: OrtSession, opened: Opened): Promise<Result<OnnxModel, string>> {
  const { file, bytes, width } = opened;
  const [input, second] = session.inputNames;
  const output = chanceOutput(session.outputNames);
  if (input === undefined || second !== undefined || output === undefined)
    return err(`${file} has the inputs ${session.inputNames.join(', ') || 'none'}; it must have one.`);
  const problem = shapeProblem(session.inputMetadata?.[0], width);
  if (problem !== null) return err(`${file}: its input ${input} ${problem}.`);
  const probabilities = async (rows: Float32Array): Promise<Float64Array> => {
    const count = rows.length / width;
    const feeds = { [input]: new ort.Tensor('float32', rows, [count, width]) };
    const answer = (await session.run(feeds, [output]))[output];
    if (answer === undefined) throw new Error(`it gave no ${output}`);
    return chancesOf(answer, count, output);
  };
  try {
    await probabilities(new Float32Array(width));
    await probabilities(new Float32Array(width * 2).fill(1));
  } catch (error) {
    return err(`${file} could not be tried on ${String(width)} values: ${messageOf(error)}`);
  }
  const hash = createHash('sha256').update(bytes).digest('hex') as Sha256Hex;
  return ok({ file, hash, probabilities });
}

/** What is wrong with the input, as the end of a sentence; null when it fits or is not told. */
function shapeProblem(input: OrtMetadata | undefined, width: number): string | null {
  if (input === undefined) return null;
  if (!input.isTensor || input.type !== 'float32') return `is of type ${input.type ?? 'no tensor'}, not float32`;
  const { shape = [] } = input;
  const [rows, columns] = shape;
  if (shape.length === 2 && isOpen(rows) && (columns === width || isOpen(columns))) return null;
  return `has the shape [${shape.join(', ')}], not [any number of cases, ${String(width)}]`;
}

/** A side of any length has a name, or a size that is none. */
const isOpen = (side: number | string | undefined): boolean => typeof side === 'string' || (side ?? 1) <= 0;

/** One chance per case: of one column itself, of two the second. @throws Error when it is no probability. */
function chancesOf({ data, type, dims }: OrtTensor, count: number, name: string): Float64Array {
  const columns = data.length / count;
  if (type !== 'float32' && type !== 'float64') throw new Error(`its output ${name} is of type ${type}, not a float`);
  if (columns !== 1 && columns !== 2)
    throw new Error(`its output ${name} has the shape [${dims.join(', ')}], not one or two values per case`);
  return Float64Array.from({ length: count }, (_, i) => {
    const p = Number(data[i * columns + columns - 1]);
    if (!(p >= 0 && p <= 1)) throw new Error(`its output ${name} is ${String(p)}, which is no probability`);
    return p;
  });
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
