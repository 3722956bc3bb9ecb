import { styled } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Segmented } from '#renderer/ui/segmented.tsx';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { ExplanationDetails } from '#shared/contract/explain.ts';
import type { SignalExplanation } from '#shared/contract/signal.ts';
import type { ScoringAgentName } from '#shared/domain/agent.ts';
import { say } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { axisRange, axisTicks, pointsSheet, type PointsOrder, type PointsSheet } from './points-sheet.ts';
import { rowKeys, useChosen } from './chosen-input.ts';
import { decidingWords } from './details-words.ts';

const ROW = 22;
const HEAD = 28;

/** The agents as they are named beside their inputs. */
const AGENTS_ASIDE: Readonly<Record<ScoringAgentName, string>> = {
  technical: say('technical'),
  fundamental: say('fundamental'),
  structure: say('structure'),
  risk: say('risk'),
  sentiment: say('sentiment'),
  onchain: say('on-chain'),
  liquidation: say('liq. map'),
  cycle: say('cycle'),
  model: say('model'),
};

const Table = styled(DataTable)({
  '& td': { height: ROW, borderBottom: 'none' },
  '& td:nth-of-type(2)': { maxWidth: 170, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& tr[aria-selected=true] td': { background: tone.kingSoft },
  '& tbody tr': { cursor: 'pointer' },
  '& tbody tr:focus-visible': { outlineOffset: -2 },
  '& tfoot td': { height: 26, fontWeight: 600, borderTop: `1px solid ${tone.line}` },
  '& .bars': { width: '38%', minWidth: 150, padding: 0 },
  '& small': { display: 'inline' },
});

const Layer = styled('div')({ position: 'relative', '& .plot': { position: 'absolute', pointerEvents: 'none' } });

interface Plot {
  readonly sheet: PointsSheet;
  readonly mark: number;
  readonly width: number;
  readonly height: number;
}

function paintBars(pen: Pen, { sheet, mark, width, height }: Plot, t: Tokens): void {
  const { low, high } = axisRange(sheet, mark);
  const x = (value: number): number => ((value - low) / (high - low)) * width;
  pen.font = penFont(11);
  for (const tick of axisTicks(low, high, Math.max(2, Math.floor(width / 40)))) {
    pen.fillStyle = t.grid;
    pen.fillRect(Math.round(x(tick)), HEAD, 1, height - HEAD);
    const room = Math.abs(x(tick) - x(mark)) > 38 && x(tick) < width - 10;
    if (room) write(pen, formatNumber(tick, 0), Math.max(7, x(tick)), HEAD / 2, t.text3, 'center');
  }
  const bar = (from: number, to: number, row: number, colour: string): void => {
    pen.fillStyle = colour;
    pen.fillRect(Math.min(x(from), x(to)), HEAD + row * ROW + 5, Math.max(1.5, Math.abs(x(to) - x(from))), ROW - 10);
  };
  sheet.rows.forEach(({ from, to }, row) => {
    bar(from, to, row, to >= from ? t.up : t.down);
    pen.fillStyle = t.lineStrong;
    pen.fillRect(Math.round(x(to)), HEAD + row * ROW + ROW - 5, 1, 10);
  });
  bar(Math.max(low, Math.min(0, high)), sheet.score, sheet.rows.length, t.king);
  pen.font = penFont(11, 600);
  const edge = Math.min(width - 30, Math.max(30, x(mark)));
  write(pen, say('needs {mark}', { mark: formatNumber(mark, 0) }), edge, HEAD / 2, t.text, 'center');
  pen.strokeStyle = t.text2;
  pen.setLineDash([3, 3]);
  pen.beginPath();
  pen.moveTo(Math.round(x(mark)) + 0.5, HEAD);
  pen.lineTo(Math.round(x(mark)) + 0.5, height);
  pen.stroke();
  pen.setLineDash([]);
}

/** The bars lie over the free column of the table, so that rows and bars cannot drift apart. */
function Bars({ sheet, mark }: Pick<Plot, 'sheet' | 'mark'>) {
  const t = useTokens();
  const [ref, { width }] = useSize<HTMLDivElement>();
  const height = HEAD + (sheet.rows.length + 1) * ROW + 4;
  const paint = useCallback(
    (pen: Pen) => paintBars(pen, { sheet, mark, width, height }, t),
    [sheet, mark, width, height, t],
  );
  return (
    <div ref={ref} style={{ position: 'relative', height: 0 }}>
      <div style={{ position: 'absolute', top: 0, left: 0, width, height, pointerEvents: 'none' }}>
        {width > 0 && <Canvas width={width} height={height} paint={paint} />}
      </div>
    </div>
  );
}

const hundredths = (value: number): string => formatNumber(value / 100, 2, 'always');

interface PointsTableProps {
  readonly sheet: PointsSheet;
  readonly mark: number;
  /** What the score came to against the one that is needed. */
  readonly deciding: string | null;
}

function PointsTable({ sheet, mark, deciding }: PointsTableProps) {
  const { chosen, choose } = useChosen();
  return (
    <Layer>
      <Table aria-label={say('Contributions to the score')}>
        <thead>
          <tr>
            <th>{say('Input, agent')}</th>
            <th data-right>{say('Measured')}</th>
            <th data-right>{say('Input')}</th>
            <th data-right>{say('Weight')}</th>
            <th className="bars" aria-label={say('Running sum')}>
              <div style={{ alignSelf: 'start', marginTop: -HEAD / 2 }}>
                <Bars sheet={sheet} mark={mark} />
              </div>
            </th>
            <th data-right>{say('Points')}</th>
          </tr>
        </thead>
        <tbody onKeyDown={rowKeys}>
          {sheet.rows.map((row) => (
            <tr
              key={row.key}
              tabIndex={0}
              aria-selected={row.key === chosen}
              onClick={() => choose(row.key)}
              onFocus={() => choose(row.key)}
            >
              <td>
                {row.name} <small>{AGENTS_ASIDE[row.agent]}</small>
              </td>
              <td data-right title={row.measured}>
                {row.measured}
              </td>
              <td data-right>{formatNumber(row.input, 1, 'always')}</td>
              <td data-right style={{ color: tone.text3 }}>
                {formatNumber(row.weight, 3)}
              </td>
              <td className="bars" />
              <td data-right style={{ fontWeight: 600, color: row.hundredths >= 0 ? tone.up : tone.down }}>
                {hundredths(row.hundredths)}
              </td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <td>{say('Score')}</td>
            <td data-right colSpan={2} style={{ fontSize: 11, color: sheet.addsUp ? tone.up : tone.down }}>
              {sheet.addsUp ? say('adds up') : say('does not add up')}
            </td>
            <td data-right>{formatNumber(sheet.weight, 2)}</td>
            <td className="bars" />
            <td data-right style={{ fontSize: 14 }}>
              {hundredths(sheet.totalHundredths)}
            </td>
          </tr>
          <tr>
            <td colSpan={6} style={{ fontWeight: 400, fontSize: 11.5, color: tone.text2, whiteSpace: 'normal' }}>
              {deciding}
            </td>
          </tr>
        </tfoot>
      </Table>
    </Layer>
  );
}

interface PointsPanelProps {
  readonly explanation: SignalExplanation;
  readonly details: ExplanationDetails | undefined;
  readonly order: PointsOrder;
  readonly onOrder: (order: PointsOrder) => void;
}

/** Why this score: input × weight = points, one bar after the other from 0 to the score. */
export function PointsPanel({ explanation, details, order, onOrder }: PointsPanelProps) {
  const { score, threshold, signal } = explanation;
  const sheet = useMemo(() => (score === null ? null : pointsSheet(score, order)), [score, order]);
  const note =
    score === null
      ? undefined
      : say('weight × input, from 0 · confidence {confidence} · {completeness} had data', {
          confidence: score.confidence.toFixed(2),
          completeness: formatPercent(score.completeness, 0),
        });
  const head = (
    <PanelHead title={say('Contributions')} note={note}>
      <Segmented
        label={say('Order of the bars, key G')}
        value={order}
        onChange={onOrder}
        options={[
          { value: 'effect', label: say('By effect') },
          { value: 'agent', label: say('By agent') },
        ]}
      />
    </PanelHead>
  );
  return (
    <Panel label={say('Contributions')} origin={EXPLAIN_ORIGINS.contributions} header={head}>
      {sheet === null && (
        <EmptyNote title={say('No score was made')}>{say('The signal ended before scoring.')}</EmptyNote>
      )}
      {sheet !== null && sheet.rows.length === 0 && (
        <EmptyNote title={say('No agent had data')}>{say('There was no score.')}</EmptyNote>
      )}
      {sheet !== null && sheet.rows.length > 0 && (
        <div style={{ overflow: 'auto' }}>
          <PointsTable
            sheet={sheet}
            mark={threshold * signal.direction}
            deciding={decidingWords(explanation, details)}
          />
        </div>
      )}
    </Panel>
  );
}
