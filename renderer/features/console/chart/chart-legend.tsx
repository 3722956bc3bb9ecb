import { styled } from '@mui/material/styles';
import { useEffect, useState } from 'react';
import { say, sayAs } from '#shared/language/words.ts';
import { formatNumber, formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { resultTone } from '#renderer/ui/delta.tsx';
import { formatCompact } from './compact.ts';
import type { StudyChoice } from './studies.ts';
import type { ContractUnits } from './trade-levels.ts';
import { useBars, type OpenChart } from './use-chart.ts';

const Rows = styled('div')({
  position: 'absolute',
  left: 8,
  top: 6,
  zIndex: 2,
  display: 'flex',
  flexWrap: 'wrap',
  gap: '2px 12px',
  maxWidth: 'calc(100% - 180px)',
  fontSize: 11,
  color: tone.text3,
  pointerEvents: 'none',
  fontVariantNumeric: 'tabular-nums',
  '& > span': { background: tone.panel, borderRadius: 2 },
  '& b': { fontWeight: 500, color: tone.text, marginLeft: 4 },
  '& i': {
    display: 'inline-block',
    width: 12,
    height: 0,
    borderTop: '2px solid',
    verticalAlign: 'middle',
    marginRight: 4,
  },
});

interface ChartLegendProps {
  readonly open: OpenChart;
  readonly studies: readonly StudyChoice[];
  readonly units: ContractUnits;
}

/** The moment under the pointer, or null. */
function useHovered({ chart }: OpenChart): number | null {
  const [at, setAt] = useState<number | null>(null);
  useEffect(() => {
    chart.onHover = setAt;
    return () => {
      chart.onHover = null;
    };
  }, [chart]);
  return at;
}

/** The figures of the bar under the pointer, else of the last one, and of the indicators at it. */
export function ChartLegend({ open, studies, units }: ChartLegendProps) {
  const { window } = useBars(open);
  const at = useHovered(open);
  if (window === null || window.ts.length === 0) return null;
  const found = at === null ? -1 : window.ts.indexOf(at);
  const row = found < 0 ? window.ts.length - 1 : found;
  const [o, h, l, c] = [window.open[row], window.high[row], window.low[row], window.close[row]];
  if (o === undefined || h === undefined || l === undefined || c === undefined) return null;
  const price = (value: number) => formatPrice(value, units.priceDecimals);
  const change = (c - o) / o;
  let output = 0;
  return (
    <Rows>
      {(
        [
          ['open', sayAs('candle', 'O'), o],
          ['high', sayAs('candle', 'H'), h],
          ['low', sayAs('candle', 'L'), l],
          ['close', sayAs('candle', 'C'), c],
        ] as const
      ).map(([id, name, value]) => (
        <span key={id}>
          {name}
          <b>{price(value)}</b>
        </span>
      ))}
      <span style={{ color: resultTone(change) }}>{formatPercent(change, 2, 'always')}</span>
      <span>
        {say('Vol')}
        <b>{formatCompact(window.volume[row] ?? 0)}</b>
      </span>
      {studies.flatMap(({ id, outputs, inPrice }) =>
        outputs.map(({ name, ink, kind }, at) => {
          const value = window.outputs[output++]?.[row] ?? null;
          if (kind === 'hidden') return null;
          return (
            <span key={`${id} ${String(at)}`}>
              <i style={{ color: tone[ink], borderTopStyle: kind === 'dotted' ? 'dotted' : 'solid' }} />
              {name}
              <b>{value === null ? say('warming up') : inPrice ? price(value) : formatNumber(value, 2)}</b>
            </span>
          );
        }),
      )}
    </Rows>
  );
}
