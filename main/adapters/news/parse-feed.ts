import { XMLParser } from 'fast-xml-parser';
import type { Article } from '#core/ports/external-source.ts';
import { err, ok, type Result } from '#shared/kernel/result.ts';
import { feedTime } from './feed-time.ts';
import { plainText } from './plain-text.ts';

export const MOST_ARTICLES = 200;
const TITLE_LENGTH = 300;
const SUMMARY_LENGTH = 1_000;

/** What was read, and how many entries could not be. */
export interface ParsedFeed {
  readonly articles: readonly Article[];
  readonly skipped: number;
}

/** Entities stay as they are written and are decoded once, later, from a fixed list: nothing a document declares is expanded. */
const PARSER = new XMLParser({
  processEntities: false,
  htmlEntities: false,
  ignoreAttributes: true,
  parseTagValue: false,
  removeNSPrefix: false,
  trimValues: true,
  maxNestedTags: 64,
});

type Node = Readonly<Record<string, unknown>>;

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The children of a name, one or many. */
function listOf(node: Node, name: string): readonly unknown[] {
  const value = node[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** The text of the first child of these names that has one; of an element with children, nothing. */
function textOf(node: Node, ...names: readonly string[]): string {
  for (const name of names) {
    const [first] = listOf(node, name);
    const text = isNode(first) ? first['#text'] : first;
    if (typeof text === 'string' && text !== '') return text;
  }
  return '';
}

function articleOf(title: string, summary: string, time: string): Article | null {
  const plain = plainText(title, TITLE_LENGTH);
  if (plain === '') return null;
  return { title: plain, summary: plainText(summary, SUMMARY_LENGTH), publishedAt: feedTime(time) };
}

function collect(entries: readonly unknown[], read: (entry: Node) => Article | null): ParsedFeed {
  const articles: Article[] = [];
  let skipped = Math.max(0, entries.length - MOST_ARTICLES);
  for (const entry of entries.slice(0, MOST_ARTICLES)) {
    const article = isNode(entry) ? read(entry) : null;
    if (article === null) skipped += 1;
    else articles.push(article);
  }
  return { articles, skipped };
}

const rssItem = (item: Node): Article | null =>
  articleOf(textOf(item, 'title'), textOf(item, 'description', 'content:encoded'), textOf(item, 'pubDate', 'dc:date'));

const atomEntry = (entry: Node): Article | null =>
  articleOf(textOf(entry, 'title'), textOf(entry, 'summary', 'content'), textOf(entry, 'published', 'updated'));

function xmlFeed(text: string): Result<ParsedFeed, string> {
  // A feed needs no declarations of its own; whoever sends some has nothing good in mind.
  if (/<!(ENTITY|ELEMENT|ATTLIST)/i.test(text.slice(0, 10_000)))
    return err('The feed declares entities of its own and is not read.');
  let root: unknown;
  try {
    root = PARSER.parse(text);
  } catch {
    return err('The feed is not well-formed XML.');
  }
  if (!isNode(root)) return err('The answer is not a feed.');
  const { rss, feed } = root;
  const known = ['rss', 'feed', 'rdf:RDF'].find((name) => isNode(root[name]));
  // The parser takes what breaks off for whole.
  if (known !== undefined && !text.includes(`</${known}`)) return err('The feed breaks off.');
  if (isNode(rss) && isNode(rss['channel'])) return ok(collect(listOf(rss['channel'], 'item'), rssItem));
  if (isNode(feed)) return ok(collect(listOf(feed, 'entry'), atomEntry));
  const rdf = root['rdf:RDF'];
  if (isNode(rdf)) return ok(collect(listOf(rdf, 'item'), rssItem));
  return err('The answer is neither RSS nor Atom.');
}

const stringOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function jsonFeed(text: string): Result<ParsedFeed, string> {
  let root: unknown;
  try {
    root = JSON.parse(text);
  } catch {
    return err('The answer is not JSON.');
  }
  if (!isNode(root) || !Array.isArray(root['items']))
    return err('The answer is no JSON Feed: it has no list of items.');
  return ok(
    collect(root['items'], (item) =>
      articleOf(
        stringOf(item['title']),
        stringOf(item['summary']) || stringOf(item['content_text']) || stringOf(item['content_html']),
        stringOf(item['date_published']) || stringOf(item['date_modified']),
      ),
    ),
  );
}

/** Reads RSS 2.0 or 1.0, Atom or JSON Feed. Sources: RSS 2.0 specification, RFC 4287, jsonfeed.org version 1.1. */
export function parseFeed(body: string): Result<ParsedFeed, string> {
  const text = body.replace(/^\ufeff/, '').trimStart();
  if (text === '') return err('The answer is empty.');
  return text.startsWith('{') ? jsonFeed(text) : xmlFeed(text);
}
