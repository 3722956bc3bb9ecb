import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useApi } from '#renderer/data/data-context.tsx';
import { querySource } from '#renderer/data/query-source.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { rich } from '#renderer/ui/rich.tsx';
import { Tag } from '#renderer/ui/tag.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { CascadeView, ClusterView } from '#shared/contract/liquidations.ts';
import { told } from '#shared/language/told.ts';
import { say } from '#shared/language/words.ts';
import { useKingfisherScope } from '../scope.ts';
import { useLiquidationLevels, useShownRow } from '../use-liquidation-data.ts';
import { CascadeChart } from './cascade-chart.tsx';
import { cascadeFigures, cascadeSentence, nearestCluster, parsePrice } from './cascade-words.ts';
import { rankText } from './cluster-rows.ts';
import { distanceText, typedPrice } from './level-price.ts';
import { SIDE_TONE, sideGround } from './side.tsx';
import { useDebounced } from './use-debounced.ts';

/** Where the figures come from. */
export const CASCADE_ORIGIN = { from: say('Estimated levels and the known order book'), kind: 'simulated' } as const;

/** The book moves all the time and has no stream of its own here. */
const RENEW_MS = 2_000;
const TYPED_MS = 150;

const Body = styled('div')({
  flex: 1,
  minHeight: 0,
  padding: '10px 16px 12px',
  display: 'flex',
  flexDirection: 'column',
  gap: 8,
  overflowY: 'auto',
  fontSize: 12,
  '& > p': { fontSize: 11, color: tone.text2, minHeight: 32, lineHeight: '16px' },
});

const Ask = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  color: tone.text2,
  whiteSpace: 'nowrap',
  '& input': {
    width: 86,
    height: 24,
    padding: '0 7px',
    borderRadius: 5,
    border: `1px solid ${tone.lineStrong}`,
    background: 'none',
    color: tone.text,
    font: 'inherit',
    fontWeight: 600,
    fontVariantNumeric: 'tabular-nums',
    outlineOffset: 1,
  },
  '& input[aria-invalid=true]': { borderColor: tone.down },
  '& button': {
    border: 0,
    height: 20,
    padding: '0 5px',
    borderRadius: 4,
    font: 'inherit',
    fontSize: 11,
    fontWeight: 600,
    cursor: 'pointer',
  },
  '& button[aria-pressed=true]': { outline: `1px solid currentColor` },
  '& button:focus-visible': { outline: `2px solid ${tone.king}` },
  '& .away': { marginLeft: 'auto', fontSize: 11 },
});

const Figures = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  '& dt': { fontSize: 11, color: tone.text3, whiteSpace: 'nowrap' },
  '& dd': { fontSize: 15, fontWeight: 600, whiteSpace: 'nowrap' },
});

interface AskedPriceProps {
  readonly price: number | null;
  readonly mark: number;
  readonly clusters: readonly ClusterView[];
  readonly onPrice: (price: number | null) => void;
}

/** The price that is asked about: typed, or the peak of a cluster. */
function AskedPrice({ price, mark, clusters, onPrice }: AskedPriceProps) {
  const [typed, setTyped] = useState<string | null>(null);
  const shown = typed ?? (price === null ? '' : typedPrice(price));
  const bad = typed !== null && parsePrice(typed) === null;
  const type = (text: string): void => {
    setTyped(text);
    const read = parsePrice(text);
    if (read !== null) onPrice(read);
  };
  const field = (
    <input
      id="cascade-price"
      aria-label={say('Price that trades')}
      inputMode="decimal"
      autoComplete="off"
      value={shown}
      aria-invalid={bad}
      title={bad ? say('Give a price above zero') : say('Price that trades')}
      onChange={({ target }) => type(target.value)}
      onBlur={() => setTyped(null)}
    />
  );
  return (
    <Ask>
      {rich('<before>If</before> {price} <after>trades</after>', {
        before: (inside) => <label htmlFor="cascade-price">{inside}</label>,
        price: field,
        after: (inside) => <span>{inside}</span>,
      })}
      {clusters.map((one) => (
        <button
          key={one.rank}
          type="button"
          aria-pressed={price === one.price}
          aria-label={say('Peak of cluster {rank}', { rank: rankText(one.rank) })}
          style={{ color: SIDE_TONE[one.side], background: sideGround(one.side) }}
          onClick={() => {
            setTyped(null);
            onPrice(one.price);
          }}
        >
          {rankText(one.rank)}
        </button>
      ))}
      <span className="away">{price === null ? '' : distanceText(price / mark - 1)}</span>
    </Ask>
  );
}

const NO_CLUSTERS: readonly ClusterView[] = [];

/** The price asked about: the chosen one, or the peak of the nearest cluster. A choice belongs to its contract. */
function useAskedPrice(symbol: string) {
  const clusters = useLiquidationLevels().data?.clusters ?? NO_CLUSTERS;
  const chosen = useKingfisherScope((state) => state.simulatePrice);
  const choose = useKingfisherScope((state) => state.setSimulatePrice);
  const before = useRef(symbol);
  useEffect(() => {
    if (before.current !== '' && before.current !== symbol) choose(null);
    before.current = symbol;
  }, [symbol, choose]);
  return { clusters, choose, price: chosen ?? nearestCluster(clusters)?.price ?? null };
}

/** The cascade at the price asked about, renewed while it is looked at; nothing is asked while the map is stale. */
function useCascade() {
  const row = useShownRow();
  const symbol = row?.symbol ?? '';
  const { clusters, choose, price } = useAskedPrice(symbol);
  const asked = useDebounced(price, TYPED_MS);
  const stale = row?.coverage.stale === true;
  const { liquidations } = useApi();
  const query = useQuery({
    ...liquidations.cascade.queryOptions({ input: { symbol, price: asked ?? 1 } }),
    enabled: symbol !== '' && asked !== null && !stale,
    refetchInterval: RENEW_MS,
    placeholderData: keepPreviousData,
  });
  const known = query.data?.symbol === symbol ? query.data : undefined;
  return { row, clusters, price, choose, stale, query, cascade: known };
}

function Outcome({
  cascade,
  clusters,
}: {
  readonly cascade: CascadeView | undefined;
  readonly clusters: readonly ClusterView[];
}) {
  const side = cascade?.side ?? 'long';
  const { liquidated, absorbed, overshoot } = cascadeFigures(cascade);
  return (
    <>
      <Figures>
        <div>
          <dt>{side === 'long' ? say('Longs liquidated') : say('Shorts liquidated')}</dt>
          <dd style={{ color: SIDE_TONE[side] }}>{liquidated}</dd>
        </div>
        <div>
          <dt>{say('Book absorbs')}</dt>
          <dd>{absorbed}</dd>
        </div>
        <div>
          <dt>{say('Overshoot')}</dt>
          <dd>{overshoot}</dd>
        </div>
      </Figures>
      {cascade !== undefined && <CascadeChart cascade={cascade} />}
      <p aria-live="polite">{cascade === undefined ? '' : cascadeSentence(cascade, clusters)}</p>
    </>
  );
}

function CascadeContent({ state }: { readonly state: ReturnType<typeof useCascade> }) {
  const { row, clusters, price, choose, stale, query, cascade } = state;
  if (row === null)
    return <EmptyNote title={say('Nothing to simulate')}>{say('No map of any contract yet.')}</EmptyNote>;
  if (stale)
    return (
      <EmptyNote title={say('Off while the inputs are stale')}>{say('The map is of a time that is past.')}</EmptyNote>
    );
  return (
    <Body>
      <AskedPrice price={price} mark={row.price} clusters={clusters} onPrice={choose} />
      {price === null ? (
        <EmptyNote title={say('Give a price')}>{say('No cluster stands out to begin with.')}</EmptyNote>
      ) : query.isError && cascade === undefined ? (
        <EmptyNote title={say('Not known')}>{told(query.error.message)}</EmptyNote>
      ) : (
        <Outcome cascade={cascade} clusters={clusters} />
      )}
    </Body>
  );
}

/** What would happen if a price traded. */
export function CascadeBody() {
  return <CascadeContent state={useCascade()} />;
}

/** The cascade simulation, framed. */
export function CascadePanel() {
  const state = useCascade();
  const { query, cascade } = state;
  const note =
    cascade === undefined
      ? say('book walk')
      : say('book walk, {levels, plural, one {# level} other {# levels}}', { levels: cascade.bookLevels });
  return (
    <Panel
      label={say('Cascade')}
      origin={{ ...CASCADE_ORIGIN, asOf: cascade?.bookAt ?? null }}
      source={{ ...querySource(query), status: query.isError && cascade !== undefined ? 'stale' : 'live' }}
      header={
        <PanelHead title={say('Cascade')} note={note}>
          <Tag tone="sim" title={say('Computed from estimated levels and the known book')}>
            {say('SIMULATED')}
          </Tag>
        </PanelHead>
      }
    >
      <CascadeContent state={state} />
    </Panel>
  );
}
