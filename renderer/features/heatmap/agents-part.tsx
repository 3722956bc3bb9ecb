import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { Sparkline } from '#renderer/charts/sparkline.tsx';
import { useApi } from '#renderer/data/data-context.tsx';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { formatNumber, formatPercent, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { Part } from './cell-part.tsx';
import type { Column } from './columns.ts';
import type { SymbolRow } from './row-order.ts';
import { knownValues, rarityWords, seriesName, type Series } from './symbol-series.ts';

const REFRESH_MS = 10_000;

const Table = styled(DataTable)({
  tableLayout: 'fixed',
  '& td, & th': { padding: '0 4px' },
  '& th:first-of-type, & td:first-of-type': { paddingLeft: 0 },
  '& th:last-of-type, & td:last-of-type': { paddingRight: 0 },
  '& th': { height: 22 },
  '& tbody tr': { height: 25 },
  '& td': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '& tr[data-on=true] td': { background: tone.kingSoft, fontWeight: 600 },
  '& tr[data-off=true]': { color: tone.text3 },
});

const Rarity = styled('p')({ margin: '0 0 4px', fontSize: 11.5, color: tone.text2 });

const HEADS = [
  { name: say('Agent'), width: '27%', title: say('The score of all, then each agent') },
  { name: say('Now'), width: '13%', title: say('Direction times strength, −100 to +100') },
  { name: say('Conf.'), width: '13%', title: say('Confidence, 0 to 1') },
  { name: say('30 days'), width: '21%', title: say('Its course over the last 30 days') },
  { name: say('Higher'), width: '13%', title: say('Share of its own last 30 days that is lower than now') },
  { name: say('Age'), width: '13%', title: say('Age of the newest datum behind it') },
] as const;

function SeriesRow({ series, on, coin }: { readonly series: Series; readonly on: boolean; readonly coin: string }) {
  const { of, now, confidence, reason, ageMs, percentile } = series;
  const name = seriesName(of);
  return (
    <tr data-on={on} data-off={now === null} title={now === null ? told(reason) : `${name}: ${rarityWords(series)}`}>
      <td>{name}</td>
      {now === null ? (
        <td colSpan={5}>{reason === '' ? say('no opinion') : told(reason)}</td>
      ) : (
        <>
          <td data-right>{formatNumber(now, 0, 'always')}</td>
          <td data-right>{confidence === null ? UNKNOWN : confidence.toFixed(2)}</td>
          <td data-right style={{ lineHeight: 0 }}>
            <Sparkline
              values={knownValues(series)}
              width={66}
              height={18}
              label={say('{name} on {coin}, last 30 days', { name, coin })}
            />
          </td>
          <td data-right>{percentile === null ? UNKNOWN : formatPercent(percentile.place, 0)}</td>
          <td data-right>{ageMs === null ? UNKNOWN : formatAge(ageMs)}</td>
        </>
      )}
    </tr>
  );
}

/** Score and agents of one cell: now, course and rarity over 30 days, age of the data. */
export function AgentsPart({ row, column }: { readonly row: SymbolRow; readonly column: Column }) {
  const { timeframe } = column;
  const query = useQuery({
    ...useApi().scores.symbolScores.queryOptions({ input: { symbol: row.symbol, timeframe } }),
    refetchInterval: REFRESH_MS,
  });
  const series = query.data?.timeframes.find((one) => one.timeframe === timeframe)?.series ?? [];
  const chosen = column.kind === 'agent' ? column.agent : 'score';
  const shown = series.find(({ of }) => of === chosen);
  if (series.length === 0) return null;
  return (
    <Part aria-label={say('Agents over 30 days')}>
      <h3>{say('Agents over 30 days')}</h3>
      {shown !== undefined && (
        <Rarity>
          {say('{series} on {timeframe}: {rarity}', {
            series: seriesName(shown.of),
            timeframe,
            rarity: rarityWords(shown),
          })}
        </Rarity>
      )}
      <Table aria-label={say('Agents on {coin} {timeframe}', { coin: row.coin, timeframe })}>
        <thead>
          <tr>
            {HEADS.map(({ name, width, title }, index) => (
              <th key={name} scope="col" style={{ width }} title={title} data-right={index > 0 || undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {series.map((one) => (
            <SeriesRow key={one.of} series={one} on={one.of === chosen} coin={row.coin} />
          ))}
        </tbody>
      </Table>
    </Part>
  );
}
