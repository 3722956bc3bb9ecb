import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatAmount, formatNumber } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { spacedName } from './points-sheet.ts';

interface ReasonProps {
  readonly explanation: SignalExplanation;
}

function figureText(value: number | string): string {
  if (typeof value === 'number') return formatNumber(value, Number.isInteger(value) ? 0 : 2);
  return /^-?\d+\.\d+$/.test(value) ? formatAmount(value) : told(value);
}

/** The figures behind the verdict. */
export function NumbersPanel({ explanation }: ReasonProps) {
  const entries = Object.entries(explanation.numbers);
  return (
    <Panel
      label={say('Numbers that decided')}
      origin={EXPLAIN_ORIGINS.numbers}
      header={<PanelHead title={say('Numbers that decided')} />}
    >
      {entries.length === 0 ? (
        <EmptyNote title={say('No figures were recorded')} />
      ) : (
        <DataTable>
          <tbody>
            {entries.map(([name, value]) => (
              <tr key={name} style={{ height: 26 }}>
                <td style={{ color: tone.text2 }}>{spacedName(name)}</td>
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
