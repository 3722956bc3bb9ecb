/**
 * V8 gives this type to all that it makes of the program's text: machine code (`InstructionStream`, `Code`), byte code and
 * the tables to both (`BytecodeArray`, `TrustedByteArray`), what it learnt of each call (`FeedbackVector`), scopes, templates
 * of literals. It grows for as long as V8 finds something to optimise, and is bounded by the text, as the page allows no
 * `eval`. Everything else is data: also shapes of objects, buffers of typed arrays, and what the browser holds for the page.
 */
const CODE = 'code';

/** Bytes of a heap. */
export interface HeapKinds {
  readonly data: number;
  readonly code: number;
}

interface Snapshot {
  readonly snapshot: {
    readonly meta: { readonly node_fields: readonly string[]; readonly node_types: readonly unknown[] };
  };
  readonly nodes: readonly number[];
}

/** Adds up a heap snapshot, as `HeapProfiler.takeHeapSnapshot` writes it. */
export function heapKinds(text: string): HeapKinds {
  const { snapshot, nodes } = JSON.parse(text) as Snapshot;
  const { node_fields: fields, node_types: kinds } = snapshot.meta;
  const [type, size] = [fields.indexOf('type'), fields.indexOf('self_size')];
  const names = kinds[type];
  const codeType = Array.isArray(names) ? names.indexOf(CODE) : -1;
  if (size < 0 || codeType < 0) throw new Error(`The heap snapshot tells neither size nor code: ${fields.join()}`);
  let [data, code] = [0, 0];
  for (let at = 0; at < nodes.length; at += fields.length) {
    const bytes = nodes[at + size] ?? 0;
    if (nodes[at + type] === codeType) code += bytes;
    else data += bytes;
  }
  return { data, code };
}
