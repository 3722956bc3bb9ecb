import { styled } from '@mui/material/styles';
import { useEffect } from 'react';
import { querySource } from '#renderer/data/query-source.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { formatCompact, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { ClusterView, LiquidationLevelsView } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { shortAge } from '../chart/cards.ts';
import { centreOn, setHighlightBand, useCrossHairPrice } from '../cross-hair.ts';
import { useLiquidationLevels, useShownRow } from '../use-liquidation-data.ts';
import {
  CLUSTER_RANKS,
  clusterRows,
  freeBand,
  nearestVoid,
  rankText,
  tierOpacity,
  tierShares,
  tierWords,
  type ClusterRow,
} from './cluster-rows.ts';
import { distanceText, levelPrice, priceRange } from './level-price.ts';
import { LevelTag } from './level-tag.tsx';
import { MiniTable } from './mini-table.tsx';
import { SIDE_TONE, sideGround, SideGlyph } from './side.tsx';
import { useNothing } from './use-nothing.ts';

const Box = styled('div')({ overflowY: 'auto', overflowX: 'hidden', minHeight: 0, containerType: 'inline-size' });

const Table = styled(MiniTable)({
  fontSize: 12,
  '@container (max-width: 360px)': {
    fontSize: 11,
    '& td, & th': { padding: '0 2px' },
    '& th:first-of-type, & td:first-of-type': { paddingLeft: 12 },
    '& th:last-of-type, & td:last-of-type': { paddingRight: 12 },
    '& [role=img]': { width: 24 },
  },
  '& tbody tr': { cursor: 'pointer' },
  '& tbody tr[data-still=true]': { cursor: 'default' },
  '& td': { height: 30, borderTop: `1px solid ${tone.lineSoft}` },
  '& tbody tr[data-mark=true] td': { background: tone.raised, fontSize: 11, color: tone.text2 },
  '& button': { padding: '1px 5px', borderRadius: 4, fontSize: 11 },
});

const Tiers = styled('span')({
  display: 'inline-flex',
  width: 34,
  height: 7,
  borderRadius: 2,
  overflow: 'hidden',
  '& > i': { height: '100%' },
});

const VoidLine = styled('p')({
  display: 'flex',
  gap: 8,
  minHeight: 30,
  alignItems: 'center',
  padding: '0 16px',
  borderTop: `1px solid ${tone.lineSoft}`,
  fontSize: 11,
  color: tone.text2,
  whiteSpace: 'nowrap',
});

function TierBar({ cluster }: { readonly cluster: ClusterView }) {
  const words = tierWords(cluster);
  return (
    <Tiers role="img" aria-label={say('By leverage: {words}', { words })} title={words}>
      {tierShares(cluster).map(({ leverage, share }) => (
        <i
          key={leverage}
          style={{
            width: `${String(share * 100)}%`,
            background: SIDE_TONE[cluster.side],
            opacity: tierOpacity(leverage),
          }}
        />
      ))}
    </Tiers>
  );
}

const dark = (): void => setHighlightBand(null);

interface FoundProps {
  readonly rank: number;
  readonly cluster: ClusterView;
  readonly now: number | null;
  readonly lit: boolean;
}

function FoundRow({ rank, cluster, now, lit }: FoundProps) {
  const { side, from, to, distance, worth, share, born, price } = cluster;
  const light = (): void => setHighlightBand({ from, to });
  const name = rankText(rank);
  const evidence = say('{share} of its side, peak at {price}', {
    share: formatPercent(share, 0),
    price: levelPrice(price),
  });
  return (
    <tr data-lit={lit} onMouseEnter={light} onMouseLeave={dark} onClick={() => centreOn(price)} title={evidence}>
      <td>
        <button
          type="button"
          aria-label={say('Cluster {name}: centre the chart on it', { name })}
          onFocus={light}
          onBlur={dark}
          style={{ color: SIDE_TONE[side], background: sideGround(side) }}
        >
          {name}
        </button>
      </td>
      <td>{priceRange(from, to)}</td>
      <td data-right>{formatCompact(worth)}</td>
      <td data-right>{distanceText(distance)}</td>
      <td data-right>{now === null ? UNKNOWN : shortAge(now - born)}</td>
      <td data-right>
        <TierBar cluster={cluster} />
      </td>
    </tr>
  );
}

function ClusterLine({
  row,
  now,
  at,
}: {
  readonly row: ClusterRow;
  readonly now: number | null;
  readonly at: number | null;
}) {
  const { rank, side, cluster } = row;
  if (cluster !== null) {
    const lit = at !== null && at >= cluster.from && at <= cluster.to;
    return <FoundRow rank={rank} cluster={cluster} now={now} lit={lit} />;
  }
  return (
    <tr data-still="true">
      <td style={{ color: SIDE_TONE[side], fontSize: 11, paddingLeft: 21 }}>{rankText(rank)}</td>
      <td colSpan={5} style={{ color: tone.text3 }}>
        {side === 'long' ? say('none stands out below') : say('none stands out above')}
      </td>
    </tr>
  );
}

function MarkLine({ levels }: { readonly levels: LiquidationLevelsView }) {
  const { below, above } = freeBand(levels);
  const band =
    below === null || above === null
      ? say('free band open')
      : say('free band {from} to {to}', { from: distanceText(below), to: distanceText(above) });
  return (
    <tr data-still="true" data-mark="true">
      <td colSpan={2}>{say('Mark {price}', { price: levelPrice(levels.price) })}</td>
      <td colSpan={4} data-right>
        {band}
      </td>
    </tr>
  );
}

function NearestVoid({ voids }: Pick<LiquidationLevelsView, 'voids'>) {
  const found = nearestVoid(voids);
  if (found === null) return <VoidLine>{say('No void within 3 % of the mark')}</VoidLine>;
  const { from, to, distance } = found;
  const light = (): void => setHighlightBand({ from, to });
  const width = formatPercent(to / from - 1, 1);
  const size = distance === 0 ? say('{width}, price in it', { width }) : say('{width} wide', { width });
  const rest = voids.length > 1 ? [say('{count} more', { count: voids.length - 1 })] : [];
  return (
    <VoidLine onMouseEnter={light} onMouseLeave={dark}>
      <span>
        {say('Void')} {distance !== 0 && <SideGlyph side={distance < 0 ? 'long' : 'short'} />}
      </span>
      <span style={{ color: tone.text }}>{priceRange(from, to)}</span>
      <span>{[size, ...rest].join(', ')}</span>
    </VoidLine>
  );
}

/** The two nearest clusters of either side, the stretch without one between them, and the nearest void. */
export function ClustersBody() {
  const { data: levels } = useLiquidationLevels();
  const now = useHostNow();
  const at = useCrossHairPrice();
  const nothing = useNothing();
  useEffect(() => dark, []);
  if (nothing) return <EmptyNote title={say('No cluster yet')}>{say('No map of any contract yet.')}</EmptyNote>;
  if (levels === undefined) return <LoadingRows rows={CLUSTER_RANKS.length} />;
  if (levels.clusters.length === 0 && levels.voids.length === 0) {
    return <EmptyNote title={say('No cluster yet')}>{say('Nothing stands out within reach of the mark.')}</EmptyNote>;
  }
  const rows = clusterRows(levels.clusters);
  return (
    <Box>
      <Table aria-label={say('Nearest clusters')}>
        <thead>
          <tr>
            <th>#</th>
            <th title={say('The nearest peaks that lie 2 % or more away')}>{say('Range')}</th>
            <th data-right>USD</th>
            <th data-right>{say('Dist.')}</th>
            <th data-right>{say('Age')}</th>
            <th data-right>{say('Tiers')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.slice(0, 2).map((row) => (
            <ClusterLine key={row.rank} row={row} now={now} at={at} />
          ))}
          <MarkLine levels={levels} />
          {rows.slice(2).map((row) => (
            <ClusterLine key={row.rank} row={row} now={now} at={at} />
          ))}
        </tbody>
      </Table>
      <NearestVoid voids={levels.voids} />
    </Box>
  );
}

/** The clusters of the contract shown, framed. */
export function ClustersPanel() {
  const levels = useLiquidationLevels();
  const row = useShownRow();
  const coverage = levels.data?.coverage ?? row?.coverage ?? null;
  return (
    <Panel
      label={say('Clusters')}
      source={querySource(levels)}
      header={
        <PanelHead title={say('Clusters')}>
          <LevelTag coverage={coverage} />
        </PanelHead>
      }
    >
      <ClustersBody />
    </Panel>
  );
}
