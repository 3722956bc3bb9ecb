import { styled } from '@mui/material/styles';
import { useRef, type RefObject, type UIEvent } from 'react';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import type { LiveRows } from '#renderer/data/use-rows.ts';
import { formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { EmptyNote, LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel, PanelHead } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { LiquidationRow } from '#shared/contract/liquidations.ts';
import { say } from '#shared/language/words.ts';
import { LevelTag } from './level-tag.tsx';
import { MiniTable, Scroll } from './mini-table.tsx';
import { RatioArrows, RatioBar } from './ratio-bar.tsx';
import { wholeShares, type RatioView } from './ratio-words.ts';
import { RSI_BANDS, rsiWords } from './rsi-words.ts';
import type { SymbolList } from './use-symbol-list.ts';

const RSI_ORIGIN = { from: say('Closed candles of the feed'), kind: 'market' } as const;

const NOTES = { longs: 'L %', shorts: 'S %' } as const;

const Ratios = styled(MiniTable)({
  tableLayout: 'fixed',
  '& th:nth-of-type(1)': { width: 62 },
  '& th:nth-of-type(2), & th:nth-of-type(6)': { width: 30 },
  '& th:nth-of-type(4), & th:nth-of-type(8)': { width: 30 },
  '& th:nth-of-type(5)': { width: 30 },
  '& th:nth-of-type(9)': { width: 42 },
});

const Dots = styled(MiniTable)({
  tableLayout: 'fixed',
  '& th:nth-of-type(1)': { width: 62 },
  '& th:nth-of-type(2)': { width: 30 },
  '& .bands': { display: 'grid', gridTemplateColumns: 'repeat(5, 1fr)', textAlign: 'center', overflow: 'hidden' },
  '& .lane': { paddingLeft: 8, paddingRight: 16 },
});

const Lane = styled('div')({
  position: 'relative',
  height: 17,
  background: `linear-gradient(90deg, ${tone.cell} 20%, transparent 20% 80%, ${tone.cell} 80%)`,
  '& > i': { position: 'absolute', top: '50%' },
  '& > .tail': { height: 1, background: tone.text3 },
  '& > .then': { width: 1, height: 7, background: tone.text3, transform: 'translateY(-50%)' },
  '& > .middle': { left: '50%', top: 0, width: 1, height: '100%', background: tone.line },
  '& > .dot': { width: 7, height: 7, borderRadius: 4, background: tone.text, transform: 'translate(-50%, -50%)' },
  '& > .dot[data-chosen=true]': { background: tone.king },
});

function RatioCells({ ratio, name }: { readonly ratio: RatioView; readonly name: string }) {
  const shares = wholeShares(ratio);
  return (
    <>
      <td data-right>{shares?.long ?? ''}</td>
      <td>
        <RatioBar ratio={ratio} name={name} />
      </td>
      {shares === null ? (
        <td colSpan={2} style={{ color: tone.text3 }}>
          {say('unknown')}
        </td>
      ) : (
        <>
          <td>{shares.short}</td>
          <td>
            <RatioArrows ratio={ratio} />
          </td>
        </>
      )}
    </>
  );
}

interface RowProps {
  readonly row: LiquidationRow;
  readonly list: SymbolList;
}

function useRowHandlers({ row, list }: RowProps) {
  const focus = useFocusSymbol((state) => state.focus);
  return {
    'data-lit': list.hovered === row.key,
    'data-chosen': list.chosen === row.key,
    onMouseEnter: () => list.hover(row.key),
    onClick: () => focus(row.symbol),
    style: { cursor: 'pointer' },
  };
}

function SymbolButton({ row, list }: RowProps) {
  return (
    <button
      type="button"
      aria-pressed={list.chosen === row.key}
      aria-label={say('{coin}: show it', { coin: row.coin })}
      onFocus={() => list.hover(row.key)}
    >
      {row.coin}
    </button>
  );
}

function RatiosRow({ row, list }: RowProps) {
  return (
    <tr {...useRowHandlers({ row, list })}>
      <td>
        <SymbolButton row={row} list={list} />
      </td>
      <RatioCells ratio={row.all} name={say('{coin}, all', { coin: row.coin })} />
      <RatioCells ratio={row.optical} name={say('{coin}, optical', { coin: row.coin })} />
    </tr>
  );
}

function RsiRow({ row, list }: RowProps) {
  const { rsi, rsiDayAgo: then } = row;
  const words = rsiWords(rsi, then);
  return (
    <tr {...useRowHandlers({ row, list })}>
      <td>
        <SymbolButton row={row} list={list} />
      </td>
      <td data-right>{rsi === null ? UNKNOWN : formatNumber(rsi, 0)}</td>
      <td className="lane">
        <Lane role="img" aria-label={words} title={words}>
          <i className="middle" />
          {rsi !== null && then !== null && (
            <>
              <i className="then" style={{ left: `${String(then)}%` }} />
              <i
                className="tail"
                style={{ left: `${String(Math.min(rsi, then))}%`, width: `${String(Math.abs(rsi - then))}%` }}
              />
            </>
          )}
          {rsi !== null && (
            <i className="dot" data-chosen={list.chosen === row.key} style={{ left: `${String(rsi)}%` }} />
          )}
        </Lane>
      </td>
    </tr>
  );
}

interface SymbolPanelProps {
  readonly live: LiveRows<LiquidationRow>;
  readonly list: SymbolList;
  /** The other list scrolls with this one. */
  readonly scroll: RefObject<HTMLDivElement | null>;
  readonly onScroll: (event: UIEvent<HTMLElement>) => void;
}

function Listed({ live, list, scroll, onScroll, children }: SymbolPanelProps & { readonly children: React.ReactNode }) {
  if (live.status === 'loading') return <LoadingRows rows={6} height={11} />;
  if (list.rows.length === 0) {
    return <EmptyNote title={say('No map yet')}>{say('Ratios are told once a contract has levels.')}</EmptyNote>;
  }
  return (
    <Scroll
      ref={scroll}
      tabIndex={-1}
      onScroll={onScroll}
      onMouseLeave={() => list.hover(null)}
      onBlur={() => list.hover(null)}
    >
      {children}
    </Scroll>
  );
}

const listNote = (count: number, known: number): string => {
  if (count === 0) return '';
  const symbols = say('{count, plural, one {# symbol} other {# symbols}}', { count });
  return known < count ? `${symbols}, ${say('{count} known', { count: known })}` : symbols;
};

/** Who is crowded, for every contract that has a map. */
export function RatiosPanel(props: SymbolPanelProps) {
  const { live, list } = props;
  const known = list.rows.filter(({ optical }) => optical.longShare !== null).length;
  return (
    <Panel
      label={say('Ratios')}
      source={live}
      header={
        <PanelHead title={say('Ratios')} note={listNote(list.rows.length, known)}>
          <LevelTag coverage={list.oldest} />
        </PanelHead>
      }
    >
      <Listed {...props}>
        <Ratios aria-label={say('Long and short share of the levels, by symbol')}>
          <thead>
            <tr>
              <th>{say('Symbol')}</th>
              <th data-right>{NOTES.longs}</th>
              <th>{say('All')}</th>
              <th>{NOTES.shorts}</th>
              <th aria-label={say('Arrows, all')} title={say('One arrow from 60 %, two from 75 %')} />
              <th data-right>{NOTES.longs}</th>
              <th title={say('Leverage from 25× on, or within 5 % of the price')}>{say('Optical')}</th>
              <th>{NOTES.shorts}</th>
              <th aria-label={say('Arrows, optical')} title={say('One arrow from 60 %, two from 75 %')} />
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <RatiosRow key={row.key} row={row} list={list} />
            ))}
          </tbody>
        </Ratios>
      </Listed>
    </Panel>
  );
}

/** How stretched each contract is, in the order of the ratios. */
export function RsiPanel(props: SymbolPanelProps) {
  const { live, list } = props;
  const unknown = list.rows.filter(({ rsi }) => rsi === null).length;
  return (
    <Panel
      label="RSI"
      origin={{ ...RSI_ORIGIN, asOf: list.oldest?.to ?? null }}
      source={live}
      header={
        <PanelHead
          title="RSI 14, 4 h"
          note={[
            say('tail starts 24 h ago'),
            ...(unknown > 0 ? [say('{count} not known yet', { count: unknown })] : []),
          ].join(', ')}
        ></PanelHead>
      }
    >
      <Listed {...props}>
        <Dots aria-label={say('RSI now and 24 hours ago, by symbol')}>
          <thead>
            <tr>
              <th>{say('Symbol')}</th>
              <th data-right>RSI</th>
              <th className="lane">
                <span className="bands">
                  {RSI_BANDS.map(({ name, short, to }) => (
                    <span key={to} title={name}>
                      {short}
                    </span>
                  ))}
                </span>
              </th>
            </tr>
          </thead>
          <tbody>
            {list.rows.map((row) => (
              <RsiRow key={row.key} row={row} list={list} />
            ))}
          </tbody>
        </Dots>
      </Listed>
    </Panel>
  );
}

/** Two lists that scroll as one. */
export function useScrollTogether() {
  const first = useRef<HTMLDivElement>(null);
  const second = useRef<HTMLDivElement>(null);
  const follow = (of: RefObject<HTMLDivElement | null>) => (event: UIEvent<HTMLElement>) => {
    const { scrollTop } = event.currentTarget;
    if (of.current !== null && of.current.scrollTop !== scrollTop) of.current.scrollTop = scrollTop;
  };
  return { first, second, onFirst: follow(second), onSecond: follow(first) };
}
