import axe from 'axe-core';
import type { Page } from '@playwright/test';

/** The success criteria of WCAG 2.2 up to AA, as axe marks its rules. */
const LEVELS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

const GRAVE: readonly unknown[] = ['serious', 'critical'];

/**
 * What axe cannot see to be right. The rows of KingFisher's tables are 17 px high: the whole row takes the pointer, and
 * the chooser of the symbol above is a control of full size for the same (2.5.8, exception "equivalent").
 */
const EXCUSED: readonly { readonly rule: string; readonly html: RegExp }[] = [
  { rule: 'target-size', html: /^<button [^>]*aria-label="[A-Z0-9]+: show it"/ },
];

/** What another theme can change: all other rules are about the document. */
export const OF_COLOURS = ['color-contrast', 'link-in-text-block'] as const;

/** What axe calls serious or critical on the shown page, or within a part of it; by these rules only where some are given. */
export async function axeFindings(page: Page, part = 'body', rules?: readonly string[]): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  await page.evaluate(settled);
  const runOnly: Rules =
    rules === undefined ? { type: 'tag', values: [...LEVELS] } : { type: 'rule', values: [...rules] };
  const findings = await page.evaluate(ask, { part, runOnly });
  return findings
    .filter(({ impact }) => GRAVE.includes(impact))
    .filter(({ rule, html }) => !EXCUSED.some((excused) => excused.rule === rule && excused.html.test(html)))
    .map(({ rule, html, why }) => `${rule}: ${html.slice(0, 160)} ${why.split('\n')[1] ?? ''}`);
}

/** Runs in the page: waits until what fades in or out has done so, for colours halfway are nobody's. */
async function settled(): Promise<void> {
  // A transition begins with the frame after its cause.
  for (let frame = 0; frame < 2; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  const running = (): readonly Animation[] =>
    document.getAnimations().filter(({ effect, playState }) => {
      const end = Number(effect?.getComputedTiming().endTime);
      return playState === 'running' && Number.isFinite(end);
    });
  // Prices that flash begin anew for ever: what lies over a screen is there after one round or two.
  for (let round = 0; round < 3; round += 1) await Promise.allSettled(running().map(({ finished }) => finished));
}

interface Rules {
  readonly type: 'tag' | 'rule';
  readonly values: string[];
}

interface Finding {
  readonly rule: string;
  readonly impact: string;
  readonly html: string;
  readonly why: string;
}

/** Runs in the page. No page of ours holds a frame, so one run there is the whole answer. */
async function ask({ part, runOnly }: { readonly part: string; readonly runOnly: Rules }): Promise<Finding[]> {
  const { axe: asked } = globalThis as unknown as { readonly axe: typeof axe };
  const { violations } = await asked.run(part, { runOnly, resultTypes: ['violations'], preload: false });
  return violations.flatMap(({ id, impact, nodes }) =>
    nodes.map(({ html, failureSummary }) => ({ rule: id, impact: impact ?? '', html, why: failureSummary ?? '' })),
  );
}
