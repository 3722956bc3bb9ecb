import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { describe as say, edgeReason, findCycles, findViolations, layerOf } from '#scripts/check-layers.ts';
import { DOC_PAGES } from '#scripts/doc-pages.ts';
import { formatPage } from '#scripts/format-page.ts';
import { ROOT, importGraph, importsOf } from '#scripts/import-graph.ts';
import { LAYERS, SOURCE_FOLDERS } from '#scripts/layers.ts';

/** What the table says of one line of source in a file of that name. */
function verdict(file: string, line: string): string | null {
  const [edge] = importsOf(file, line);
  if (edge === undefined) throw new Error(`no import was found in: ${line}`);
  return edgeReason(edge);
}

describe('the sources', () => {
  const edges = importGraph(SOURCE_FOLDERS);

  it('hold imports to look at', () => {
    expect(edges.length).toBeGreaterThan(50);
  });

  it('import only what the table allows', () => {
    expect(findViolations(edges).map(say)).toEqual([]);
  });

  it('have no circle of value imports', () => {
    expect(findCycles(edges).map((cycle) => cycle.join(' -> '))).toEqual([]);
  });
});

describe('a planted import', () => {
  it.each([
    ['shared/kernel/x.ts', "import { a } from '#shared/domain/ids.ts';", /may not import shared\/domain/],
    ['shared/domain/x.ts', "import { z } from 'zod';", /may only be imported in/],
    ['main/core/market/x.ts', "import fs from 'node:fs';", /Node's own modules/],
    ['main/core/market/x.ts', "import fs from 'fs';", /Node's own modules/],
    ['main/core/market/x.ts', "import { x } from '#main/adapters/storage/x.ts';", /may not import main\/adapters/],
    [
      'main/core/market/x.ts',
      "const x = await import('../../adapters/storage/x.ts');",
      /may not import main\/adapters/,
    ],
    ['main/core/execution/x.ts', "import { x } from '../agents/risk/gate.ts';", /only types of/],
    ['main/core/execution/x.ts', "export { x } from '../agents/risk/gate.ts';", /only types of/],
    ['main/adapters/storage/x.ts', "import { x } from '../venues/x.ts';", /may not import main\/adapters\/venues/],
    ['main/adapters/storage/x.ts', "import { app } from 'electron';", /"electron" may only be imported in/],
    ['main/adapters/storage/x.test.ts', "import { app } from 'electron';", /"electron" may only be imported in/],
    ['main/index.ts', "import { app } from 'electron';", /"electron" may only be imported in/],
    ['renderer/features/a/x.tsx', "import { B } from '../b/b.tsx';", /may not import renderer\/features\/b/],
    ['renderer/ui/x.tsx', "import { useRows } from '#renderer/data/use-rows.ts';", /may not import renderer\/data/],
    ['renderer/features/a/x.tsx', "import { x } from '#core/market/x.ts';", /may not import main\/core/],
    ['renderer/app/x.tsx', "import { x } from 'left-pad';", /not listed/],
    ['main/core/market/x.ts', "import { x } from '#tests/support/x.ts';", /may not import tests/],
    ['tests/e2e/headless/x.spec.ts', "import { x } from '#main/host.ts';", /may not import main\/host/],
    ['somewhere/x.ts', "import { x } from './y.ts';", /in no layer/],
  ])('in %s is found: %s', (file, line, reason) => {
    expect(verdict(file, line)).toMatch(reason);
  });

  it.each([
    ['shared/domain/x.ts', "import type { Brand } from '../kernel/brand.ts';"],
    ['main/core/execution/x.ts', "import type { Gate } from '../agents/risk/gate.ts';"],
    ['main/core/market/x.test.ts', "import { x } from '#tests/support/x.ts';"],
    ['main/adapters/venues/kucoin/x.ts', "import { x } from '#main/adapters/system/clock.ts';"],
    ['main/adapters/venues/kucoin/x.ts', "import { x } from '../rest/y.ts';"],
    ['main/shell/windows/x.ts', "import { app } from 'electron';"],
    ['renderer/features/a/x.tsx', "import { y } from './parts/y.tsx';"],
  ])('that the table allows passes in %s: %s', (file, line) => {
    expect(verdict(file, line)).toBeNull();
  });

  it('in a circle is found, a circle of types is not one', () => {
    const circle = (keyword: string) => [
      ...importsOf('shared/kernel/a.ts', `import { b } from './b.ts';`),
      ...importsOf('shared/kernel/b.ts', `${keyword} { a } from './a.ts';`),
    ];
    expect(findCycles(circle('import'))).toEqual([['shared/kernel/a.ts', 'shared/kernel/b.ts', 'shared/kernel/a.ts']]);
    expect(findCycles(circle('import type'))).toEqual([]);
  });
});

describe('the table', () => {
  it('names each layer once, and only layers or files that a layer holds', () => {
    const names = LAYERS.map(({ at }) => at);
    expect(new Set(names).size).toBe(names.length);
    for (const { at, may, mayTypes } of LAYERS) {
      for (const target of [...may, ...(mayTypes ?? [])].filter((name) => name !== 'dist')) {
        const known =
          names.some((name) => name === target || name.startsWith(`${target}/`) || target.startsWith(`${name}/`)) ||
          layerOf(`${target}/any.ts`)?.at.endsWith('/*') === true;
        expect(known, `${at} may import ${target}`).toBe(true);
      }
    }
  });

  it('gives a file to its most exact layer', () => {
    expect(layerOf('main/adapters/system/clock.ts')?.at).toBe('main/adapters/system');
    expect(layerOf('main/adapters/storage/db.ts')?.at).toBe('main/adapters/*');
    expect(layerOf('main/core/compose.ts')?.at).toBe('main/core/compose.ts');
    expect(layerOf('renderer/features/orders/view.tsx')?.at).toBe('renderer/features/*');
  });
});

describe('generated pages', () => {
  it.each(Object.entries(DOC_PAGES))('%s says what the tables say; `npm run docs` writes it', async (path, page) => {
    expect(readFileSync(join(ROOT, path), 'utf8')).toBe(await formatPage(path, await page()));
  });
});
