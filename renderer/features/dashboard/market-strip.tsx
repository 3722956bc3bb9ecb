import { styled } from '@mui/material/styles';
import type { TickerView } from '#shared/contract/market.ts';
import { say } from '#shared/language/words.ts';
import { Sparkline } from '#renderer/charts/sparkline.tsx';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { DataMark } from '#renderer/ui/data-mark.tsx';
import { ShareDelta } from '#renderer/ui/delta.tsx';
import { formatCompact, formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { formatCountdown } from '#renderer/ui/format-time.ts';
import { Panel } from '#renderer/ui/panel.tsx';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { breadth, byOpenInterest, totalOpenInterest } from './market-math.ts';

const Strip = styled('div')({
  height: 44,
  display: 'flex',
  flexWrap: 'wrap',
  overflow: 'hidden',
  '& > div': {
    height: 44,
    flex: '1 0 auto',
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: 12,
    padding: '0 14px',
    borderRight: `1px solid ${tone.line}`,
  },
  '& > div > p': { fontSize: 11, lineHeight: 1.35, color: tone.text3, whiteSpace: 'nowrap' },
  '& b': { fontSize: 12.5, fontWeight: 600, color: tone.text },
  '& em': { fontSize: 12.5, fontWeight: 500, fontStyle: 'normal' },
});

function SymbolCell({ ticker }: { readonly ticker: TickerView }) {
  return (
    <div
      title={say('{symbol}: bid {bid}, ask {ask}', {
        symbol: ticker.key,
        bid: formatPrice(ticker.bid, ticker.priceDecimals),
        ask: formatPrice(ticker.ask, ticker.priceDecimals),
      })}
    >
      <p>
        {ticker.coin}
        <br />
        <b>{formatPrice(ticker.last, ticker.priceDecimals)}</b>{' '}
        <em>
          <ShareDelta share={ticker.change24h} />
        </em>
      </p>
      <Sparkline values={ticker.spark} label={say('{coin} over the last 24 h', { coin: ticker.coin })} />
    </div>
  );
}

function BreadthCell({ tickers }: { readonly tickers: readonly TickerView[] }) {
  const { up, known, mean } = breadth(tickers);
  const share = known === 0 ? 0 : up / known;
  return (
    <div>
      <p>
        {say('Up in 24 h')}
        <br />
        <b>{known === 0 ? '–' : say('{part} of {whole}', { part: up, whole: known })}</b>{' '}
        {mean === null ? say('no day of data yet') : say('avg {mean}', { mean: formatPercent(mean, 1, 'always') })}
      </p>
      {known > 0 && (
        <span aria-hidden style={{ width: 64, height: 6, borderRadius: 3, background: tone.down, display: 'flex' }}>
          <i style={{ width: `${String(share * 100)}%`, background: tone.up, borderRadius: 3 }} />
        </span>
      )}
    </div>
  );
}

function FundingCell({ ticker, now }: { readonly ticker: TickerView; readonly now: number | null }) {
  const left = ticker.nextFundingAt === null || now === null ? null : ticker.nextFundingAt - now;
  return (
    <div>
      <p>
        {left === null
          ? say('{coin} funding', { coin: ticker.coin })
          : say('{coin} funding in {left}', { coin: ticker.coin, left: formatCountdown(left) })}
        <br />
        <b>{formatPercent(ticker.fundingRate, 4, 'always')}</b>
      </p>
    </div>
  );
}

/** The market's weather in one line, from the tickers alone; cells that do not fit are left out from the right. */
export function MarketStrip() {
  const live = useRows('tickers');
  const now = useHostNow();
  const leading = byOpenInterest(live.rows);
  const interest = totalOpenInterest(live.rows);
  const newest = Math.max(0, ...live.rows.map(({ asOf }) => asOf));
  const first = leading[0];
  return (
    <Panel ageing="feed" label={say('Market')} source={live} className="strip">
      <Strip>
        <BreadthCell tickers={live.rows} />
        <div>
          <p>{say('Market data')}</p>
          <DataMark
            from={say('The newest tickers of the feed')}
            provenance={first?.provenance ?? null}
            asOf={newest === 0 ? null : newest}
            now={now}
          />
        </div>
        {leading.slice(0, 4).map((ticker) => (
          <SymbolCell key={ticker.key} ticker={ticker} />
        ))}
        {first !== undefined && <FundingCell ticker={first} now={now} />}
        <div>
          <p>
            {say('Open interest, USDT')}
            <br />
            <b>{interest === null ? '–' : formatCompact(interest)}</b>
          </p>
        </div>
        {leading.slice(4, 8).map((ticker) => (
          <SymbolCell key={ticker.key} ticker={ticker} />
        ))}
      </Strip>
    </Panel>
  );
}
