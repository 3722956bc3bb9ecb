import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import type { ContributionSheet } from '#renderer/charts/contribution-sheet.ts';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CellExplanation } from '#shared/contract/score.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say } from '#shared/language/words.ts';
import { rich } from '#renderer/ui/rich.tsx';
import { told } from '#shared/language/told.ts';

const Abstain = styled('div')({
  margin: '4px 16px 2px',
  padding: '6px 10px',
  borderRadius: 5,
  background: tone.track,
  fontSize: 11.5,
  lineHeight: 1.45,
  color: tone.text2,
  '& b': { fontWeight: 600, color: tone.text },
});

/** The agents that took no part, and how much of the weight they hold. */
export function AbstainLine({ sheet, completeness }: { sheet: ContributionSheet; completeness: number }) {
  const { abstaining } = sheet;
  if (abstaining.length === 0) return null;
  const reasons = new Set(abstaining.map(({ reason }) => reason));
  const [why] = reasons.size === 1 ? reasons : [];
  const values = {
    count: abstaining.length,
    agents: abstaining.map(({ agent }) => AGENT_NAMES[agent].long).join(', '),
    share: formatPercent(completeness, 0),
    b: (inside: ReactNode) => <b>{inside}</b>,
  };
  return (
    <Abstain title={abstaining.map(({ agent, reason }) => `${AGENT_NAMES[agent].long}: ${told(reason)}`).join('\n')}>
      {why === undefined
        ? rich(
            '<b>{count, plural, one {# agent abstains} other {# agents abstain}}</b>: {agents}. {share} of the base weight has data.',
            values,
          )
        : rich(
            '<b>{count, plural, one {# agent abstains} other {# agents abstain}}</b>: {agents}. {share} of the base weight has data; {reason}.',
            { ...values, reason: told(why) },
          )}
    </Abstain>
  );
}

const Flips = styled('ul')({
  margin: 0,
  padding: 0,
  listStyle: 'none',
  fontSize: 12,
  lineHeight: 1.45,
  '& li': { display: 'grid', gridTemplateColumns: '1fr auto', columnGap: 8, padding: '3px 0' },
  '& b': { fontWeight: 600 },
  '& small': { gridColumn: '1 / -1', fontSize: 11, color: tone.text3 },
  '& p': { color: tone.text2 },
});

const isAgent = (name: string): name is ScoringAgentName => name in AGENT_NAMES;

/** `technical/momentum` → `Momentum`; of other agents with the agent, whose inputs may share a name. */
function inputName(input: string): string {
  const [agent = '', id = input] = input.split('/');
  const name = told(id);
  const written = name.charAt(0).toUpperCase() + name.slice(1);
  return isAgent(agent) && agent !== 'technical' ? `${AGENT_NAMES[agent].middle} ${name}` : written;
}

/** What a re-run gave: `score 50.0, admitted`. */
function rerunWords(rerun: string): string {
  const [, score, verdict] = /^score (\S+), (admitted|refused)$/.exec(rerun) ?? [];
  if (score === undefined) return say('RE-RUN: {result}', { result: told(rerun).toUpperCase() });
  return verdict === 'admitted'
    ? say('RE-RUN: {score}, ADMITTED', { score })
    : say('RE-RUN: {score}, REFUSED', { score });
}

/** The smallest single changes that would lead to the other decision, each with the result of its re-run. */
export function FlipList({ found }: { readonly found: CellExplanation }) {
  const { counterfactuals } = found;
  if (counterfactuals.length === 0) {
    return (
      <Flips>
        <li>
          <span style={{ color: tone.text2 }}>
            {say('No single input can turn it within its range of −100 to +100.')}
          </span>
        </li>
      </Flips>
    );
  }
  return (
    <Flips>
      {counterfactuals.map((flip) => (
        <li key={flip.input} title={told(flip.sentence)}>
          <span>
            {inputName(flip.input)} {formatNumber(flip.from, 1, 'always')} → <b>{formatNumber(flip.to, 1, 'always')}</b>
          </span>
          <Tag tone="info" title={say('Computed again with this value by the scoring function')}>
            {rerunWords(flip.rerun)}
          </Tag>
        </li>
      ))}
    </Flips>
  );
}
