import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tinyLogistic } from '#tests/support/model/tiny-onnx.ts';
import { onnxRuntime, type OrtSession } from './onnx-runtime.ts';

let folder: string;
let file: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'zmart-onnx-'));
  file = join(folder, 'own.onnx');
  writeFileSync(file, tinyLogistic([1, -2, 0.5], 0.1));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

class StandInTensor {
  readonly data: Float32Array;
  readonly dims: readonly number[];
  constructor(_: 'float32', data: Float32Array, dims: readonly number[]) {
    this.data = data;
    this.dims = dims;
  }
}

interface Shape {
  readonly inputs?: readonly string[];
  readonly outputs?: readonly string[];
  readonly metadata?: OrtSession['inputMetadata'];
  readonly type?: string;
  readonly answer?: (rows: number) => readonly number[];
}

/** A runtime with the API of onnxruntime-node that answers as told. */
const standIn = (shape: Shape) => async () => ({
  Tensor: StandInTensor,
  InferenceSession: {
    create: async () => ({
      inputNames: shape.inputs ?? ['features'],
      outputNames: shape.outputs ?? ['label', 'probabilities'],
      ...(shape.metadata === undefined ? {} : { inputMetadata: shape.metadata }),
      run: async (feeds: Record<string, StandInTensor>, [output = '']: readonly string[]) => {
        const rows = feeds['features']?.dims[0] ?? 0;
        const data = shape.answer?.(rows) ?? Array.from({ length: rows * 2 }, (_, i) => (i % 2 === 0 ? 0.3 : 0.7));
        return { [output]: { type: shape.type ?? 'float32', data, dims: [rows, data.length / rows] } };
      },
    }),
  },
});

const tensor = (type: string, shape: readonly (number | string)[]) => [{ isTensor: true, type, shape }];

describe('a model of one’s own', () => {
  it('is opened with its hash and gives the chance of an up, the second of two columns', async () => {
    const opened = await onnxRuntime(standIn({ metadata: tensor('float32', ['N', 3]) })).open(file, 3);
    if (!opened.ok) throw new Error(opened.error);
    expect(opened.value.hash).toMatch(/^[0-9a-f]{64}$/);
    expect([...(await opened.value.probabilities(new Float32Array(6)))]).toEqual([0.7, 0.7]);
  });

  it.each<readonly [string, Shape, string]>([
    ['two inputs', { inputs: ['a', 'b'] }, 'has the inputs a, b; it must have one'],
    ['another width', { metadata: tensor('float32', ['N', 4]) }, 'has the shape [N, 4], not [any number of cases, 3]'],
    ['one case only', { metadata: tensor('float32', [1, 3]) }, 'has the shape [1, 3]'],
    ['another type', { metadata: tensor('int64', ['N', 3]) }, 'is of type int64, not float32'],
    [
      'no probability',
      { answer: (rows) => Array.from({ length: rows }, () => 1.4) },
      'is 1.4, which is no probability',
    ],
    ['not a number', { answer: (rows) => Array.from({ length: rows }, () => NaN) }, 'no probability'],
    [
      'many columns',
      { answer: (rows) => Array.from({ length: rows * 5 }, () => 0.2) },
      'not one or two values per case',
    ],
    ['labels', { type: 'int64', answer: (rows) => Array.from({ length: rows }, () => 1) }, 'not a float'],
  ])('is refused with a sentence: %s', async (_, shape, sentence) => {
    const opened = await onnxRuntime(standIn(shape)).open(file, 3);
    expect(opened).toMatchObject({ ok: false, error: expect.stringContaining(sentence) as string });
  });

  it('says when the runtime is not installed, is another, or the file is not there', async () => {
    const absent = onnxRuntime(() => Promise.reject(new Error('Cannot find package')));
    expect(await absent.open(file, 3)).toMatchObject({
      ok: false,
      error: 'onnxruntime-node is not installed. Install it beside the program: npm install onnxruntime-node',
    });
    expect(await onnxRuntime(async () => ({})).open(file, 3)).toMatchObject({
      ok: false,
      error: expect.stringContaining('no InferenceSession') as string,
    });
    expect(await onnxRuntime(standIn({})).open(join(folder, 'none.onnx'), 3)).toMatchObject({
      ok: false,
      error: expect.stringContaining('cannot be read') as string,
    });
  });
});

/** With the address of an installed onnxruntime-node in the environment the same is asked of the real one. */
const REAL = process.env['ZMART_ONNXRUNTIME'];

describe.skipIf(REAL === undefined)('the real runtime', () => {
  const runtime = onnxRuntime(async () => (await import(REAL ?? '')) as unknown);

  it('runs a logistic model and refuses what does not fit', async () => {
    const opened = await runtime.open(file, 3);
    if (!opened.ok) throw new Error(opened.error);
    const [one = NaN, two = NaN] = await opened.value.probabilities(Float32Array.of(0, 0, 0, 1, 1, 2));
    expect(one).toBeCloseTo(1 / (1 + Math.exp(-0.1)), 6);
    expect(two).toBeCloseTo(1 / (1 + Math.exp(-(1 - 2 + 1 + 0.1))), 6);
    expect(await runtime.open(file, 4)).toMatchObject({
      ok: false,
      error: expect.stringContaining('not [any number of cases, 4]') as string,
    });
    const broken = join(folder, 'broken.onnx');
    writeFileSync(broken, 'no model');
    expect(await runtime.open(broken, 3)).toMatchObject({
      ok: false,
      error: expect.stringContaining('is no ONNX model') as string,
    });
  });
});
