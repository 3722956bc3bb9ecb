import type { Evidence } from '#shared/domain/agent.ts';
import type { Contribution, Score } from '#shared/domain/score.ts';
import { percent } from '../terminal/figures.ts';
import { table, type Column } from '../terminal/table.ts';

const right = (title: string): Column => ({ title, align: 'right' });

/** A figure with its sign, with as many decimals as it needs up to nine, so that printed columns add up. */
const signed = (value: number): string => {
  const text = Math.abs(value)
    .toFixed(9)
    .replace(/\.?0+$/, '');
  return text === '0' ? '0' : `${value < 0 ? '−' : '+'}${text}`;
};

/** What each agent contributed; the points add up to the score. */
export function contributionsText(score: Score): string {
  const rows = score.contributions.map(contributionRow);
  const used = score.contributions.reduce((sum, { weight }) => sum + weight, 0);
  const columns = [{ title: 'Agent' }, right('Opinion'), right('× Weight'), right('= Points'), right('Confidence')];
  const total = ['score', '', String(Math.round(used * 1e4) / 1e4), signed(score.score), String(score.confidence)];
  return table([...columns, { title: 'Says' }], rows, [total]);
}

function contributionRow({ opinion, weight, points, baseWeight }: Contribution): readonly string[] {
  if (opinion.status !== 'ok') return [opinion.agent, '–', '0', '0', '–', `${opinion.status}: ${opinion.reason}`];
  const says = `${opinion.veto ? 'veto; ' : ''}base weight ${percent(baseWeight, 0)}`;
  return [opinion.agent, signed(opinion.opinion), String(weight), signed(points), String(opinion.confidence), says];
}

/** The evidence of each agent that has data; the points add up to its opinion. */
export function evidenceText(score: Score): string {
  const tables = score.contributions.flatMap(({ opinion }) =>
    opinion.status === 'ok'
      ? [`Evidence of the ${opinion.agent} agent\n\n${evidenceTable(opinion.evidence, opinion.opinion)}`]
      : [],
  );
  return tables.join('\n');
}

function evidenceTable(evidence: readonly Evidence[], opinion: number): string {
  const rows = evidence.map(({ name, measured, input, weight }) => [
    name,
    measured,
    signed(input),
    String(weight),
    signed(Math.round(input * weight * 1e5) / 1e5),
  ]);
  const columns = [{ title: 'Input' }, { title: 'Measured' }, right('On ±100'), right('× Weight'), right('= Points')];
  return table(columns, rows, [['opinion', '', '', '1', signed(opinion)]]);
}
