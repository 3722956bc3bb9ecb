import { styled } from '@mui/material/styles';
import { useCallback, useEffect, useRef } from 'react';
import { say } from '#shared/language/words.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import type { TapeStore } from '#renderer/data/tape-store.ts';
import { formatNumber } from '#renderer/ui/format.ts';
import type { Pen } from '#renderer/charts/pen.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { LiveCanvas } from './live-canvas.tsx';
import { multiplierDecimals } from './grouping.ts';
import { lastMinute, paintTape } from './tape-paint.ts';

const Heads = styled('div')({
  display: 'flex',
  flex: 'none',
  height: 22,
  alignItems: 'center',
  padding: '0 10px',
  fontSize: 11,
  color: tone.text3,
  borderBottom: `1px solid ${tone.lineSoft}`,
  '& span:nth-of-type(1)': { width: '30%' },
  '& span:nth-of-type(2)': { width: '30%', textAlign: 'right' },
  '& span:nth-of-type(3)': { flex: 1, textAlign: 'right' },
});

const Field = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  '[data-stale=false] &[data-faded=true]': { opacity: 0.6 },
});
const SUMMARY_MS = 1_000;

interface TapeProps {
  readonly store: TapeStore;
  readonly units: DepthUnits;
  readonly faded: boolean;
  readonly aggregated: boolean;
}

/** Time and sales: who hits whom, how large. */
export function Tape({ store, units, faded, aggregated }: TapeProps) {
  const [ref, { width, height }] = useSize<HTMLDivElement>();
  const tokens = useTokens();
  const paint = useCallback(
    (pen: Pen) => {
      const sizeDecimals = multiplierDecimals(units.multiplier);
      paintTape(pen, store, { units, tokens, width, height, aggregated, sizeDecimals });
    },
    [store, units, tokens, width, height, aggregated],
  );
  return (
    <>
      <Heads aria-hidden>
        <span>{say('Time')}</span>
        <span>{say('Price')}</span>
        <span>{say('Size {coin}', { coin: units.coin })}</span>
      </Heads>
      <Field
        ref={ref}
        data-faded={faded}
        role="img"
        aria-label={say('Latest trades of {symbol}; their sum of the last minute stands in the head of this panel.', {
          symbol: units.symbol,
        })}
      >
        <LiveCanvas width={width} height={height} onChange={store.onChange} paint={paint} />
      </Field>
    </>
  );
}

/** What was bought and sold in the last minute, written once a second without a render. */
export function TapeSummary({ store, units }: { readonly store: TapeStore; readonly units: DepthUnits }) {
  const ref = useRef<HTMLElement>(null);
  useEffect(() => {
    const tell = (): void => {
      const minute = lastMinute(store);
      const { current } = ref;
      if (current === null) return;
      const words =
        minute === null
          ? ''
          : say('1 min: {percent} % buy of {size}', {
              percent: String(Math.round(minute.bought * 100)),
              size: formatNumber(minute.lots * units.multiplier, 0),
            });
      if (current.textContent !== words) current.textContent = words;
    };
    tell();
    const timer = setInterval(tell, SUMMARY_MS);
    return () => clearInterval(timer);
  }, [store, units]);
  return <span ref={ref} style={{ fontSize: 11, color: tone.text2, whiteSpace: 'nowrap' }} />;
}
