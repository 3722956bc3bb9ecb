import Button from '@mui/material/Button';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import { useMemo } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { ActionDialog, Words } from '#renderer/ui/action-dialog.tsx';
import { ColumnHeads, columnsOf, DataTable } from '#renderer/ui/data-table.tsx';
import { formatCount, formatNumber, formatPercent } from '#renderer/ui/format.ts';
import { formatMoment } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationMapView } from '#shared/contract/liquidations.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { rankWord, shortAge } from './chart/cards.ts';
import { foreignLayers } from './chart/imported.ts';
import { mapBars } from './chart/map-bars.ts';
import { useKingfisherDialogs } from './dialogs.ts';
import { useKingfisherScope } from './scope.ts';
import { useImportedLayers, useLiquidationLevels, useLiquidationMap } from './use-liquidation-data.ts';

function useDecimals(symbol: string): number {
  return useRows('tickers').rows.find(({ key }) => key === symbol)?.priceDecimals ?? 2;
}

/** Rows of each imported source; the file has the rest. */
const MOST_IMPORTED = 200;

const SIDE = { long: say('▼ long'), short: say('▲ short') } as const;
const colourOf = (side: 'long' | 'short') => (side === 'long' ? tone.liqLong : tone.liqShort);

const CLUSTER_COLUMNS = columnsOf(
  [say('Cluster'), say('Side')],
  [sayAs('range', 'From'), sayAs('range', 'To'), say('Worth, USD'), say('Distance'), say('Mean age')],
);

function ClusterTable({ decimals }: { readonly decimals: number }) {
  const levels = useLiquidationLevels().data;
  if (levels === undefined || levels.clusters.length === 0)
    return <Words>{say('No cluster two per cent or more away.')}</Words>;
  return (
    <DataTable aria-label={say('Clusters')}>
      <ColumnHeads columns={CLUSTER_COLUMNS} />
      <tbody>
        {levels.clusters.map(({ rank, side, from, to, worth, distance, born }) => (
          <tr key={rank}>
            <td>{rankWord(rank)}</td>
            <td style={{ color: colourOf(side) }}>{SIDE[side]}</td>
            <td data-right>{formatNumber(from, decimals)}</td>
            <td data-right>{formatNumber(to, decimals)}</td>
            <td data-right>{formatCount(worth)}</td>
            <td data-right>{formatPercent(distance, 1, 'always')}</td>
            <td data-right>{shortAge(levels.asOf - born)}</td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const LEVEL_COLUMNS = [
  { name: say('Price'), right: true },
  ...columnsOf([say('Side')], [say('Worth, USD'), say('Σ outward'), say('Distance')]),
];

function LevelTable({ map, decimals }: { readonly map: LiquidationMapView; readonly decimals: number }) {
  const tiers = useKingfisherScope((state) => state.tiers);
  const optical = useKingfisherScope((state) => state.optical);
  const bars = useMemo(() => mapBars(map, { tiers, optical }), [map, tiers, optical]);
  const bins = [...bars.totals.keys()].filter((bin) => (bars.totals[bin] ?? 0) > 0).reverse();
  const count = bars.leverages.length;
  return (
    <DataTable aria-label={say('Levels, highest price first')}>
      <ColumnHeads
        columns={[
          ...LEVEL_COLUMNS,
          ...columnsOf(
            [],
            bars.leverages.map((leverage) => `${String(leverage)}×`),
          ),
        ]}
      />
      <tbody>
        {bins.map((bin) => {
          const price = bars.prices[bin] ?? 0;
          const side = price < bars.price ? 'long' : 'short';
          return (
            <tr key={price}>
              <td data-right>{formatNumber(price, decimals)}</td>
              <td style={{ color: colourOf(side) }}>{SIDE[side]}</td>
              <td data-right>{formatCount(bars.totals[bin] ?? 0)}</td>
              <td data-right>{formatCount(bars.outward[bin] ?? 0)}</td>
              <td data-right>{formatPercent(price / bars.price - 1, 1, 'always')}</td>
              {bars.leverages.map((leverage, tier) => (
                <td key={leverage} data-right>
                  {formatCount(bars.byTier[bin * count + tier] ?? 0)}
                </td>
              ))}
            </tr>
          );
        })}
      </tbody>
    </DataTable>
  );
}

const IMPORTED_COLUMNS = columnsOf([say('Source'), say('Side')], [say('Price'), say('Worth')]);

/** Levels that were brought in, the greatest of each source first. */
function ImportedTable({ decimals }: { readonly decimals: number }) {
  const layers = useImportedLayers().data ?? [];
  if (layers.length === 0) return null;
  const rows = foreignLayers(layers).flatMap(({ id, name, unit, levels }) =>
    levels.slice(0, MOST_IMPORTED).map((level) => ({ id, name, unit, ...level })),
  );
  return (
    <DataTable aria-label={say('Imported levels, estimated by their sources')}>
      <ColumnHeads columns={IMPORTED_COLUMNS} />
      <tbody>
        {rows.map(({ id, name, unit, side, price, worth, share }) => (
          <tr key={`${id} ${side} ${String(price)}`}>
            <td>{name}</td>
            <td style={{ color: colourOf(side) }}>{SIDE[side]}</td>
            <td data-right>{formatNumber(price, decimals)}</td>
            <td data-right>
              {unit === 'quote'
                ? formatCount(worth)
                : say('{share} of its greatest', { share: formatPercent(share, 0) })}
            </td>
          </tr>
        ))}
      </tbody>
    </DataTable>
  );
}

const ORIGIN = {
  from: say('The model of the liquidation map'),
  kind: 'model',
  others: [
    {
      figures: say('Imported levels'),
      from: say('Sources outside, as their files or pictures told them'),
      kind: 'estimated',
    },
  ],
} as const;

/** The data of the chart as tables: clusters, and every level of the map. */
export function TableDialog() {
  const open = useKingfisherDialogs((state) => state.open?.kind === 'table');
  const close = useKingfisherDialogs((state) => state.close);
  const map = useLiquidationMap().data;
  const decimals = useDecimals(map?.symbol ?? '');
  return (
    <ActionDialog
      open={open}
      title={say('Estimated liquidation levels of {symbol}', { symbol: map?.symbol ?? '…' })}
      onClose={close}
      width="md"
      origin={{ ...ORIGIN, asOf: map?.asOf ?? null }}
    >
      <DialogContent tabIndex={0} sx={{ display: 'grid', gap: 2, alignContent: 'start', maxHeight: '70vh' }}>
        {map === undefined ? (
          <LoadingRows rows={8} />
        ) : (
          <>
            <Words>
              {say('As of {time} UTC, mark {price}. All of it is estimated: positions of others are not published.', {
                time: formatMoment(map.asOf),
                price: formatNumber(map.price, decimals),
              })}
            </Words>
            <ClusterTable decimals={decimals} />
            <ImportedTable decimals={decimals} />
            <LevelTable map={map} decimals={decimals} />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button onClick={close}>{say('Close')}</Button>
      </DialogActions>
    </ActionDialog>
  );
}
