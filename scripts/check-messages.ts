import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { LANGUAGES, LANGUAGE_TAGS } from '../shared/language/languages.ts';
import { needsOf, sentenceProblem, translationProblem } from './messages/check-message.ts';
import { hostSentences } from './messages/host-sentences.ts';
import { HOST_TARGETS, HOST_WORDS } from './messages/host-words.ts';
import { readMessages, type Finding, type UsedMessage } from './messages/read-messages.ts';

/**
 * `npm run check:messages [-- --write] [folder …]`: every text people read in the window stands in a message, every message is
 * well formed and given what it asks for, and every catalogue holds each of them and nothing else. `--write` takes what the
 * sources say into the English catalogue and drops from the others what no source says any more.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const SOURCES = ['renderer/**/*.ts', 'renderer/**/*.tsx', 'shared/**/*.ts', 'main/shell/**/*.ts'];
const LINTED = /^renderer\//;
/** What tells sentences that reach the window. */
const HOST = [
  'main/core/**/*.ts',
  'main/markets/**/*.ts',
  'main/adapters/**/*.ts',
  'main/transport/**/*.ts',
  'main/*.ts',
  'shared/**/*.ts',
];
const NOT_TOLD =
  /\.test\.ts$|\.d\.ts$|^shared\/language\/|^main\/core\/journal\/tables\.ts$|^main\/core\/sentiment\/lexicon\.ts$|^main\/index\.ts$/;

const catalogueFile = (language: string): string => `${root}shared/language/catalogues/${language}.json`;

type Messages = Record<string, string>;

function readCatalogue(language: string): Messages {
  try {
    return JSON.parse(readFileSync(catalogueFile(language), 'utf8')) as Messages;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw error;
  }
}

/** Whether a call gives what its message asks for. */
function callProblem(message: UsedMessage): string | null {
  if (message.kind === 'plain' && message.given?.length === 0) return null;
  const needs = needsOf(message.english, message.kind === 'rich');
  if (message.given === null) return null;
  const asked = [...needs.places, ...needs.marks];
  const missing = asked.filter((name) => !message.given?.includes(name));
  if (missing.length > 0) return `is not given ${missing.join(', ')}: "${message.english}"`;
  const idle = message.given.filter((name) => !asked.includes(name));
  return idle.length > 0 ? `does not use ${idle.join(', ')}: "${message.english}"` : null;
}

const folders = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const write = process.argv.includes('--write');

const used = new Map<string, UsedMessage>();
const findings: Finding[] = [];
const files = SOURCES.flatMap((pattern) => globSync(pattern, { cwd: root }))
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => !/\.test\.tsx?$|\.d\.ts$|^shared\/language\/|renderer\/ui\/rich\.tsx/.test(file))
  .sort();
for (const file of files) {
  const read = readMessages(file, readFileSync(`${root}${file}`, 'utf8'));
  if (LINTED.test(file)) findings.push(...read.findings);
  for (const message of read.used) {
    used.set(message.key, message);
    try {
      const problem = callProblem(message);
      if (problem !== null) findings.push({ at: message.at, problem });
    } catch (error) {
      findings.push({ at: message.at, problem: error instanceof Error ? error.message : String(error) });
    }
  }
}

const sortedKeys = [...used.keys()].sort();
const english: Messages = Object.fromEntries(sortedKeys.map((key) => [key, used.get(key)?.english ?? key]));

function checkCatalogue(language: (typeof LANGUAGES)[number]): void {
  const messages = readCatalogue(language);
  const at = `shared/language/catalogues/${language}.json`;
  const missing = sortedKeys.filter((key) => messages[key] === undefined);
  const stale = Object.keys(messages).filter((key) => !used.has(key));
  if (missing.length > 0)
    findings.push({ at, problem: `lacks ${String(missing.length)} messages, the first: "${missing[0] ?? ''}"` });
  if (stale.length > 0)
    findings.push({ at, problem: `holds ${String(stale.length)} that no source says, the first: "${stale[0] ?? ''}"` });
  for (const [key, text] of Object.entries(messages)) {
    const message = used.get(key);
    if (message === undefined) continue;
    try {
      const problem = translationProblem(message.english, text, message.kind === 'rich', LANGUAGE_TAGS[language]);
      if (problem !== null) findings.push({ at, problem: `"${key}" ${problem}` });
    } catch (error) {
      findings.push({ at, problem: error instanceof Error ? error.message : String(error) });
    }
  }
}

const sentences = new Set<string>([...HOST_WORDS, ...HOST_TARGETS]);
for (const file of HOST.flatMap((pattern) => globSync(pattern, { cwd: root })).map((one) => one.replaceAll('\\', '/')))
  if (!NOT_TOLD.test(file))
    for (const one of hostSentences(file, readFileSync(`${root}${file}`, 'utf8'))) sentences.add(one);
const sortedSentences = [...sentences].sort();

function checkSentences(language: (typeof LANGUAGES)[number]): void {
  const said = readCatalogue(`host.${language}`);
  const at = `shared/language/catalogues/host.${language}.json`;
  const missing = sortedSentences.filter((key) => said[key] === undefined);
  const stale = Object.keys(said).filter((key) => !sentences.has(key));
  if (missing.length > 0)
    findings.push({ at, problem: `lacks ${String(missing.length)} sentences, the first: "${missing[0] ?? ''}"` });
  if (stale.length > 0)
    findings.push({
      at,
      problem: `holds ${String(stale.length)} that no source tells, the first: "${stale[0] ?? ''}"`,
    });
  for (const [key, text] of Object.entries(said)) {
    try {
      const problem = sentenceProblem(key, text, LANGUAGE_TAGS[language]);
      if (problem !== null) findings.push({ at, problem: `"${key}" ${problem}` });
    } catch (error) {
      findings.push({ at, problem: error instanceof Error ? error.message : String(error) });
    }
  }
}

function writeCatalogue(language: string, messages: Messages): void {
  writeFileSync(catalogueFile(language), `${JSON.stringify(messages, null, 2)}\n`);
}

if (write) {
  for (const language of LANGUAGES) {
    const kept = readCatalogue(language);
    const keys = sortedKeys.filter((key) => kept[key] !== undefined);
    writeCatalogue(
      language,
      language === 'en' ? english : Object.fromEntries(keys.map((key) => [key, kept[key] ?? ''])),
    );
    const said = readCatalogue(`host.${language}`);
    const told = sortedSentences.filter((key) => language === 'en' || said[key] !== undefined);
    writeCatalogue(
      `host.${language}`,
      Object.fromEntries(told.map((key) => [key, language === 'en' ? key : (said[key] ?? '')])),
    );
  }
}
for (const language of LANGUAGES) {
  checkCatalogue(language);
  checkSentences(language);
}

const asked = folders.length === 0 ? findings : findings.filter(({ at }) => folders.some((one) => at.startsWith(one)));
for (const { at, problem } of asked) console.error(`${at}  ${problem}`);
console.log(
  `${String(used.size)} messages in ${String(files.length)} files, ${String(sentences.size)} sentences of the host, ${String(asked.length)} findings`,
);
if (asked.length > 0) process.exitCode = 1;
