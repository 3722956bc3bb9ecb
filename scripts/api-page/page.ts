/** docs/technical/api.md: the hand-written introduction, then every call and stream of the contract. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { getEventIteratorSchemaDetails } from '@orpc/contract';
import * as z from 'zod';
import { contract } from '#shared/contract/index.ts';
import type { CallMeta } from '#shared/contract/base.ts';
import { ROOT } from '../import-graph.ts';
import { exampleOf, jsonLines } from './schema-example.ts';
import { fieldsOf, inside, phrase, type Field, type Names } from './schema-text.ts';

/** What each noun is about. A noun without an entry does not compile. */
const NOUNS: Readonly<Record<keyof typeof contract, string>> = {
  accounts: 'exchange accounts, the place of their logins, the way to live',
  alerts: 'where alarms are sent, and when not',
  system: 'status at a glance',
  agents: 'agents with their life signs, tasks and events',
  trading: 'halt, resume (with the word `RESUME`), pause and resume the intake',
  risk: 'kill switch, re-arming, causes of the state, pauses, alarms, flatten, figures',
  watchdog: 'the process that guards a live account',
  market: 'contracts, candles, tickers, stored series',
  depth: 'order books and trades of the contracts that are looked at',
  feeds: 'health of the market data: feeds, contracts, streams',
  scores: 'the score matrix, what makes one score, ranking, features',
  sources: 'feeds, moods and chains outside the market',
  signals: 'signals, the console, why not, the funnel, outside sources, track record',
  throttle: 'caps on signals and their fill',
  conflicts: 'the matrix, what was decided, whose a result is',
  liquidationAlerts: 'alert rules on the liquidation maps',
  liquidationImports: 'levels and liquidations of sources outside, from files and pictures',
  liquidations: 'the map of liquidation levels, and what it estimates',
  locks: 'leases and what happened to them',
  explain: 'what stands behind a decision, and why nothing happened',
  models: 'trained models and their training',
  limits: 'limits of the gate: list with use, history, change, rollback, approval',
  settings: 'weights, thresholds, caps and schedules by version, and the ranking under others',
  orders: 'orders by hand: list, preview, place, amend, cancel, close, in parts',
  portfolio: 'overview, positions, equity curve',
  slots: 'the ten slots: composition, figures, history, changes by hand',
  priceAlerts: 'prices a person wants to be told of',
  protections: 'breakers and protections',
  reconcile: 'the comparison with the venue, its differences, decisions about them',
  backup: 'copies of the database, and what it takes on disk',
  candleImports: 'candle files brought in for replays, and what is stored',
  journal: 'records, and a verification with progress',
  management: 'health, status, discovery, audit, export and sample data of symbol management',
  replay: 'start, watch, cancel, list, report',
};

const TEMPLATE = join(ROOT, 'scripts/api-page/introduction.md');
const MARK = '<!-- calls -->';

/** A call as the contract declares it. */
interface Call {
  readonly route: { readonly method?: string; readonly path?: string; readonly summary?: string };
  readonly meta: CallMeta;
  readonly inputSchema?: z.ZodType;
  readonly outputSchema?: z.ZodType;
  readonly errorMap: Readonly<Record<string, unknown>>;
}

export interface NamedCall extends Call {
  readonly noun: string;
  readonly verb: string;
}

/** Every call in the order of the contract. */
export const everyCall = (): readonly NamedCall[] =>
  Object.entries(contract).flatMap(([noun, verbs]) =>
    Object.entries(verbs as Readonly<Record<string, unknown>>).map(([verb, call]) => ({
      noun,
      verb,
      ...(call as { readonly '~orpc': Call })['~orpc'],
    })),
  );

/** What a stream sends; null for a plain answer. */
export function streamed(schema: z.ZodType | undefined): z.ZodType | null {
  const details = getEventIteratorSchemaDetails(schema as never) as { readonly yields: z.ZodType } | undefined;
  return details?.yields ?? null;
}

/** The row of a stream of rows, which begins with a snapshot; null for another stream. */
function rowOf(message: z.ZodType): z.ZodType | null {
  const [first] = inside(message).options ?? [];
  const rows = first === undefined ? undefined : inside(first).shape?.['rows'];
  return rows === undefined ? null : (inside(rows).element ?? null);
}

const isObject = (value: unknown): value is z.ZodType =>
  value instanceof z.ZodType && (inside(value).shape !== undefined || inside(value).options !== undefined);

/** Schemas that the modules of the contract export get a section under their name. */
export async function schemaNames(): Promise<Names> {
  const names = new Map<z.ZodType, string>();
  const folder = join(ROOT, 'shared/contract');
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .sort()) {
    const module = (await import(pathToFileURL(join(folder, file)).href)) as Readonly<Record<string, unknown>>;
    for (const [name, value] of Object.entries(module)) {
      if (isObject(value) && ![...names.values()].includes(name)) names.set(value, name);
    }
  }
  return names;
}

const fieldLine = ({ path, text, optional, standard }: Field, asked: boolean): string => {
  const must = standard === null ? (optional ? '; may be left out' : '') : `; \`${standard}\` unless told`;
  return `- \`${path}\`: ${text}${asked || standard === null ? must : ''}`;
};

/** @param asked what a caller gives. */
function fieldList(schema: z.ZodType, names: Names, asked: boolean): readonly string[] {
  const rows = fieldsOf(schema, names).map((field) => fieldLine(field, asked));
  return rows.length === 0 ? [] : ['', ...rows];
}

const fenced = (kind: string, text: string): readonly string[] => ['', `\`\`\`${kind}`, text, '```'];

/** A request as a program sends it; what is no part of the path goes into the query or the body. */
export function exampleRequest({ route, inputSchema }: NamedCall): string {
  const { method = 'POST', path = '' } = route;
  const input = (inputSchema === undefined ? {} : exampleOf(inputSchema)) as Readonly<Record<string, unknown>>;
  const named = new Set([...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name));
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => String(input[name]));
  const rest = Object.entries(input).filter(([name]) => !named.has(name));
  if (method !== 'GET') {
    const body = rest.length === 0 ? '' : `\n\n${jsonLines(Object.fromEntries(rest))}`;
    return `${method} /api${filled}${body}`;
  }
  const query = rest
    .filter(([, value]) => typeof value !== 'object')
    .map(([name, value]) => `${name}=${String(value)}`);
  return `GET /api${filled}${query.length === 0 ? '' : `?${query.join('&')}`}`;
}

/** An answer, or the first message of a stream. */
export const exampleAnswer = ({ outputSchema }: NamedCall): unknown => {
  const message = streamed(outputSchema);
  if (message !== null) return exampleOf(message);
  return outputSchema === undefined ? null : exampleOf(outputSchema);
};

/** An object is followed by its fields. */
const plain = (text: string): string => (text.endsWith('object') ? `${text}:` : `${text}.`);

function answerText({ outputSchema }: NamedCall, names: Names): readonly string[] {
  if (outputSchema === undefined) return [];
  const message = streamed(outputSchema);
  if (message === null)
    return ['', `Answer: ${plain(phrase(outputSchema, names))}`, ...fieldList(outputSchema, names, false)];
  const row = rowOf(message);
  const shown = row ?? message;
  const kind = row === null ? 'Stream of' : 'Stream of rows, each';
  return ['', `${kind} ${plain(phrase(shown, names))}`, ...fieldList(shown, names, false)];
}

function callSection(call: NamedCall, names: Names): readonly string[] {
  const { route, meta, errorMap, inputSchema, noun, verb } = call;
  const codes = Object.keys(errorMap);
  const errors = codes.length === 0 ? '' : ` Errors: ${codes.map((code) => `\`${code}\``).join(', ')}.`;
  return [
    `### ${noun}.${verb}`,
    '',
    `\`${route.method ?? 'POST'} /api${route.path ?? ''}\`. ${route.summary ?? ''}. Role \`${meta.role}\`.${errors}`,
    ...(inputSchema === undefined ? [] : ['', 'Input:', ...fieldList(inputSchema, names, true)]),
    ...answerText(call, names),
    ...fenced('http', exampleRequest(call)),
    ...fenced('json', jsonLines(exampleAnswer(call))),
    '',
  ];
}

function nounTable(calls: readonly NamedCall[]): readonly string[] {
  const rows = Object.entries(NOUNS).map(([noun, what]) => {
    const count = calls.filter((call) => call.noun === noun).length;
    return `| [\`${noun}\`](#calls-of-${noun.toLowerCase()}) | ${what} | ${String(count)} |`;
  });
  return ['| Group | What | Calls |', '| --- | --- | --- |', ...rows];
}

function namedSection(schema: z.ZodType, name: string, names: Names): readonly string[] {
  const others = new Map([...names].filter(([known]) => known !== schema));
  const table = fieldList(schema, others, false);
  const { options } = inside(schema);
  if (table.length > 0) return [`### ${name}`, ...table, ''];
  return [`### ${name}`, '', `${(options ?? []).map((option) => phrase(option, others)).join(' or ')}.`, ''];
}

const INTRODUCTION = (): string => readFileSync(TEMPLATE, 'utf8');

/** The whole page. @throws Error when the introduction has no place for the calls. */
export async function apiPage(): Promise<string> {
  const names = await schemaNames();
  const calls = everyCall();
  const sections = Object.keys(NOUNS).flatMap((noun) => [
    `## Calls of ${noun}`,
    '',
    ...calls.filter((call) => call.noun === noun).flatMap((call) => callSection(call, names)),
  ]);
  const text = sections.join('\n');
  const types = usedNames(text, names).flatMap(([schema, name]) => namedSection(schema, name, names));
  const [before, after] = INTRODUCTION().split(MARK);
  if (before === undefined || after === undefined) throw new Error(`${TEMPLATE} lacks the line ${MARK}`);
  return [
    '<!-- Written by `npm run docs` from `shared/contract/` and `scripts/api-page/introduction.md`; edit those instead. -->',
    '',
    `${before}${nounTable(calls).join('\n')}${after.trimEnd()}`,
    '',
    text,
    '## Types',
    '',
    ...types,
  ].join('\n');
}

/** The types that a text names, and those that these name in turn, by name. */
function usedNames(text: string, names: Names): readonly (readonly [z.ZodType, string])[] {
  const used = new Set<string>();
  const look = (found: string): void => {
    for (const [, name = ''] of found.matchAll(/\[(\w+)\]\(#\w+\)/g)) {
      if (used.has(name)) continue;
      used.add(name);
      const entry = [...names].find(([, known]) => known === name);
      if (entry !== undefined) look(namedSection(entry[0], name, names).join('\n'));
    }
  };
  look(text);
  return [...names].filter(([, name]) => used.has(name)).sort(([, a], [, b]) => (a < b ? -1 : 1));
}
