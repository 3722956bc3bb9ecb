import { DAY, HOUR } from '#shared/domain/time.ts';
import type { MeanInterval } from '../../statistics/block-bootstrap.ts';
import type { SkillReport } from './skill-report.ts';

const percent = (value: number | null, digits = 1): string =>
  value === null || Number.isNaN(value) ? '–' : `${(100 * value).toFixed(digits)} %`.replace('-', '−');
const signed = (text: string): string => (text.startsWith('−') ? text : `+${text}`);
const points = (interval: MeanInterval | null): string => {
  if (interval === null) return 'too few to tell';
  const of = (value: number): string => signed((100 * value).toFixed(1).replace('-', '−'));
  return `${of(interval.mean)} (${of(interval.lower)} … ${of(interval.upper)})`;
};
const within = (interval: readonly [number, number] | null): string =>
  interval === null ? '' : ` (${percent(interval[0])} … ${percent(interval[1])})`;
const horizon = (ms: number): string => (ms >= DAY ? `${String(ms / DAY)} d` : `${String(ms / HOUR)} h`);

/** `2026-02-12` of a moment, UTC. By arithmetic: there is no calendar where this runs. Source: H. Hinnant, civil_from_days. */
export function dayText(ms: number): string {
  const z = Math.floor(ms / DAY) + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const year = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * dayOfYear + 2) / 153);
  const date = dayOfYear - Math.floor((153 * month + 2) / 5) + 1;
  const shown = month < 10 ? month + 3 : month - 9;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${String(year + era * 400 + (shown <= 2 ? 1 : 0))}-${two(shown)}-${two(date)}`;
}

/** A report as a section of a page, in Markdown. */
export function skillMarkdown(report: SkillReport): string {
  const { symbol, source, bars, from, to, until, families } = report;
  return [
    `### ${symbol}: ${source}`,
    '',
    `${String(bars)} bars, ${dayText(from)} to ${dayText(to)}. Measured from ${dayText(until)} on. **${report.verdict.sentence}**`,
    '',
    ...fitLines(report),
    ...families.flatMap(({ family, hits, direction }) => [
      `Levels reached (${family}), against random levels of the same side and distances:`,
      '',
      '| Within | Levels | Reached (95 %) | Random | Difference, points (95 %) | Notable where reached | Random | Difference, points (95 %) |',
      '| --- | --- | --- | --- | --- | --- | --- | --- |',
      ...hits.map(
        (one) =>
          `| ${horizon(one.horizonMs)} | ${String(one.levels)} | ${percent(one.reached)}${within(one.interval)} | ${percent(one.reachedRandom)} | ${points(one.gain)} | ${percent(one.realised)} | ${percent(one.realisedRandom)} | ${points(one.realisedGain)} |`,
      ),
      '',
      `Which of the two nearest is reached first (${family}), against a random walk:`,
      '',
      '| Within | Cases | β | Brier | Random walk | Skill | Gain × 100 (95 %) |',
      '| --- | --- | --- | --- | --- | --- | --- |',
      ...direction.map(
        (one) =>
          `| ${horizon(one.horizonMs)} | ${String(one.cases)} | ${one.beta.toFixed(2).replace('-', '−')} | ${one.brier.toFixed(4)} | ${one.brierRandomWalk.toFixed(4)} | ${signed(percent(one.skill))} | ${points(one.gain)} |`,
      ),
      '',
    ]),
  ].join('\n');
}

function fitLines({ shares, halfLifeScale, scale, sizeGain, sizeCases }: SkillReport): readonly string[] {
  const mix = shares.map(({ leverage, share }) => `${String(leverage)}x ${percent(share, 0)}`).join(', ');
  const lines = [`Fit: half-lives × ${String(halfLifeScale)}; ${mix}; realised ÷ expected ${scale.toFixed(2)}.`, ''];
  if (sizeGain === null) return lines;
  const of = (value: number): string => signed(value.toFixed(3).replace('-', '−'));
  return [
    ...lines,
    `Size of realised liquidations, given the price: ${of(sizeGain.mean)} (${of(sizeGain.lower)} … ${of(sizeGain.upper)}) ln likelihood a bar and side over what price and the past alone expect, ${String(sizeCases)} cases.`,
    '',
  ];
}
