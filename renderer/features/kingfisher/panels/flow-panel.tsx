import { styled } from '@mui/material/styles';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { OrderFlowView } from '#shared/contract/liquidations.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useShownRow } from '../use-liquidation-data.ts';
import { FlowChart } from './flow-chart.tsx';
import { flowColumns, wholePercentile } from './flow-words.ts';
import { useNothing } from './use-nothing.ts';

const ORIGIN = { from: say('Trades told by the feed, in buckets of equal volume'), kind: 'model' } as const;

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  display: 'flex',
  flexDirection: 'column',
  gap: 4,
  padding: '8px 16px 8px',
});

const Hero = styled('p')({
  display: 'flex',
  alignItems: 'baseline',
  gap: 3,
  fontSize: 11,
  color: tone.text2,
  whiteSpace: 'nowrap',
  '& strong': { fontSize: 20, lineHeight: '26px', fontWeight: 600, color: tone.text },
  '& > :last-child': { marginLeft: 'auto', color: tone.text3 },
});

function Flow({ flow }: { readonly flow: OrderFlowView }) {
  const { ts, values } = useMemo(() => flowColumns(flow.bars), [flow]);
  const percentile = wholePercentile(flow.bars.at(-1)?.percentile ?? null);
  return (
    <Body>
      {percentile !== null && (
        <Hero>
          {rich('<b>{n}</b>{n, selectordinal, one {st} two {nd} few {rd} other {th}} percentile', {
            n: percentile,
            b: (inside) => <strong>{inside}</strong>,
          })}
          <span title={say('How unusual the flow is against its own past. It sets off nothing by itself.')}>
            {say('no trigger')}
          </span>
        </Hero>
      )}
      {ts.length > 1 ? (
        <FlowChart ts={ts} values={values} />
      ) : (
        <EmptyNote title={say('Not known yet')}>
          {flow.missing === null ? say('It is drawn from two buckets of volume on.') : told(flow.missing)}
        </EmptyNote>
      )}
    </Body>
  );
}

/** Asks anew when the row says that another bucket of volume was filled. */
function useOrderFlow() {
  const row = useShownRow();
  // Its parts are made anew at each access: only the whole may be depended on.
  const api = useApi();
  const { liquidations } = api;
  const queries = useQueryClient();
  const symbol = row?.symbol ?? '';
  const percentile = row?.vpinPercentile ?? null;
  useEffect(() => {
    void queries.invalidateQueries({ queryKey: api.liquidations.orderFlow.key() });
  }, [queries, api, symbol, percentile]);
  return useQuery({
    ...liquidations.orderFlow.queryOptions({ input: { symbol } }),
    enabled: symbol !== '',
    staleTime: Infinity,
  });
}

/** How one-sided the flow of orders is, against its own past. */
export function FlowPanel() {
  const row = useShownRow();
  const query = useOrderFlow();
  const nothing = useNothing();
  return (
    <Panel
      label={say('Toxic flow')}
      origin={{ ...ORIGIN, asOf: query.data?.bars.at(-1)?.ts ?? null }}
      source={querySource(query)}
      header={
        <PanelHead
          title={say('Toxic flow')}
          note={row === null ? say('VPIN') : say('VPIN, {coin}', { coin: row.coin })}
        ></PanelHead>
      }
    >
      {nothing && <EmptyNote title={say('Not known yet')}>{say('No map of any contract yet.')}</EmptyNote>}
      {!nothing && (query.data === undefined ? <LoadingRows rows={3} /> : <Flow flow={query.data} />)}
    </Panel>
  );
}
