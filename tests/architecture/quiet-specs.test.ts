import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';

const FOLDER = join(ROOT, 'tests/e2e/headless');
const BARE_TEST = /import \{[^}]*\btest\b[^}]*\} from '@playwright\/test'/;

describe('end-to-end tests of the page', () => {
  it('all take the `test` that fails when a page complains', () => {
    const specs = readdirSync(FOLDER).filter((name) => name.endsWith('.spec.ts'));
    expect(specs.length).toBeGreaterThan(20);
    expect(specs.filter((name) => BARE_TEST.test(readFileSync(join(FOLDER, name), 'utf8')))).toEqual([]);
  });

  it('would be told apart', () => {
    expect("import { expect, test, type Page } from '@playwright/test';").toMatch(BARE_TEST);
    expect("import { expect, type Page } from '@playwright/test';").not.toMatch(BARE_TEST);
  });
});
