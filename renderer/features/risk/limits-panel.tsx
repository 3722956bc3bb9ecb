import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { describeError } from '#renderer/data/describe-error.ts';
import { useHostNow, useNow } from '#renderer/data/use-now.ts';
import { useRow, useRows } from '#renderer/data/use-rows.ts';
import { DataTable } from '#renderer/ui/data-table.tsx';
import { FailureLine } from '#renderer/ui/failure-line.tsx';
import { formatAge } from '#renderer/ui/format-time.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { told } from '#shared/language/told.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { LimitBar, NEAR_SHARE, shareTone } from './limit-bar.tsx';
import { limitRows, measuredUses, type LimitRow } from './limit-rows.ts';

const ORIGIN = {
  from: say('Uses by the source each row names: ledger, journal, feed or clock'),
  kind: 'account',
  others: [{ figures: say('Limits'), from: say('The rule set in force'), kind: 'set' }],
} as const;

const Scroll = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  '& table': { tableLayout: 'fixed' },
  '& tbody tr': { height: 22 },
  '& td': { borderBottom: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& tr[data-first=true] td': { borderTop: `1px solid ${tone.line}` },
  '& td:first-of-type, & .source, & .at, & .age': { color: tone.text3, fontSize: 11 },
  '& .bound': { color: tone.text2 },
  '& .now': { fontWeight: 600 },
  containerType: 'inline-size',
  '@container (max-width: 800px)': { '& .source': { display: 'none' } },
  '@container (max-width: 640px)': { '& .at': { display: 'none' } },
});

const MUTED = { color: tone.text3, fontWeight: 400 } as const;

/** The use of the limits: of the account from the gate, of data and liquidation from the topics that measure them. */
function useLimitRows() {
  const api = useApi();
  const query = useQuery(api.limits.list.queryOptions({ refetchInterval: 2_000, placeholderData: (last) => last }));
  const { rows: feeds } = useRows('feeds');
  const symbols = useRows('feedSymbols');
  const positions = useRows('positions');
  const { row: status } = useRow('status');
  const { row: figures } = useRow('riskFigures');
  const { rows: tickers } = useRows('tickers');
  const rows = useMemo(() => {
    if (query.data === undefined) return null;
    const coins = new Map(tickers.map(({ key, coin }) => [key, coin]));
    // Topics are dated by the page's clock, the gate by the host's.
    const shift = status === null ? 0 : Date.now() - status.now;
    const hostTime = (at: number | null): number | null => (at === null ? null : at - shift);
    const measured = measuredUses({
      feeds,
      symbols: symbols.status === 'live' ? symbols.rows : [],
      symbolsAt: hostTime(symbols.receivedAt),
      positions: positions.rows,
      known: figures !== null && figures.equity !== null,
      positionsAt: hostTime(positions.receivedAt),
      coinOf: (symbol) => coins.get(symbol) ?? symbol,
    });
    return limitRows(query.data.limits, measured, query.data.at, figures?.triggers);
  }, [query.data, feeds, symbols, positions, status, tickers, figures]);
  return { query, rows };
}

interface LineProps {
  readonly row: LimitRow;
  /** True when another group begins here. */
  readonly first: boolean;
  readonly now: number | null;
}

function Line({ row, first, now }: LineProps) {
  const near = row.share !== null && row.share >= NEAR_SHARE;
  const colour = row.perOrder || row.unknown ? MUTED : near ? { color: shareTone(row.share ?? 0) } : undefined;
  return (
    <tr data-first={first} title={told(row.sentence)}>
      <td>{row.check}</td>
      <td>
        {row.label}
        {row.loosened && (
          <span style={{ marginLeft: 8 }}>
            <Tag tone="warn">{say('LOOSER')}</Tag>
          </span>
        )}
      </td>
      <td>{row.perOrder ? null : <LimitBar share={row.share} label={row.label} />}</td>
      <td data-right className="now" style={colour}>
        {row.now}
      </td>
      <td data-right className="bound">
        {row.limit}
      </td>
      <td className="at">{row.at}</td>
      <td className="source">{row.source}</td>
      <td data-right className="age">
        {row.asOf === null || now === null ? '' : formatAge(now - row.asOf)}
      </td>
    </tr>
  );
}

/** Every limit of the gate: its use, its value, where the use comes from and how old it is. */
export function LimitsPanel() {
  const { query, rows } = useLimitRows();
  const hostNow = useHostNow();
  useNow();
  const failure = query.error === null ? null : describeError(query.error);
  const version = query.data?.version;
  const orders = rows === null ? 0 : rows.filter(({ perOrder }) => perOrder).length;
  const note = [
    say('use against the limit, tick at 80 %'),
    ...(version === undefined ? [] : [say('rule set v{version}', { version })]),
    say('{count} are asked of each order', { count: orders }),
  ].join(' · ');
  return (
    <Panel
      className="limits"
      label={say('Limits')}
      origin={{ ...ORIGIN, receivedAt: query.dataUpdatedAt }}
      header={
        <PanelHead title={say('Limits')} note={note}>
          <a href="#/settings/limits" data-edit-limits style={{ fontSize: 12 }}>
            {say('Edit limits')}
          </a>
        </PanelHead>
      }
    >
      {rows === null ? (
        query.isPending && <LoadingRows rows={8} height={10} />
      ) : (
        <Scroll tabIndex={0} role="group" aria-label={say('List of limits')}>
          <DataTable aria-label={say('Limits')}>
            <colgroup>
              <col style={{ width: 50 }} />
              <col />
              <col style={{ width: '15%' }} />
              <col style={{ width: 80 }} />
              <col style={{ width: 84 }} />
              <col className="at" style={{ width: 182 }} />
              <col className="source" style={{ width: 104 }} />
              <col style={{ width: 64 }} />
            </colgroup>
            <thead>
              <tr>
                <th>{sayAs('number', 'No.')}</th>
                <th>{say('Limit')}</th>
                <th>{sayAs('usage', 'Use')}</th>
                <th data-right>{say('Now')}</th>
                <th data-right>{say('Limit')}</th>
                <th className="at">{say('At the limit')}</th>
                <th className="source">{say('Source')}</th>
                <th data-right>{say('Age')}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => {
                const before = rows[index - 1];
                const first =
                  before !== undefined &&
                  (before.group !== row.group || before.perOrder !== row.perOrder) &&
                  !(before.perOrder && row.perOrder);
                return <Line key={row.key} row={row} first={first} now={hostNow} />;
              })}
            </tbody>
          </DataTable>
        </Scroll>
      )}
      {failure !== null && (
        <FailureLine
          {...failure}
          since={query.dataUpdatedAt === 0 ? null : query.dataUpdatedAt}
          onRetry={() => void query.refetch()}
        />
      )}
    </Panel>
  );
}
