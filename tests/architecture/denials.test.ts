import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { DENIAL_CODES, DENIALS } from '#shared/domain/denial.ts';
import { MANUAL_PAGES } from '#scripts/denials-page.ts';
import { formatPage } from '#scripts/format-page.ts';
import { ROOT } from '#scripts/import-graph.ts';

describe('the manual’s generated pages', () => {
  it.each(Object.entries(MANUAL_PAGES))(
    '%s says what the source says; `npm run docs` writes it',
    async (path, page) => {
      expect(readFileSync(join(ROOT, path), 'utf8')).toBe(await formatPage(path, page()));
    },
  );

  it('show every code once, with its sentence', () => {
    const text = readFileSync(join(ROOT, 'docs/user/denials.md'), 'utf8');
    for (const code of DENIAL_CODES) {
      expect(text.split(`\`${code}\``), code).toHaveLength(2);
      expect(text, code).toContain(DENIALS[code].sentence);
    }
  });
});
