import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';

const root = resolve(process.env['ZMART_DATA_DIR'] ?? '../shared/data', 'exchange-messages');
/** False where the recorded messages are not there: comparisons are skipped then. */
export const hasSamples = existsSync(resolve(root, 'kucoin-sdk'));

export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export const sampleText = (path: string): string => {
  const bytes = readFileSync(resolve(root, path));
  return (path.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8');
};

export const readSample = (path: string): Json => JSON.parse(sampleText(path)) as Json;

const kindOf = (value: Json | undefined): string =>
  value === null ? 'null' : Array.isArray(value) ? 'list' : value === undefined ? 'missing' : typeof value;

export const isObject = (value: Json | undefined): value is { readonly [name: string]: Json } =>
  kindOf(value) === 'object';

/** Differences between our message and the sample: missing fields, other JSON types, fields nobody knows (unless `known` is null). */
export function differences(
  ours: Json | undefined,
  sample: Json,
  known: ReadonlySet<string> | null,
  at = '',
): string[] {
  if (sample === null) return ours === undefined ? [`${at}: missing`] : [];
  if (kindOf(ours) !== kindOf(sample)) return [`${at}: ${kindOf(ours)}, the sample has ${kindOf(sample)}`];
  if (Array.isArray(sample)) {
    const [first] = sample as readonly Json[];
    const list = ours as readonly Json[];
    if (first === undefined || list.length === 0)
      return list.length === 0 && first !== undefined ? [`${at}: empty list`] : [];
    return differences(list[0], first, known, `${at}[0]`);
  }
  if (!isObject(sample) || !isObject(ours)) return [];
  const extra = Object.keys(ours).filter((name) => !(name in sample) && known !== null && !known.has(name));
  return [
    ...extra.map((name) => `${at}.${name}: unknown to KuCoin`),
    ...Object.entries(sample).flatMap(([name, value]) => differences(ours[name], value, known, `${at}.${name}`)),
  ];
}
