import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { SCREENS } from '#renderer/app/screens.ts';
import { ROOT } from '#scripts/import-graph.ts';
import { screenName, SHOTS, shotName } from '#scripts/pictures/shots.ts';

const GUIDE = join(ROOT, 'docs', 'user');
const IMAGES = join(GUIDE, 'images');
/** All pictures together; every clone carries them. */
const MOST_BYTES = 4 * 1024 * 1024;

const pages = readdirSync(GUIDE).filter((name) => name.endsWith('.md'));
const textOf = (page: string): string => readFileSync(join(GUIDE, page), 'utf8');
const guide = pages.map(textOf).join('\n');
const index = textOf('README.md') + textOf('settings.md');

/** Pictures a text shows, by file name. */
const shown = (text: string): readonly string[] =>
  [...text.matchAll(/!\[[^\]]+\]\((?:docs\/user\/)?images\/([\w-]+\.png)\)/g)].map(([, name = '']) => name);

/** Screens without a picture of theirs on a page, or without a line in the index. */
const missing = (screens: readonly { readonly path: string; readonly label: string }[], text: string) =>
  screens
    .filter(
      ({ path, label }) => !shown(text).includes(`${screenName(path)}-dark.png`) || !index.includes(`| ${label} `),
    )
    .map(({ label }) => label);

describe('the user guide', () => {
  it('shows every screen with its picture, and names it in an index', () => {
    expect(missing(SCREENS, guide)).toEqual([]);
  });

  it('would be caught: a planted screen without a page', () => {
    expect(missing([{ path: '/nowhere', label: 'Nowhere' }], guide)).toEqual(['Nowhere']);
  });

  it('has every picture that it shows, and every picture can be made anew', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const named = [...shown(guide), ...shown(readme)];
    expect(named.filter((name) => !existsSync(join(IMAGES, name)))).toEqual([]);
    const made = SHOTS.flatMap((shot) =>
      ['dark', ...(shot.light === true ? ['light'] : [])].map((theme) => `${shotName(shot)}-${theme}.png`),
    );
    expect(readdirSync(IMAGES).sort()).toEqual(made.sort());
  });

  it('keeps the pictures small', () => {
    const bytes = readdirSync(IMAGES).reduce((sum, name) => sum + readFileSync(join(IMAGES, name)).length, 0);
    expect(bytes).toBeLessThan(MOST_BYTES);
  });
});
