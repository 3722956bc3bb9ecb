import { styled } from '@mui/material/styles';
import { useMemo } from 'react';
import { AGENT_NAMES } from '#renderer/charts/agent-names.ts';
import { contributionSheet, type ContributionSheet } from '#renderer/charts/contribution-sheet.ts';
import { ContributionWaterfall } from '#renderer/charts/contribution-waterfall.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { formatAmount, formatNumber, formatPercent, plural } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';

const Pad = styled('div')({ padding: '10px 16px 12px', overflow: 'auto' });

interface ReasonProps {
  readonly explanation: SignalExplanation;
}

interface ContributionsProps extends ReasonProps {
  /** Colours of what speaks for a long and for a short. */
  readonly colours: { readonly gain: string; readonly loss: string };
}

function distanceWords({ score, threshold, signal }: SignalExplanation): string {
  if (score === null) return '';
  const distance = score.score * signal.direction - threshold;
  return distance >= 0 ? `above the bar by ${distance.toFixed(2)}` : `short of the bar by ${(-distance).toFixed(2)}`;
}

/** Why this score: opinion × weight, and whether what is printed adds up. */
export function ContributionsPanel({ explanation, colours }: ContributionsProps) {
  const { score, threshold, signal } = explanation;
  const sheet = useMemo(() => (score === null ? null : contributionSheet(score, true)), [score]);
  const note = sheet === null ? undefined : `opinion × weight = points · ${distanceWords(explanation)}`;
  return (
    <Panel label="Contributions" header={<PanelHead title="Contributions" note={note} />}>
      {sheet === null ? (
        <EmptyNote title="No score was made">The signal ended before scoring.</EmptyNote>
      ) : (
        <Pad>
          <ContributionWaterfall sheet={sheet} bar={threshold * signal.direction} now={signal.at} colours={colours} />
        </Pad>
      )}
    </Panel>
  );
}

const STATUS = { 'no-data': 'NO DATA', 'warming-up': 'WARMING UP', stale: 'STALE' } as const;

/** The agents that took no part in the score, with their reasons. */
export function AbstainingPanel({ explanation }: ReasonProps) {
  const { score } = explanation;
  const sheet: ContributionSheet | null = useMemo(
    () => (score === null ? null : contributionSheet(score, false)),
    [score],
  );
  const silent = sheet?.abstaining ?? [];
  const note = score === null ? undefined : `${formatPercent(score.completeness, 0)} of the base weight had data`;
  return (
    <Panel label="Abstaining agents" header={<PanelHead title="Abstaining agents" note={note} />}>
      {silent.length === 0 ? (
        <EmptyNote title={score === null ? 'No agent was asked' : 'Every agent had data'} />
      ) : (
        <DataTable>
          <tbody>
            {silent.map(({ agent, status, reason, baseWeight }) => (
              <tr key={agent} style={{ height: 26 }}>
                <td>{AGENT_NAMES[agent].long}</td>
                <td>
                  <Tag tone={status === 'stale' ? 'warn' : 'neutral'}>{STATUS[status]}</Tag>
                </td>
                <td style={{ color: tone.text2, whiteSpace: 'normal', fontSize: 11 }}>{reason}</td>
                <td data-right style={{ color: tone.text3 }} title="Base weight it would have had">
                  {formatPercent(baseWeight, 0)}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}

/** Each input as it was read at the decision, with its age then. */
export function EvidencePanel({ explanation }: ReasonProps) {
  const { score, signal } = explanation;
  const rows = (score?.contributions ?? []).flatMap(({ opinion }) =>
    opinion.status === 'ok' ? opinion.evidence.map((each) => ({ ...each, agent: opinion.agent })) : [],
  );
  return (
    <Panel
      label="Evidence"
      header={<PanelHead title="Evidence" note={`${plural(rows.length, 'input')}, as read at the decision`} />}
    >
      {rows.length === 0 ? (
        <EmptyNote title="No input was read" />
      ) : (
        <div style={{ overflow: 'auto' }}>
          <DataTable>
            <thead>
              <tr>
                <th>Input</th>
                <th data-right>Measured</th>
                <th data-right>On ±100</th>
                <th data-right>Age</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={`${row.agent}/${row.name}`} style={{ height: 25 }}>
                  <td>
                    {spaced(row.name)}{' '}
                    <span style={{ fontSize: 11, color: tone.text3 }}>{AGENT_NAMES[row.agent].long}</span>
                  </td>
                  <td data-right>{row.measured}</td>
                  <td data-right>{formatNumber(row.input, 1, 'always')}</td>
                  <td data-right style={{ color: tone.text3 }}>
                    {formatAge(signal.at - row.asOf)}
                  </td>
                </tr>
              ))}
            </tbody>
          </DataTable>
        </div>
      )}
    </Panel>
  );
}

const spaced = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
};

function figureText(value: number | string): string {
  if (typeof value === 'number') return formatNumber(value, Number.isInteger(value) ? 0 : 2);
  return /^-?\d+\.\d+$/.test(value) ? formatAmount(value) : value;
}

/** The figures behind the verdict. */
export function NumbersPanel({ explanation }: ReasonProps) {
  const entries = Object.entries(explanation.numbers);
  return (
    <Panel label="Numbers that decided" header={<PanelHead title="Numbers that decided" />}>
      {entries.length === 0 ? (
        <EmptyNote title="No figures were recorded" />
      ) : (
        <DataTable>
          <tbody>
            {entries.map(([name, value]) => (
              <tr key={name} style={{ height: 26 }}>
                <td style={{ color: tone.text2 }}>{spaced(name)}</td>
                <td data-right style={{ fontWeight: 600 }} title={String(value)}>
                  {figureText(value)}
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      )}
    </Panel>
  );
}
