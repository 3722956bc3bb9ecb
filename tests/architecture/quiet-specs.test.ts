import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ROOT } from '#scripts/import-graph.ts';

const FOLDERS = ['headless', 'timed'].map((name) => join(ROOT, 'tests/e2e', name));
const BARE_TEST = /import \{[^}]*\btest\b[^}]*\} from '@playwright\/test'/;

describe('end-to-end tests of the page', () => {
  it('all take the `test` that fails when a page complains', () => {
    const specs = FOLDERS.flatMap((folder) => readdirSync(folder).map((name) => join(folder, name))).filter((file) =>
      file.endsWith('.spec.ts'),
    );
    expect(specs.length).toBeGreaterThan(20);
    expect(specs.filter((file) => BARE_TEST.test(readFileSync(file, 'utf8')))).toEqual([]);
  });

  it('would be told apart', () => {
    expect("import { expect, test, type Page } from '@playwright/test';").toMatch(BARE_TEST);
    expect("import { expect, type Page } from '@playwright/test';").not.toMatch(BARE_TEST);
  });
});
