/** Just enough of the protobuf wire format to write an ONNX model by hand. */
type Bytes = readonly number[];

function varint(value: number): Bytes {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) + 128);
  }
}

const number = (field: number, value: number): Bytes => [...varint(field * 8), ...varint(value)];
const message = (field: number, body: Bytes): Bytes => [...varint(field * 8 + 2), ...varint(body.length), ...body];
const text = (field: number, value: string): Bytes => message(field, [...new TextEncoder().encode(value)]);

const FLOAT = 1;

/** A float tensor with its values as they lie in memory. */
function tensor(name: string, dims: readonly number[], values: readonly number[]): Bytes {
  const raw = new Uint8Array(Float32Array.from(values).buffer);
  return [...dims.flatMap((dim) => number(1, dim)), ...number(2, FLOAT), ...text(8, name), ...message(9, [...raw])];
}

function valueInfo(name: string, columns: number): Bytes {
  const shape = [...message(1, text(2, 'N')), ...message(1, number(1, columns))];
  return [...text(1, name), ...message(2, message(1, [...number(1, FLOAT), ...message(2, shape)]))];
}

const node = (type: string, inputs: readonly string[], output: string): Bytes => [
  ...inputs.flatMap((input) => text(1, input)),
  ...text(2, output),
  ...text(4, type),
];

/** A logistic model as an ONNX file: p = sigmoid(x · weights + offset), opset 13. */
export function tinyLogistic(weights: readonly number[], offset: number, inputName = 'features'): Uint8Array {
  const graph: Bytes = [
    ...message(1, node('MatMul', [inputName, 'W'], 'product')),
    ...message(1, node('Add', ['product', 'B'], 'margin')),
    ...message(1, node('Sigmoid', ['margin'], 'probability')),
    ...text(2, 'logistic'),
    ...message(5, tensor('W', [weights.length, 1], weights)),
    ...message(5, tensor('B', [1], [offset])),
    ...message(11, valueInfo(inputName, weights.length)),
    ...message(12, valueInfo('probability', 1)),
  ];
  return Uint8Array.from([...number(1, 7), ...message(7, graph), ...message(8, number(2, 13))]);
}
