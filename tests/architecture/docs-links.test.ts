import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';

const PAGES = [
  'README.md',
  'CHANGELOG.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name.replaceAll('\\', '/')}`),
];

const withoutCode = (text: string): string => text.replace(/^```[\s\S]*?^```/gm, '').replace(/`[^`\n]*`/g, '');

/** Targets of links and pictures on a page, without those to other hosts. */
const linksOf = (text: string): readonly string[] =>
  [...withoutCode(text).matchAll(/\]\(([^)\s]+)\)/g)]
    .map(([, target = '']) => target)
    .filter((to) => !/^[a-z]+:/.test(to));

/** Anchors as the usual hosts of Markdown make them from headings. */
const anchorsOf = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replaceAll(' ', '-'),
  );

/** What is wrong with a link; null when it leads somewhere. */
function problem(page: string, link: string, read: (path: string) => string | null): string | null {
  const [path = '', anchor] = link.split('#', 2);
  const target = path === '' ? page : join(dirname(page), path);
  const text = read(target);
  if (text === null) return `${page}: ${link} leads nowhere`;
  if (anchor === undefined || anchorsOf(text).includes(anchor)) return null;
  return `${page}: ${link} names no heading of ${relative('.', target)}`;
}

function fromDisk(path: string): string | null {
  const full = join(ROOT, path);
  if (!existsSync(full)) return null;
  return path.endsWith('.md') ? readFileSync(full, 'utf8') : '';
}

/** Generated pages list folders that are allowed but need not be there yet. */
const isGenerated = (text: string): boolean => text.includes('<!-- Written by `npm run docs`');

/** Paths of the project named in code style: a page must not speak of a file that is gone. */
const sourcesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:main|shared|renderer|scripts|tests|bench|preload|docs)\/[\w./-]+)`/g)].map(
    ([, path = '']) => path,
  );

describe('the documentation', () => {
  it('has pages to look at', () => {
    expect(PAGES.length).toBeGreaterThan(20);
  });

  it('has no relative link that leads nowhere', () => {
    const problems = PAGES.flatMap((page) =>
      linksOf(fromDisk(page) ?? '').map((link) => problem(page, link, fromDisk)),
    );
    expect(problems.filter((found) => found !== null)).toEqual([]);
  });

  it('names no file or folder of the project that is not there', () => {
    const missing = PAGES.filter((page) => !isGenerated(fromDisk(page) ?? '')).flatMap((page) =>
      sourcesOf(fromDisk(page) ?? '')
        .filter((path) => !existsSync(join(ROOT, path)))
        .map((path) => `${page}: ${path}`),
    );
    expect(missing).toEqual([]);
  });

  it('would be caught: a planted link to a page, a picture and a heading that are not there', () => {
    const pages: Readonly<Record<string, string>> = { 'docs/a.md': '# One\n', 'docs/b.md': '# Two words\n' };
    const read = (path: string): string | null => pages[path] ?? null;
    const links = linksOf('[x](b.md) [x](b.md#two-words) [x](c.md) ![x](p.png) [x](b.md#three) [x](https://a.invalid)');
    expect(links.map((link) => problem('docs/a.md', link, read))).toEqual([
      null,
      null,
      'docs/a.md: c.md leads nowhere',
      'docs/a.md: p.png leads nowhere',
      'docs/a.md: b.md#three names no heading of docs/b.md',
    ]);
  });
});
