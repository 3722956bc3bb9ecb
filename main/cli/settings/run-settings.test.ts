import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SettingsView, WhatIfView } from '#shared/contract/settings.ts';
import { sectionViews } from '#core/api/views/settings-views.ts';
import { memoryContext } from '#tests/support/cli/memory-context.ts';
import { pathWorld } from '#tests/support/path/path-world.ts';
import { parseSetting } from '../commands/settings.ts';
import { EXIT } from '../exit-codes.ts';
import { runCli } from '../program.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'zmart-settings-'));
  writeFileSync(join(root, 'api-token'), 'secret-token\n');
});
afterEach(() => {
  rmSync(root, { recursive: true, force: true });
});

function view(): SettingsView {
  const world = pathWorld();
  world.start();
  const { settings } = world.core;
  settings.change('ranking', { risk: 0.4 }, { by: 'trader', reason: 'calm', read: null });
  const sections = sectionViews(settings, settings.history());
  return { version: 1, hash: 'a', readOnly: false, sections, at: 1 };
}
const CONFIGURATION = '/api/symbol-mgmt/configuration';

/** Runs a command against a host that answers like this, and keeps what it was asked. */
async function settings(answers: Readonly<Record<string, unknown>>, ...args: readonly string[]) {
  const asked: { readonly path: string; readonly body: unknown }[] = [];
  const answer = (url: string, body: unknown): Promise<Response> => {
    const path = new URL(url).pathname;
    asked.push({ path, body });
    const found = answers[path];
    if (found === undefined) return Promise.reject(new TypeError('fetch failed'));
    return Promise.resolve(found instanceof Response ? found : Response.json(found));
  };
  const context = memoryContext({
    env: { ZMART_HOME: root },
    get: (url) => answer(url, null),
    post: (url, _, body) => answer(url, JSON.parse(body)),
  });
  const code = await runCli(['settings', ...args], context);
  return { code, asked, ...context.written };
}

describe('zmart settings', () => {
  it('shows a section with values, defaults, ranges and who changed them', async () => {
    const { code, out } = await settings({ [CONFIGURATION]: view() }, 'show', 'ranking');
    expect(code).toBe(EXIT.ok);
    expect(out).toMatch(
      /^ {2}risk +0\.4 +0\.25 +0 to 1 in steps of 0\.01 {2}\(0\.3478 of 1\) {2}version 1 by trader$/m,
    );
    expect(out).not.toContain('scoring');
    expect(await settings({ [CONFIGURATION]: view() }, 'show', 'nothing')).toMatchObject({
      code: EXIT.usage,
      err: expect.stringContaining('there are scoring, ranking') as string,
    });
  });

  it('sets values with their units, and says what is in force', async () => {
    const { code, asked, out } = await settings(
      { [CONFIGURATION]: { version: 2 } },
      ...['set', 'portfolio', 'weightCap=25%', 'minStayMs=7d', '--reason', 'wider'],
    );
    expect([code, out]).toEqual([EXIT.ok, 'Version 2 is in force.\n']);
    expect(asked[0]?.body).toEqual({
      section: 'portfolio',
      values: { weightCap: 0.25, minStayMs: 604_800_000 },
      reason: 'wider',
    });
  });

  it('prints why the host refuses', async () => {
    const message = 'Risk (ranking.risk) is set from 0 to 1; 7 is outside.';
    const refused = Response.json({ code: 'SETTING_REFUSED', message, data: { problems: [] } }, { status: 422 });
    const { code, err } = await settings({ [CONFIGURATION]: refused }, 'set', 'ranking', 'risk=7', '--reason', 'bold');
    expect([code, err]).toEqual([EXIT.failed, `zmart: ${message}\n`]);
  });

  it('shows the ranking under other values', async () => {
    const row = { before: { rank: 2, score: 61 }, after: { rank: 1, score: 66.5 }, missing: null };
    const answer: WhatIfView = {
      section: 'ranking',
      rows: [{ symbol: 'XBTUSDTM', ...row, heldBefore: false, heldAfter: true }],
      enters: ['XBTUSDTM'],
      leaves: [],
      sentence: 'By standing.',
      asOf: 1,
    };
    const { out } = await settings({ '/api/symbol-mgmt/what-if': answer }, 'what-if', 'ranking', 'risk=40%');
    expect(out).toBe(
      'By standing.\n\nXBTUSDTM         2 → 1      61.00 → 66.50\n\nWould enter: XBTUSDTM\nNothing was saved.\n',
    );
  });

  it('exports to a file that it imports again, and takes no other file', async () => {
    const file = { format: 'zmart-settings', formatVersion: 1, version: 3, sections: { ranking: { risk: 0.4 } } };
    const path = join(root, 'settings.json');
    await settings({ [`${CONFIGURATION}/export`]: file }, 'export', '--file', path);
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(file);
    const done = { [`${CONFIGURATION}/import`]: { version: 4 } };
    const { asked } = await settings(done, 'import', path, '--reason', 'moved');
    expect(asked[0]?.body).toEqual({ file, reason: 'moved' });
    writeFileSync(path, '{"format":"other"}');
    expect(await settings(done, 'import', path, '--reason', 'moved')).toMatchObject({ code: EXIT.usage, asked: [] });
    writeFileSync(path, 'no json');
    expect((await settings(done, 'import', path, '--reason', 'moved')).err).toContain('cannot be read');
  });

  it('lists versions, and takes one back for a section', async () => {
    const version = {
      ...{ version: 1, at: Date.UTC(2025, 2, 11), by: 'trader', reason: 'calm', rolledBackTo: null },
      changed: [{ section: 'ranking', key: 'risk', before: 0.25, after: 0.4 }],
    };
    const { out } = await settings({ [`${CONFIGURATION}/versions`]: [version] }, 'versions');
    expect(out).toBe('Version 1 by trader on 2025-03-11T00:00:00.000Z: calm\n  ranking.risk: 0.25 → 0.4\n');
    const done = { [`${CONFIGURATION}/rollback`]: { version: 2 } };
    const back = await settings(done, 'rollback', '0', '--section', 'ranking', '--reason', 'as before');
    expect(back.asked[0]?.body).toEqual({ version: 0, section: 'ranking', reason: 'as before' });
  });

  it.each([
    ['0.4', 0.4],
    ['-0.25', -0.25],
    ['30s', 30_000],
    ['15m', 900_000],
    ['4h', 14_400_000],
    ['7d', 604_800_000],
    ['29%', 0.29],
    ['on', true],
    ['off', false],
    ['maybe', null],
    ['4x', null],
    ['constructor', null],
  ])('reads %s', (text, value) => {
    expect(parseSetting(text)).toBe(value);
  });
});
