import { styled } from '@mui/material/styles';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { formatNumber, MINUS } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CellMode } from './view-settings.ts';

const Head = styled('header')({
  flex: 'none',
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  height: 36,
  padding: '0 16px',
  borderBottom: `1px solid ${tone.line}`,
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  fontSize: 11,
  color: tone.text2,
  '& h2': { fontSize: 12.5, fontWeight: 600, color: tone.text },
});

const Marks = styled('div')({
  marginLeft: 'auto',
  display: 'flex',
  alignItems: 'center',
  gap: 14,
  minWidth: 0,
  '& > span': { display: 'inline-flex', alignItems: 'center', gap: 5 },
  '@media (max-width: 1499px)': { '& > .wide': { display: 'none' } },
});

const Box = styled('i')({ display: 'inline-block', width: 16, height: 12, borderRadius: 3, flex: 'none' });

const Dots = styled('i')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 3,
  '& i': { background: 'currentColor', borderRadius: '50%' },
});

const HATCH = { background: `repeating-linear-gradient(135deg, ${tone.hatch} 0 1px, transparent 1px 4px)` };
const DASHED = { border: `1px dashed ${tone.lineStrong}` };
const CORNER = { background: `linear-gradient(225deg, ${tone.down} 0 35%, ${tone.track} 35%)` };

const gradient = (colours: readonly string[]): string => {
  const picked = Array.from({ length: 9 }, (_, index) => colours[Math.round((index / 8) * (colours.length - 1))]);
  return `linear-gradient(90deg, ${picked.join(', ')})`;
};

const ENDS: Readonly<Record<CellMode, readonly [string, string]>> = {
  score: [`Short ${MINUS}80`, '+80 Long'],
  change: [`Falling ${MINUS}40`, '+40 rising'],
  completeness: ['0 %', '100 % of the agents’ weight has data'],
  age: ['Fresh', 'two candles old'],
};

interface MatrixLegendProps {
  readonly symbols: number;
  readonly scored: number;
  readonly total: number;
  readonly mode: CellMode;
  readonly scale: SignalScale;
  readonly threshold: number | null;
}

/** The head of the matrix: how many symbols, how far scoring is, and what the marks mean. */
export function MatrixLegend({ symbols, scored, total, mode, scale, threshold }: MatrixLegendProps) {
  const [low, high] = ENDS[mode];
  return (
    <Head>
      <h2>{symbols} symbols</h2>
      {scored < total && (
        <span>
          {scored} of {total} cells scored
        </span>
      )}
      <Marks>
        <span>
          {low}
          <Box style={{ width: 84, background: gradient(scale.colours) }} />
          {high}
        </span>
        <span>
          <Dots>
            <i style={{ width: 2, height: 2 }} />
            <i style={{ width: 5, height: 5 }} />
            <i style={{ width: 9, height: 9 }} />
          </Dots>
          confidence
        </span>
        <span>
          <Box style={HATCH} /> stale
        </span>
        <span>
          <Box style={DASHED} /> no data
        </span>
        <span>
          <Box style={CORNER} /> veto
        </span>
        {threshold !== null && (
          <span className="wide">
            <i style={{ width: 18, borderTop: `1px dashed ${tone.text2}` }} /> entry bar ±{formatNumber(threshold, 0)}
          </span>
        )}
      </Marks>
    </Head>
  );
}
