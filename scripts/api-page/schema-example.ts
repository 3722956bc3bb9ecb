/** An example of what a schema takes, made from the schema alone: the same on every run. */
import type * as z from 'zod';
import { inside } from './schema-text.ts';

type Schema = z.ZodType;

/** Midnight of a Thursday, UTC. */
const MOMENT = 1_735_776_000_000;

/** What a field of this name usually holds; taken where the schema takes it. */
const USUAL: Readonly<Record<string, readonly unknown[]>> = {
  symbol: ['XBTUSDTM'],
  key: ['XBTUSDTM'],
  newcomer: ['SOLUSDTM'],
  leaver: ['DOTUSDTM'],
  replaced: ['DOTUSDTM'],
  slot: ['DOTUSDTM'],
  coin: ['BTC'],
  sector: ['Layer 1'],
  reason: ['calmer symbols'],
  sentence: ['A sentence for a person.'],
  source: ['trend', 'desk'],
  signalId: ['01m7zrp7bb1q0stgnv2m'],
  hash: ['9f2c'],
  version: [3, '0.1.0'],
  price: [101.5, '101.5'],
  stop: [95],
  target: [110],
  name: ['desk'],
  address: ['https://example.org/feed.xml'],
  maxWaitMs: [60_000],
  threshold: [0.01],
};

const TEXTS = ['text', 'XBTUSDTM', 'desk', '12.5', '0123456789abcdef0123456789abcdef', `0x${'1f'.repeat(20)}`] as const;
const NUMBERS = [0.5, 1, 10, 100, 7, 30, MOMENT, 0, -1] as const;
const WHOLE = [1, 10, 7, 30, 100, MOMENT, 0] as const;
const TIMES = /^(at|ts|from|to|now|since|until|asOf|.*(At|Since|Until))$/;

function leaf(schema: Schema, name: string): unknown {
  const { type, entries, values } = inside(schema);
  if (type === 'boolean') return true;
  if (type === 'enum') return Object.values(entries ?? {})[0];
  if (type === 'literal') return values?.[0];
  const times = TIMES.test(name) ? [MOMENT] : [];
  const whole = name === 'limit' || name === 'n' || schema.safeParse(0.5).success === false;
  const general = type === 'string' ? TEXTS : whole ? WHOLE : NUMBERS;
  const fitting = [...(USUAL[name] ?? []), ...times, ...general].find((value) => schema.safeParse(value).success);
  if (fitting === undefined) throw new Error(`No example of ${name} (${type}) is known; add one to USUAL`);
  return fitting;
}

/**
 * @param name of the field it stands in, for a value that looks like what is meant.
 * @param whole with the fields that may be left out.
 */
export function exampleOf(schema: Schema, name = '', whole = false): unknown {
  const { type, innerType, shape, in: from, defaultValue } = inside(schema);
  if (type === 'default' && !(whole && defaultValue === null)) return defaultValue;
  const within = innerType ?? from;
  if (within !== undefined) return exampleOf(within, name, whole);
  if (shape !== undefined) return objectExample(schema, shape, whole);
  const several = severalOf(schema, name, whole);
  if (several !== undefined) return several;
  return type === 'unknown' || type === 'any' ? {} : leaf(schema, name);
}

/** Of a list, a record or a choice; undefined for anything else. */
function severalOf(schema: Schema, name: string, whole: boolean): unknown {
  const { type, element, options, items, keyType, valueType } = inside(schema);
  const part = (of: Schema, as = name): unknown => exampleOf(of, as, whole);
  if (element !== undefined) return [part(element, name.replace(/s$/, ''))];
  if (items !== undefined) return items.map((item) => part(item));
  if (options !== undefined) return part(options[0] as Schema);
  if (type !== 'record' || valueType === undefined) return undefined;
  const key = keyType === undefined ? 'name' : String(part(keyType, 'symbol'));
  return { [key]: part(valueType) };
}

/** Without the fields that may be left out, unless some of them must be there after all. */
function objectExample(schema: Schema, shape: Readonly<Record<string, Schema>>, whole: boolean): unknown {
  const of = (fields: readonly (readonly [string, Schema])[], all: boolean): Readonly<Record<string, unknown>> =>
    Object.fromEntries(fields.map(([field, inner]) => [field, exampleOf(inner, field, all)]));
  const short = of(
    Object.entries(shape).filter(([, field]) => inside(field).type !== 'optional'),
    false,
  );
  return !whole && schema.safeParse(short).success ? short : of(Object.entries(shape), true);
}

const WIDTH = 110;

/** JSON in as few lines as fit. */
export function jsonLines(value: unknown, indent = ''): string {
  const flat = JSON.stringify(value, null, 1).replace(/\n\s*/g, ' ');
  if (typeof value !== 'object' || value === null || flat.length + indent.length <= WIDTH) return flat;
  const deeper = `${indent}  `;
  const inner = Array.isArray(value)
    ? value.map((item) => `${deeper}${jsonLines(item, deeper)}`)
    : Object.entries(value).map(([key, item]) => `${deeper}${JSON.stringify(key)}: ${jsonLines(item, deeper)}`);
  const [open, close] = Array.isArray(value) ? '[]' : '{}';
  return `${open ?? ''}\n${inner.join(',\n')}\n${indent}${close ?? ''}`;
}
