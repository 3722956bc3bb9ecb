import { StandardRPCJsonSerializer } from '@orpc/client/standard';

type Serialized = ReturnType<StandardRPCJsonSerializer['serialize']>;

const isPlainPrototype = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
};

function isJsonArray(items: readonly unknown[]): boolean {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (item === undefined || !isJson(item)) return false;
  }
  return true;
}

function isJsonObject(value: Readonly<Record<string, unknown>>): boolean {
  if (!isPlainPrototype(value)) return false;
  for (const key in value) {
    // The library leaves out a `__proto__` of its own.
    if (key === 'toJSON' || key === '__proto__') return false;
    if (!isJson(value[key])) return false;
  }
  return true;
}

/** Whether JSON says a value as the protocol would: no dates, sets, big or missing numbers, nothing missing in an array. */
function isJson(value: unknown): boolean {
  switch (typeof value) {
    case 'string':
    case 'boolean':
    case 'undefined':
      return true;
    case 'number':
      return !Number.isNaN(value);
    case 'object':
      if (value === null) return true;
      return Array.isArray(value) ? isJsonArray(value) : isJsonObject(value as Readonly<Record<string, unknown>>);
    default:
      return false;
  }
}

/**
 * Passes on as it is what JSON can say. The library copies every value, with the way to each figure in it, to find what JSON
 * cannot say; answers of the contract hold nothing of that kind, and to see so costs a fraction of the copy.
 */
export class LeanJsonSerializer extends StandardRPCJsonSerializer {
  override serialize(...given: Parameters<StandardRPCJsonSerializer['serialize']>): Serialized {
    const [data] = given;
    return given.length === 1 && isJson(data) ? [data, [], [], []] : super.serialize(...given);
  }
}
