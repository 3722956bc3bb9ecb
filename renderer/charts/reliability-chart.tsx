import { styled } from '@mui/material/styles';
import { useCallback, useMemo } from 'react';
import { Canvas } from '#renderer/ui/canvas.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatPercent } from '#renderer/ui/format.ts';
import { tone, type Tokens } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { say } from '#shared/language/words.ts';
import { hairline, penFont, write, type Pen } from './pen.ts';
import {
  gridValues,
  reliabilityFrame,
  shareBounds,
  type ReliabilityFrame,
  type ReliabilityPoint,
} from './reliability-geometry.ts';

const Box = styled('div')({ position: 'relative', flex: 1, minHeight: 200, minWidth: 0 });

const Hidden = styled('div')(UNSEEN);

function paintGrid(pen: Pen, frame: ReliabilityFrame, t: Tokens): void {
  pen.font = penFont(10.5);
  const { left, top, width, height } = frame;
  for (const value of gridValues(frame)) {
    const text = formatPercent(value, 0);
    hairline(pen, left, frame.y(value), left + width, frame.y(value), t.grid);
    hairline(pen, frame.x(value), top, frame.x(value), top + height, t.grid);
    write(pen, text, left - 6, frame.y(value), t.text3, 'right');
    write(pen, text, frame.x(value), top + height + 10, t.text3, 'center');
  }
  write(pen, say('said'), left + width / 2, top + height + 25, t.text3, 'center');
  pen.strokeStyle = t.lineStrong;
  pen.setLineDash([4, 4]);
  pen.beginPath();
  pen.moveTo(frame.x(frame.from), frame.y(frame.from));
  pen.lineTo(frame.x(frame.to), frame.y(frame.to));
  pen.stroke();
  pen.setLineDash([]);
}

const LEAST_DOT = 2.5;
const MOST_DOT = 6;

function paintPoints(pen: Pen, frame: ReliabilityFrame, points: readonly ReliabilityPoint[], t: Tokens): void {
  const most = Math.max(...points.map(({ n }) => n));
  pen.strokeStyle = t.king;
  pen.lineWidth = 1.4;
  pen.beginPath();
  points.forEach(({ said, happened }, index) => {
    if (index === 0) pen.moveTo(frame.x(said), frame.y(happened));
    else pen.lineTo(frame.x(said), frame.y(happened));
  });
  pen.stroke();
  for (const { said, happened, n } of points) {
    const [lower, upper] = shareBounds(happened, n);
    hairline(pen, frame.x(said), frame.y(lower), frame.x(said), frame.y(upper), t.text3);
    pen.beginPath();
    pen.arc(frame.x(said), frame.y(happened), LEAST_DOT + (MOST_DOT - LEAST_DOT) * Math.sqrt(n / most), 0, 2 * Math.PI);
    pen.fillStyle = t.king;
    pen.fill();
  }
}

/** The curve as rows: for those who do not see it, and wherever figures are wanted. */
export function ReliabilityTable({ points }: { readonly points: readonly ReliabilityPoint[] }) {
  return (
    <DataTable aria-label={say('Reliability curve')}>
      <thead>
        <tr>
          <th data-right>{say('Said')}</th>
          <th data-right>{say('Happened')}</th>
          <th data-right>{say('95 % by chance')}</th>
          <th data-right>{say('Cases')}</th>
        </tr>
      </thead>
      <tbody>
        {points.map(({ said, happened, n }, index) => {
          const [lower, upper] = shareBounds(happened, n);
          return (
            <tr key={index} style={{ height: 24 }}>
              <td data-right>{formatPercent(said, 1)}</td>
              <td data-right>{formatPercent(happened, 1)}</td>
              <td data-right style={{ color: tone.text3 }}>
                {say('{lower} to {upper}', { lower: formatPercent(lower, 0), upper: formatPercent(upper, 0) })}
              </td>
              <td data-right>{formatCount(n)}</td>
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

/** What was said against how often it happened: on the dashed line whoever says 60 % is right in 60 %. */
export function ReliabilityChart({ points }: { readonly points: readonly ReliabilityPoint[] }) {
  const t = useTokens();
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const frame = useMemo(() => reliabilityFrame(points, width, height), [points, width, height]);
  const paint = useCallback(
    (pen: Pen) => {
      paintGrid(pen, frame, t);
      paintPoints(pen, frame, points, t);
    },
    [frame, points, t],
  );
  return (
    <Box ref={ref}>
      {width > 0 && (
        <Canvas
          width={width}
          height={height}
          paint={paint}
          label={say(
            'Reliability curve: said against happened, with the interval that chance leaves. The table holds the same.',
          )}
        />
      )}
      <Hidden>
        <ReliabilityTable points={points} />
      </Hidden>
    </Box>
  );
}
