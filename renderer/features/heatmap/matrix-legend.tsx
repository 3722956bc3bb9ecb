import { styled } from '@mui/material/styles';
import type { SignalScale } from '#renderer/charts/signal-scale.ts';
import { PanelOrigin } from '#renderer/ui/panel-origin.tsx';
import { formatNumber, MINUS } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { ZOOM_STEP } from './matrix-keys.ts';
import type { ZoomActs } from './use-zoom.ts';
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
  score: [say('Short −80'), say('+80 Long')],
  change: [say('Falling −40'), say('+40 rising')],
  completeness: ['0 %', say('100 % of the agents’ weight has data')],
  age: [say('Fresh'), say('two candles old')],
};

interface MatrixLegendProps {
  readonly symbols: number;
  readonly scored: number;
  readonly total: number;
  readonly mode: CellMode;
  readonly scale: SignalScale;
  readonly threshold: number | null;
  /** Cells of the past have no confidence and no veto. */
  readonly overTime: boolean;
  readonly zoom: ZoomActs;
}

const Zoom = styled('div')({
  display: 'inline-flex',
  flex: 'none',
  border: `1px solid ${tone.lineStrong}`,
  borderRadius: 5,
  overflow: 'hidden',
  '& button': {
    minWidth: 24,
    height: 24,
    padding: '0 7px',
    border: 0,
    background: 'none',
    color: tone.text2,
    fontSize: 11,
    fontWeight: 500,
    cursor: 'pointer',
  },
  '& button:hover': { color: tone.text, background: tone.kingSoft },
  '& button:focus-visible': { outlineOffset: -2 },
});

function ZoomButtons({ zoom }: { readonly zoom: ZoomActs }) {
  return (
    <Zoom role="group" aria-label={say('Size of the cells')}>
      <button
        type="button"
        aria-label={say('Smaller cells')}
        title={say('Smaller cells (−)')}
        onClick={() => zoom.step(1 / ZOOM_STEP)}
      >
        {MINUS}
      </button>
      <button
        type="button"
        aria-label={say('Larger cells')}
        title={say('Larger cells (+)')}
        onClick={() => zoom.step(ZOOM_STEP)}
      >
        +
      </button>
      <button type="button" title={say('The whole matrix at once (W)')} onClick={zoom.all}>
        {say('Whole')}
      </button>
      <button type="button" title={say('Usual size (0)')} onClick={zoom.usual}>
        1:1
      </button>
    </Zoom>
  );
}

/** What only a cell of now shows. */
function CellMarks() {
  return (
    <>
      <span>
        <Dots>
          <i style={{ width: 2, height: 2 }} />
          <i style={{ width: 5, height: 5 }} />
          <i style={{ width: 9, height: 9 }} />
        </Dots>
        {say('confidence')}
      </span>
      <span>
        <Box style={CORNER} /> {say('veto')}
      </span>
    </>
  );
}

/** The head of the matrix: how many symbols, how far scoring is, and what the marks mean. */
export function MatrixLegend({ symbols, scored, total, mode, scale, threshold, overTime, zoom }: MatrixLegendProps) {
  const [low, high] = ENDS[mode];
  return (
    <Head>
      <h2>{say('{symbols, plural, one {{symbols} symbol} other {{symbols} symbols}}', { symbols })}</h2>
      {scored < total && <span>{say('{scored} of {total} cells scored', { scored, total })}</span>}
      <ZoomButtons zoom={zoom} />
      <Marks>
        <span>
          {low}
          <Box style={{ width: 84, background: gradient(scale.colours) }} />
          {high}
        </span>
        {!overTime && <CellMarks />}
        <span>
          <Box style={HATCH} /> {say('stale')}
        </span>
        <span>
          <Box style={DASHED} /> {say('no data')}
        </span>
        {threshold !== null && (
          <span className="wide">
            <i style={{ width: 18, borderTop: `1px dashed ${tone.text2}` }} />{' '}
            {say('entry bar ±{bar}', { bar: formatNumber(threshold, 0) })}
          </span>
        )}
      </Marks>
      <PanelOrigin />
    </Head>
  );
}
