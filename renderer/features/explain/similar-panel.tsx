import { styled } from '@mui/material/styles';
import { useCallback } from 'react';
import { hairline, penFont, write, type Pen } from '#renderer/charts/pen.ts';
import { useExplain } from '#renderer/data/explain-link.ts';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { ColumnHeads, columnsOf, DataTable } from '#renderer/ui/data-table.tsx';
import { formatDay, formatMinute } from '#renderer/ui/format-time.ts';
import { formatNumber, formatPercent, formatR } from '#renderer/ui/format.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import type { SimilarCases } from '#shared/contract/explain.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { EXPLAIN_ORIGINS } from './explain-origins.ts';
import { stackCases } from './curve-geometry.ts';
import { rowKeys } from './chosen-input.ts';

const DOT = 9;
const HEIGHT = 84;

interface Strip {
  readonly similar: SimilarCases;
  readonly width: number;
}

function paintStrip(pen: Pen, { similar, width }: Strip, t: Tokens): void {
  const results = similar.cases.map(({ r }) => r);
  const low = Math.min(-1.2, ...results) - 0.1;
  const high = Math.max(1.2, ...results) + 0.1;
  const columns = Math.max(4, Math.floor((width - 2 * DOT) / DOT));
  const x = (r: number): number => DOT + ((r - low) / (high - low)) * columns * DOT;
  const base = HEIGHT - 18;
  hairline(pen, DOT, base + 2, width - DOT, base + 2, t.lineStrong);
  pen.font = penFont(11);
  for (let r = Math.ceil(low); r <= high; r++) {
    write(pen, `${formatNumber(r, 0, 'always')} R`, x(r), HEIGHT - 7, t.text3, 'center');
    pen.fillStyle = t.lineStrong;
    pen.fillRect(Math.round(x(r)), base + 2, 1, 4);
  }
  const stacked = stackCases(results, low, high, columns);
  const tallest = Math.max(...stacked.map(({ level }) => level));
  // A tall stack is pressed together rather than cut.
  const step = Math.min(DOT, (base - DOT) / Math.max(1, tallest));
  for (const { index, column, level } of stacked) {
    const one = similar.cases[index];
    if (one === undefined) continue;
    pen.beginPath();
    pen.arc(DOT * 1.5 + column * DOT, base - 4 - level * step, 3.4, 0, 2 * Math.PI);
    pen.strokeStyle = pen.fillStyle = one.r > 0 ? t.up : t.down;
    pen.lineWidth = 1.4;
    if (!one.simulated) pen.fill();
    pen.stroke();
  }
  if (similar.meanR !== null) {
    pen.fillStyle = t.text;
    pen.fillRect(Math.round(x(similar.meanR)) - 1, 4, 2, base - 2);
  }
}

const Figures = styled('p')({ padding: '2px 16px 8px', fontSize: 12, '& small': { fontSize: 11, color: tone.text3 } });

function Summary({ similar }: { readonly similar: SimilarCases }) {
  const { meanR, wins, cases } = similar;
  if (meanR === null || wins === null) {
    return (
      <Figures>
        <b>{say('{cases, plural, one {# case} other {# cases}}: too few', { cases: cases.length })}</b>{' '}
        <small>{say('five at least are needed for a mean · hollow: refused, simulated')}</small>
      </Figures>
    );
  }
  return (
    <Figures>
      {rich(
        'Won {rate} [{lower}, {upper}], mean {mean} after costs <small>· line = mean · hollow: refused, simulated</small>',
        {
          rate: <b>{formatPercent(wins.rate, 1)}</b>,
          lower: formatPercent(wins.lower, 1),
          upper: formatPercent(wins.upper, 1),
          mean: <b>{formatR(meanR)}</b>,
          small: (inside) => <small>{inside}</small>,
        },
      )}
    </Figures>
  );
}

const COLUMNS = [
  ...columnsOf([say('When'), say('Symbol')], [say('Distance')]),
  ...columnsOf([say('Decision')], [say('Result')]),
];

type Case = SimilarCases['cases'][number];

const VERDICTS: Readonly<Record<Case['verdict'], string>> = {
  executed: say('executed'),
  refused: say('refused'),
};

const OUTCOMES: Readonly<Record<Case['outcome'], string>> = {
  target: sayAs('outcome', 'target'),
  stop: sayAs('outcome', 'stop'),
  'time-out': sayAs('outcome', 'time-out'),
};

function Cases({ similar }: { readonly similar: SimilarCases }) {
  const { open } = useExplain();
  return (
    <div style={{ overflow: 'auto', minHeight: 0, flex: 1 }}>
      <DataTable aria-label={say('Similar cases')}>
        <ColumnHeads columns={COLUMNS} />
        <tbody onKeyDown={rowKeys}>
          {similar.cases.map((one) => (
            <tr
              key={one.key}
              tabIndex={0}
              style={{ height: 23, cursor: 'pointer' }}
              onClick={() => open(one.key)}
              onKeyDown={(event) => {
                if (event.key === 'Enter') open(one.key);
              }}
            >
              <td>
                {formatDay(one.at)} {formatMinute(one.at)}
              </td>
              <td>{one.coin}</td>
              <td data-right>{formatNumber(one.distance, 2)}</td>
              <td title={one.code ?? undefined}>
                {VERDICTS[one.verdict]} <span style={{ color: tone.text3 }}>· {OUTCOMES[one.outcome]}</span>
              </td>
              <td data-right style={{ color: one.r > 0 ? tone.up : tone.down, fontWeight: 600 }}>
                {formatR(one.r)}
                {one.simulated && <span style={{ color: tone.sim, fontWeight: 400 }}> {say('sim')}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </DataTable>
    </div>
  );
}

interface SimilarPanelProps {
  readonly similar: SimilarCases | null;
  /** True: figures only, without the picture. */
  readonly table: boolean;
}

function StripChart({ similar }: { readonly similar: SimilarCases }) {
  const t = useTokens();
  const [ref, { width }] = useSize<HTMLDivElement>();
  const paint = useCallback((pen: Pen) => paintStrip(pen, { similar, width }, t), [similar, width, t]);
  return (
    <div ref={ref} style={{ position: 'relative', height: HEIGHT, flex: 'none' }}>
      {width > 0 && <Canvas width={width} height={HEIGHT} paint={paint} />}
    </div>
  );
}

function poolWords({ capped, pool, days }: SimilarCases): string {
  const values = { cases: pool, days: formatNumber(days, 0) };
  return capped
    ? say(
        'nearest of the latest {cases, plural, one {# ended case} other {# ended cases}} of its source, timeframe and side, {days} d',
        values,
      )
    : say(
        'nearest of {cases, plural, one {# ended case} other {# ended cases}} of its source, timeframe and side, {days} d',
        values,
      );
}

/** Earlier decisions that looked alike, and how they ended. */
export function SimilarPanel({ similar, table }: SimilarPanelProps) {
  if (similar === null) {
    return (
      <Panel label={say('Similar cases')} header={<PanelHead title={say('Similar cases')} />}>
        <EmptyNote title={say('No score was made')}>
          {say('Cases are compared by the inputs of their scores.')}
        </EmptyNote>
      </Panel>
    );
  }
  const head = (
    <PanelHead title={say('Similar cases')} note={poolWords(similar)}>
      {similar.meanR === null && <Tag tone="warn">{say('TOO FEW')}</Tag>}
    </PanelHead>
  );
  return (
    <Panel label={say('Similar cases')} origin={EXPLAIN_ORIGINS.similar} header={head}>
      {similar.cases.length === 0 ? (
        <EmptyNote title={say('No like case had ended before it')}>{say('Later ones are never looked at.')}</EmptyNote>
      ) : (
        <>
          {!table && <StripChart similar={similar} />}
          <Summary similar={similar} />
          <Cases similar={similar} />
        </>
      )}
    </Panel>
  );
}
