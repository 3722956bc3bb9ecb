import type { Seeded } from '../orders/seeded.ts';
import { SAMPLE_SYMBOL } from './sample-messages.ts';

/** Things that stand where a number or a text should. */
const HOSTILE_VALUES = [
  '1e21',
  '"1e21"',
  '"NaN"',
  'NaN',
  '"Infinity"',
  '1e999',
  '-1',
  '"-0"',
  '-0',
  '0',
  '""',
  'null',
  'true',
  '[]',
  '{}',
  '[[1]]',
  '"0x10"',
  '+5',
  '.5',
  '5.',
  '007',
  '1_000',
  '9007199254740993',
  '"9007199254740993.1"',
  '0.30000000000000004441',
  '"123456789012345678901234567890"',
  '1.7976931348623157e308',
  '4.9e-324',
  '1731665526461000000',
  '" 5"',
  '"5 "',
  '"\\u0035"',
  '{"__proto__":{"polluted":true}}',
  `"${'9'.repeat(300)}"`,
] as const;

type Mutation = (text: string, random: Seeded) => string;

/** Replaces one match of a pattern. */
function replaceOne(text: string, pattern: RegExp, random: Seeded, by: (match: string) => string): string {
  const found = [...text.matchAll(pattern)];
  if (found.length === 0) return text;
  const { index, 0: match } = random.pick(found);
  return `${text.slice(0, index)}${by(match)}${text.slice(index + match.length)}`;
}

const NUMBER = /"?-?\d[\d.]*(?:[eE][-+]?\d+)?"?/g;
const PAIR = /"[a-zA-Z0-9]+":(?:"[^"]*"|-?[\d.]+)/g;

const MUTATIONS: readonly Mutation[] = [
  (text, random) => text.slice(0, random.between(0, text.length)),
  (text, random) => {
    const at = random.between(0, text.length - 1);
    return `${text.slice(0, at)}${String.fromCharCode(random.between(0, 255))}${text.slice(at + 1)}`;
  },
  (text, random) => {
    const from = random.between(0, text.length);
    return text.slice(0, from) + text.slice(from + random.between(1, 20));
  },
  (text, random) => {
    const from = random.between(0, text.length);
    const part = text.slice(from, from + random.between(1, 40));
    return text.slice(0, from) + part + text.slice(from);
  },
  (text, random) => replaceOne(text, NUMBER, random, () => random.pick(HOSTILE_VALUES)),
  (text, random) => replaceOne(text, /"[^"]*"/g, random, () => random.pick(HOSTILE_VALUES)),
  // Quotes off, quotes on: the right digits in the wrong type.
  (text, random) => replaceOne(text, /"-?\d[\d.]*"/g, random, (match) => match.slice(1, -1)),
  (text, random) => replaceOne(text, /(?<=[[,:])-?\d[\d.]*(?=[,\]}])/g, random, (match) => `"${match}"`),
  (text, random) => replaceOne(text, PAIR, random, (match) => `${match},${match}`),
  (text, random) =>
    replaceOne(text, PAIR, random, (match) => `${match},${replaceOne(match, NUMBER, random, () => '7')}`),
  (text, random) => replaceOne(text, /\{/g, random, () => '{"__proto__":{"polluted":true},'),
  (text, random) => replaceOne(text, /\{/g, random, () => '{"constructor":{"prototype":{"polluted":true}},'),
  (text, random) =>
    replaceOne(text, new RegExp(SAMPLE_SYMBOL, 'g'), random, () =>
      random.pick(['ETHUSDTM', 'XBTUSDTM2', 'xbtusdtm', '']),
    ),
  (text, random) => {
    const depth = random.pick([40, 10_000]);
    return replaceOne(text, NUMBER, random, (match) => '['.repeat(depth) + match + ']'.repeat(depth));
  },
  (text, random) => {
    const depth = random.pick([5, 31, 40, 5_000]);
    return replaceOne(text, /\{/g, random, () => `{"deep":${'{"a":'.repeat(depth)}1${'}'.repeat(depth)},`);
  },
  (text, random) =>
    replaceOne(text, /[,:[\]{}]/g, random, (match) => match + random.pick([' ', '\n', '\t', ',', '\u00a0'])),
  (text, random) => text + random.pick([' ', '\n', text, '}', 'x', '\0']),
  (text, random) =>
    replaceOne(text, /"[a-z]+"(?=:)/g, random, (match) =>
      match.replace(/[a-z]/, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
    ),
];

/** A message with one to three things wrong with it, as bytes; some come out well-formed all the same. */
export function hostileMessage(text: string, random: Seeded): Uint8Array {
  let mutated = text;
  for (let times = random.pick([1, 1, 1, 2, 3]); times > 0; times -= 1)
    if (mutated.length > 0) mutated = random.pick(MUTATIONS)(mutated, random);
  return Buffer.from(mutated, random.chance(0.5) ? 'utf8' : 'latin1');
}
