import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useCallback, useRef, useState } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { useAction } from '#renderer/data/use-action.ts';
import { formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { formatMinute, formatMoment } from '#renderer/ui/format-time.ts';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { ChartArea } from './chart-area.tsx';
import { ChartToolbar } from './chart-toolbar.tsx';
import type { LiquidationChart } from './chart/chart.ts';
import type { ChartTimeframe } from './chart/fit.ts';
import type { ColumnRange } from './chart/heat-field.ts';
import { savePicture } from './chart/picture-file.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import { levelMark } from './panels/level-mark.ts';
import { warmthOf } from './trust.ts';
import { useChartScene } from './use-chart-scene.ts';

const ORIGIN = {
  from: say('Prices, volumes, open interest and liquidations of the feed, by the model of the liquidation map'),
  kind: 'model',
  others: [
    { figures: say('Candles'), from: say('Candles of the feed'), kind: 'market' },
    { figures: say('Realised liquidations'), from: say('Liquidations told by the feed'), kind: 'market' },
  ],
} as const;

const Frame = styled(Panel)({
  flex: 1,
  minHeight: 360,
  containerType: 'inline-size',
  containerName: 'chart',
});

const Over = styled('div')({
  position: 'absolute',
  top: '50%',
  left: '50%',
  transform: 'translate(-50%, -50%)',
  width: 'max-content',
  maxWidth: 'calc(100% - 24px)',
  display: 'flex',
  flexDirection: 'column',
  alignItems: 'center',
  gap: 8,
  padding: '14px 22px',
  borderRadius: 8,
  border: `1px solid ${tone.lineStrong}`,
  background: tone.tip,
  fontSize: 12,
  textAlign: 'center',
  color: tone.text2,
  '& b': { color: tone.text, fontWeight: 600 },
});

/** One line between the toolbar and the chart. */
const Notice = styled('p')({
  flex: 'none',
  padding: '4px 12px',
  borderBottom: `1px solid ${tone.line}`,
  background: tone.emberSoft,
  fontSize: 11.5,
  color: tone.text2,
  '& b': { color: tone.text, fontWeight: 600 },
  '&[data-stale=true]': { background: tone.warnSoft, '& b': { color: tone.warn } },
});

const Skeleton = styled('div')({
  flex: 1,
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 66px 180px',
  gap: 2,
  padding: 2,
  '& > i': { background: tone.track, opacity: 0.5, animation: '1.6s zm-wait ease-in-out infinite' },
});

/** Said over the chart while it can have no levels. */
function NoLevels() {
  const show = useKingfisherDialogs((state) => state.show);
  return (
    <Over role="status">
      <b>{say('No open interest was told yet')}</b>
      <span>{say('It is recorded from the first start. First levels come with it; after 24 h they rest on it.')}</span>
      <Button variant="outlined" onClick={() => show('import')}>
        {say('Import levels…')}
      </Button>
    </Over>
  );
}

/** How little the levels rest on, or how old they are; nothing when all is well. */
function ChartNotice({ row }: { readonly row: LiquidationRow }) {
  const { phase, share, since } = warmthOf(row.coverage);
  if (row.coverage.stale) {
    return (
      <Notice role="status" data-stale>
        {rich('<b>STALE</b> The map is of {time} UTC, not of now: what lies next is not shown.', {
          b: (inside) => <b>{inside}</b>,
          time: formatMinute(row.coverage.to),
        })}
      </Notice>
    );
  }
  if (phase !== 'warming') return null;
  const recorded = <b>{formatPercent(share, 0)}</b>;
  return (
    <Notice role="status">
      {since === null
        ? rich('Recording open interest: {share} of the first 24 h. Older levels rest on traded volume.', {
            share: recorded,
          })
        : rich(
            'Recording open interest since {time} UTC: {share} of the first 24 h. Older levels rest on traded volume.',
            { time: formatMinute(since), share: recorded },
          )}
    </Notice>
  );
}

function usePictureFile(row: LiquidationRow, chart: { readonly current: LiquidationChart | null }) {
  const tokens = useTokens();
  const { run, failure } = useAction();
  const save = (): void => {
    const made = chart.current;
    if (made === null) return;
    const { mark, now, priceDecimals } = made.scene;
    const words = {
      title: say('{coin} {symbol}: estimated liquidation levels', { coin: row.coin, symbol: row.symbol }),
      note: say('{venue}, mark {mark}, {time} UTC, coverage {share} of open interest', {
        venue: row.venue,
        mark: formatNumber(mark, priceDecimals),
        time: formatMoment(now),
        share: formatPercent(row.coverage.openInterest, 0),
      }),
      mark: [levelMark(row.coverage, null).word, ...(row.provenance === 'simulated' ? [say('SIMULATED')] : [])].join(
        ' · ',
      ),
    };
    const name = `kingfisher-${row.symbol}-${new Date(now).toISOString().slice(0, 16).replace(/[T:]/g, '-')}.png`;
    void run(() => savePicture(made, words, tokens, name));
  };
  return { save, failure };
}

/** The chart with its toolbar and the states it may be in. */
export function ChartPanel({ row }: { readonly row: LiquidationRow }) {
  const chart = useRef<LiquidationChart | null>(null);
  const [timeframe, setTimeframe] = useState<ChartTimeframe>('30m');
  const onColumns = useCallback((range: ColumnRange) => chart.current?.columnsChanged(range), []);
  const onChart = useCallback((made: LiquidationChart | null) => {
    chart.current = made;
  }, []);
  const { scene, heat, candles, map } = useChartScene(row, timeframe, onColumns);
  const { save, failure } = usePictureFile(row, chart);
  const failed = [map, candles, heat].find(({ error }) => error !== null);
  const source = failed === undefined ? null : querySource(failed);
  return (
    <Frame
      label={say('Liquidation chart')}
      origin={{ ...ORIGIN, asOf: row.coverage.to, short: true }}
      header={<ChartToolbar skill={map.data?.skill} onSave={save} />}
    >
      {scene === null ? (
        <Skeleton role="status" aria-label={say('Loading')}>
          <i />
          <i />
          <i />
        </Skeleton>
      ) : (
        <>
          <ChartNotice row={row} />
          <ChartArea scene={scene} onChart={onChart} onTimeframe={setTimeframe} onSave={save}>
            {row.coverage.formOnly && <NoLevels />}
          </ChartArea>
        </>
      )}
      {source !== null && source.error !== null && (
        <FailureLine
          code={source.error.code}
          sentence={source.error.sentence}
          since={source.receivedAt}
          onRetry={source.retry}
        />
      )}
      {failure !== null && <FailureLine code={failure.code} sentence={failure.sentence} since={null} />}
    </Frame>
  );
}

/** The panel before there is anything to show. */
export function NoChart({ status }: { readonly status: 'loading' | 'live' | 'stale' | 'failed' }) {
  if (status === 'loading') {
    return (
      <Frame label={say('Liquidation chart')}>
        <Skeleton role="status" aria-label={say('Loading')}>
          <i />
          <i />
          <i />
        </Skeleton>
      </Frame>
    );
  }
  return (
    <Frame label={say('Liquidation chart')}>
      <EmptyNote title={say('There is no liquidation map yet')}>
        {say(
          'Maps begin with the first prices of a contract. After a start they are built from the stored past within seconds.',
        )}
      </EmptyNote>
    </Frame>
  );
}
