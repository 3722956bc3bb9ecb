import { useQuery } from '@tanstack/react-query';
import { styled } from '@mui/material/styles';
import { useMemo, type ReactNode } from 'react';
import type { TickerView } from '#shared/contract/market.ts';
import type { PositionView } from '#shared/contract/portfolio.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { useApi } from '#renderer/data/data-context.tsx';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { ShareDelta } from '#renderer/ui/delta.tsx';
import { formatNumber, formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { formatCountdown } from '#renderer/ui/format-time.ts';
import { Kbd } from '#renderer/ui/kbd.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { AgentsView } from './agents-view.tsx';
import { formatCompact } from './chart/compact.ts';

const Row = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 12,
  height: '100%',
  padding: '0 14px',
  overflow: 'hidden',
  whiteSpace: 'nowrap',
  fontVariantNumeric: 'tabular-nums',
  '& > hr': { width: 1, height: 34, border: 0, margin: 0, background: tone.line, flex: 'none' },
  '& [data-figure]': { display: 'flex', flexDirection: 'column', gap: 3, flex: 'none' },
  '& [data-figure] small': { fontSize: 11, color: tone.text3 },
  '& [data-figure] > span': { fontSize: 13, fontWeight: 550 },
  '& [data-figure] em': { fontStyle: 'normal', fontWeight: 400, fontSize: 12, color: tone.text2, marginLeft: 6 },
  '& [data-end]': { marginLeft: 'auto', display: 'flex', alignItems: 'center', gap: 12 },
  '@media (max-width: 1700px)': { gap: 12, '& [data-wide]': { display: 'none !important' } },
  '@media (max-width: 1500px)': { '& [data-middle]': { display: 'none !important' } },
  '@media (max-width: 759px)': {
    gap: 8,
    padding: '0 10px 0 12px',
    '& strong[data-mark]': { fontSize: 18 },
    '& [data-end]': { gap: 8 },
    // A phone has no keys.
    '& kbd': { display: 'none' },
    '& [data-phone=no], & > hr': { display: 'none !important' },
  },
});

const Name = styled('button')({
  display: 'grid',
  gridTemplateColumns: 'auto auto',
  columnGap: 8,
  rowGap: 1,
  alignItems: 'center',
  justifyItems: 'start',
  flex: 'none',
  border: 0,
  padding: '2px 6px',
  margin: '0 -6px',
  borderRadius: 5,
  background: 'none',
  color: tone.text,
  cursor: 'pointer',
  '& b': { fontSize: 18, fontWeight: 650, lineHeight: 1.15 },
  '& small': { gridColumn: '1 / -1', fontSize: 11, color: tone.text3 },
  '&:hover': { background: tone.kingSoft },
});

const Mark = styled('strong')({ fontSize: 26, fontWeight: 600, lineHeight: 1, minWidth: '6ch' });

function Figure({
  name,
  children,
  ...shown
}: {
  readonly name: ReactNode;
  readonly children: ReactNode;
  readonly 'data-wide'?: boolean;
  readonly 'data-middle'?: boolean;
  readonly 'data-phone'?: 'no';
}) {
  return (
    <div data-figure {...shown}>
      <small>{name}</small>
      <span>{children}</span>
    </div>
  );
}

const QUARTERS_OF_A_DAY = 97;

/** Highest and lowest price of the last 24 h: closed quarter hours, asked for anew with each, and the price now. */
function useDayRange({ key: symbol, last }: TickerView): { readonly high: number; readonly low: number } | null {
  const api = useApi();
  const now = useHostNow();
  const quarter = now === null ? 0 : Math.floor(now / 900_000);
  const input = { symbol, timeframe: '15m' as const, limit: QUARTERS_OF_A_DAY, before: quarter * 900_000 };
  const { data } = useQuery({
    ...api.market.candles.queryOptions({ input }),
    enabled: quarter > 0,
    staleTime: Infinity,
    placeholderData: (before) => before,
  });
  return useMemo(() => {
    if (data === undefined || data.high.length === 0) return null;
    return { high: Math.max(last, ...data.high), low: Math.min(last, ...data.low) };
  }, [data, last]);
}

/** What the position pays or gets at the next funding, USDT; null without one. */
function fundingAmount(position: PositionView | undefined, rate: number | null): number | null {
  if (position === undefined || rate === null) return null;
  return Math.abs(Number(position.value)) * rate * (position.side === 'long' ? 1 : -1);
}

function Funding({ ticker }: { readonly ticker: TickerView }) {
  const now = useHostNow();
  const { rows } = useRows('positions');
  const { fundingRate, nextFundingAt } = ticker;
  const amount = fundingAmount(
    rows.find(({ key }) => key === ticker.key),
    fundingRate,
  );
  const name =
    nextFundingAt === null || now === null
      ? say('Funding')
      : say('Funding in {left}', { left: formatCountdown(nextFundingAt - now) });
  const paid = amount === null ? '' : formatNumber(Math.abs(amount), 2);
  return (
    <Figure name={name} data-phone="no">
      {fundingRate === null ? '–' : formatPercent(fundingRate, 4, 'always')}
      {amount !== null && (
        <em data-wide>
          {amount >= 0 ? say('you pay {amount}', { amount: paid }) : say('you get {amount}', { amount: paid })}
        </em>
      )}
    </Figure>
  );
}

interface SymbolHeaderProps {
  readonly ticker: TickerView;
  readonly onChoose: () => void;
  /** At the right end: buttons of a narrow window. */
  readonly children?: ReactNode;
}

/** What a contract is worth, what holding it costs, and what the agents think of it. */
export function SymbolHeader({ ticker, onChoose, children }: SymbolHeaderProps) {
  const { key, coin, priceDecimals, mark, last, index, change24h, openInterest, asOf, provenance } = ticker;
  const now = useHostNow();
  const range = useDayRange(ticker);
  const price = (value: number | null) => formatPrice(value, priceDecimals);
  const basis = ((mark - index) / index) * 10_000;
  return (
    <Panel ageing="feed" label={say('Symbol')}>
      <Row>
        <Name type="button" onClick={onChoose} title={say('Choose a symbol')}>
          <b>{key}</b>
          <Kbd>/</Kbd>
          <small>{say('{coin} perpetual', { coin })}</small>
        </Name>
        <hr />
        <div data-figure>
          <small>{say('Mark')}</small>
          <Mark data-mark>{price(mark)}</Mark>
        </div>
        <hr />
        <Figure name={sayAs('price', 'Last')} data-phone="no">
          {price(last)}
        </Figure>
        <Figure name={say('24 h change')} data-phone="no">
          <ShareDelta share={change24h} />
        </Figure>
        <Figure name={say('24 h high / low')} data-wide>
          {price(range?.high ?? null)} <em>{price(range?.low ?? null)}</em>
        </Figure>
        <Figure name={say('Index')} data-wide>
          {price(index)} <em>{say('{basis} bp', { basis: formatNumber(basis, 1, 'always') })}</em>
        </Figure>
        <Funding ticker={ticker} />
        <Figure name={say('Open interest')} data-middle>
          {openInterest === null ? '–' : formatCompact(openInterest)}
        </Figure>
        <hr />
        <div data-phone="no">
          <AgentsView symbol={key} />
        </div>
        <div data-end>
          {children}
          <span data-phone="no">
            <DataMark
              from={say('The newest ticker of the contract; the score is that of the agents')}
              provenance={provenance}
              asOf={asOf}
              now={now}
              untagged
            />
          </span>
        </div>
      </Row>
    </Panel>
  );
}
