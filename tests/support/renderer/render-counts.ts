import type { Page } from '@playwright/test';

const AREAS = ['head', 'chart', 'book', 'tables', 'ticket'] as const;
type Counts = Record<(typeof AREAS)[number], number>;

/** What of React's tree is read here. */
interface Fiber {
  readonly tag: number;
  readonly flags: number;
  readonly memoizedProps: Readonly<Record<string, unknown>> | null;
  readonly alternate: Fiber | null;
  readonly child: Fiber | null;
  readonly sibling: Fiber | null;
}

/**
 * Counts, for each area of the console (`data-area`), in how many commits a component in it rendered. To be called before the
 * page is opened. React tells of its commits where its developer tools would listen.
 */
export async function countRenders(page: Page): Promise<() => Promise<Counts>> {
  await page.addInitScript((areas) => {
    const counts: Record<string, number> = Object.fromEntries(areas.map((area) => [area, 0]));
    const HOST = 5;
    const FUNCTIONS = [0, 11, 15];
    const PERFORMED_WORK = 1;
    const walk = (first: Fiber | null, area: string, rendered: Set<string>): void => {
      for (let fiber = first; fiber !== null; fiber = fiber.sibling) {
        const named = fiber.tag === HOST ? fiber.memoizedProps?.['data-area'] : undefined;
        const here = typeof named === 'string' ? named : area;
        if (FUNCTIONS.includes(fiber.tag) && (fiber.flags & PERFORMED_WORK) !== 0) rendered.add(here);
        // What was left as it is keeps its children.
        if (fiber.alternate?.child !== fiber.child) walk(fiber.child, here, rendered);
      }
    };
    Object.assign(globalThis, {
      renderCounts: counts,
      __REACT_DEVTOOLS_GLOBAL_HOOK__: {
        supportsFiber: true,
        inject: () => 1,
        onCommitFiberRoot(_: number, root: { readonly current: Fiber }) {
          const rendered = new Set<string>();
          walk(root.current, '', rendered);
          for (const area of rendered) if (area in counts) counts[area] = (counts[area] ?? 0) + 1;
        },
        onCommitFiberUnmount: () => undefined,
        onPostCommitFiberRoot: () => undefined,
      },
    });
  }, AREAS);
  return () => page.evaluate(() => ({ ...(globalThis as unknown as { renderCounts: Counts }).renderCounts }));
}
