import { styled } from '@mui/material/styles';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { AmountDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatCount, formatPercent, formatR } from '#renderer/ui/format.ts';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { rich } from '#renderer/ui/rich.tsx';
import type { ReplayReport } from '#shared/contract/replay.ts';
import { fieldWords } from '#renderer/ui/assumed-mark.tsx';
import { say, sayAs } from '#shared/language/words.ts';
import { dispositionRows, hitRates, type DispositionRow } from './report-parts.ts';

const ORIGIN = { from: say('Stored candles through the whole path, with made-up fills'), kind: 'simulated' } as const;

interface ReportProps {
  readonly report: ReplayReport;
}

const Bars = styled('ul')({
  margin: 0,
  padding: '8px 16px',
  listStyle: 'none',
  overflow: 'auto',
  fontSize: 12,
  '& li': {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1.9fr) minmax(40px, 1fr) 44px 46px',
    alignItems: 'center',
    gap: 8,
    minHeight: 24,
  },
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& span:first-of-type::first-letter': { textTransform: 'uppercase' },
  '& small': { fontSize: 11, color: tone.text3 },
  '& b': { fontWeight: 600, textAlign: 'right' },
  '& small:last-child': { textAlign: 'right' },
  '& i': { display: 'block', height: 8, borderRadius: 2, minWidth: 1 },
});

/** The stages of a signal's way as they stand small behind a reason. */
const STAGES: Readonly<Record<DispositionRow['stage'], string>> = {
  intake: say('intake'),
  throttle: say('throttle'),
  scoring: say('scoring'),
  conflict: say('conflict'),
  lock: sayAs('stage', 'lock'),
  risk: say('risk'),
  execution: say('execution'),
  outcome: say('outcome'),
};

function Disposition({ row, most }: { readonly row: DispositionRow; readonly most: number }) {
  const stopped = row.code !== null;
  return (
    <li title={row.code ?? undefined}>
      <span>
        {row.label} {stopped && <small>{STAGES[row.stage]}</small>}
      </span>
      <i
        style={{
          width: `${String((row.count / Math.max(1, most)) * 100)}%`,
          background: stopped ? tone.stop : tone.king,
        }}
      />
      <b>{formatCount(row.count)}</b>
      <small>{formatPercent(row.share, 1)}</small>
    </li>
  );
}

/** Where every signal ended, with the reasons. */
export function DispositionsPanel({ report }: ReportProps) {
  const { rows, missing } = dispositionRows(report);
  const most = Math.max(...rows.map(({ count }) => count), 1);
  const note = say('{received} received, {executed} executed', {
    received: formatCount(report.signals.received),
    executed: formatCount(report.signals.executed),
  });
  return (
    <Panel
      label={say('Where signals ended')}
      origin={ORIGIN}
      header={
        <PanelHead title={say('Where signals ended')} note={note}>
          {missing !== 0 && (
            <Tag tone="down">{say('{count} NOT ACCOUNTED FOR', { count: formatCount(Math.abs(missing)) })}</Tag>
          )}
        </PanelHead>
      }
    >
      <Bars>
        {rows.map((row) => (
          <Disposition key={row.key} row={row} most={most} />
        ))}
      </Bars>
    </Panel>
  );
}

const Note = styled('p')({
  padding: '10px 16px !important',
  fontSize: 11.5,
  lineHeight: 1.5,
  color: tone.text2,
  '& b': { fontWeight: 600, color: tone.text },
});

const KINDS = { target: say('Target'), stop: say('Stop'), 'time-out': say('Time-out') } as const;

/** How prices went after the signals, the executed beside the refused. */
export function OutcomesPanel({ report }: ReportProps) {
  const rates = hitRates(report);
  const { orders } = report;
  const rColour = (r: number | null): string => (r === null ? tone.text3 : r >= 0 ? tone.up : tone.down);
  return (
    <Panel
      label={say('Outcomes')}
      origin={ORIGIN}
      header={<PanelHead title={say('Outcomes')} note={say('did the gate refuse the right ones?')} />}
    >
      <DataTable>
        <thead>
          <tr>
            <th>{say('Ended at')}</th>
            <th data-right>{say('Executed')}</th>
            <th data-right>{say('Mean R')}</th>
            <th data-right>{say('Refused')}</th>
            <th data-right>{say('Mean R')}</th>
          </tr>
        </thead>
        <tbody>
          {report.outcomes.map(({ kind, executed, refused, meanR, meanRRefused }) => (
            <tr key={kind} style={{ height: 28 }}>
              <td>{KINDS[kind]}</td>
              <td data-right>{formatCount(executed)}</td>
              <td data-right style={{ color: rColour(meanR) }}>
                {formatR(meanR)}
              </td>
              <td data-right style={{ color: tone.text2 }}>
                {formatCount(refused)}
              </td>
              <td data-right style={{ color: rColour(meanRRefused) }}>
                {formatR(meanRRefused)}
              </td>
            </tr>
          ))}
          <tr style={{ height: 30, fontWeight: 600 }}>
            <td>{say('Reached target')}</td>
            <td data-right colSpan={2}>
              {formatPercent(rates.executed, 1)}
            </td>
            <td data-right colSpan={2}>
              {formatPercent(rates.refused, 1)}
            </td>
          </tr>
        </tbody>
      </DataTable>
      <Note>
        {rich(
          '{sent} orders sent: {filled} filled, {canceled} canceled, {rejected} rejected. Results of refused signals are simulated.',
          {
            sent: <b>{formatCount(orders.sent)}</b>,
            filled: formatCount(orders.filled),
            canceled: formatCount(orders.canceled),
            rejected: formatCount(orders.rejected),
          },
        )}
      </Note>
    </Panel>
  );
}

/** The result of each symbol; specifications with assumed fields are marked. */
export function SymbolsPanel({ report }: ReportProps) {
  return (
    <Panel
      label={say('By symbol')}
      origin={ORIGIN}
      header={
        <PanelHead
          title={say('By symbol')}
          note={say('{count, plural, one {# symbol} other {# symbols}}, after costs', {
            count: report.perSymbol.length,
          })}
        />
      }
    >
      <div style={{ overflow: 'auto', minHeight: 0 }}>
        <DataTable>
          <thead>
            <tr>
              <th>{say('Symbol')}</th>
              <th data-right>{say('Trades')}</th>
              <th data-right>{say('Won')}</th>
              <th data-right>{say('Fees')}</th>
              <th data-right>{say('Result, USDT')}</th>
            </tr>
          </thead>
          <tbody>
            {report.perSymbol.map(({ symbol, coin, trades, won, fees, result, assumed }) => (
              <tr key={symbol} style={{ height: 28 }}>
                <td>
                  <b style={{ fontWeight: 600 }}>{coin}</b>{' '}
                  {assumed.length > 0 && (
                    <Tag
                      tone="ember"
                      title={say('No record gives: {fields}', { fields: assumed.map(fieldWords).join(', ') })}
                    >
                      {say('ASSUMED')}
                    </Tag>
                  )}
                </td>
                <td data-right>{formatCount(trades)}</td>
                <td data-right>{trades === 0 ? '–' : formatPercent(won / trades, 0)}</td>
                <td data-right style={{ color: tone.text2 }}>
                  {formatAmount(fees)}
                </td>
                <td data-right>
                  <AmountDelta amount={result} />
                </td>
              </tr>
            ))}
          </tbody>
        </DataTable>
      </div>
    </Panel>
  );
}
