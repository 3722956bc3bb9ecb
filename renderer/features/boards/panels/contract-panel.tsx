import { styled } from '@mui/material/styles';
import type { TickerView } from '#shared/contract/market.ts';
import { Sparkline } from '#renderer/charts/sparkline.tsx';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useHostNow } from '#renderer/data/use-now.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatCompact, formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { formatAge, formatCountdown } from '#renderer/ui/format-time.ts';
import { EmptyNote } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { scrollStop } from '#renderer/ui/scroll-stop.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { PROVENANCE_WORDS } from '#renderer/ui/provenance-words.ts';
import { say, sayAs } from '#shared/language/words.ts';

const ORIGIN = { from: say('The newest ticker of the contract'), kind: 'market' } as const;

const Body = styled('div')({
  padding: '14px 16px',
  overflow: 'auto',
  '& .head': { display: 'flex', flexWrap: 'wrap', alignItems: 'baseline', gap: '4px 14px', marginBottom: 12 },
  '& h2': { fontSize: 20, fontWeight: 600 },
  '& .head b': { fontSize: 20, fontWeight: 600 },
  '& small': { fontSize: 11, color: tone.text3 },
  '& dl': { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(76px, 1fr))', gap: '12px 16px' },
  '& dt': { fontSize: 11, color: tone.text3 },
  '& dd': { margin: 0, fontSize: 13, fontWeight: 500 },
});

function figuresOf(row: TickerView, now: number | null): readonly (readonly [string, string])[] {
  const price = (value: number): string => formatPrice(value, row.priceDecimals);
  const until = row.nextFundingAt === null || now === null ? null : row.nextFundingAt - now;
  return [
    [sayAs('price', 'Mark'), price(row.mark)],
    [sayAs('price', 'Index'), price(row.index)],
    [sayAs('price', 'Bid'), price(row.bid)],
    [sayAs('price', 'Ask'), price(row.ask)],
    [say('Spread'), formatPercent((row.ask - row.bid) / row.last, 3)],
    [say('Funding'), formatPercent(row.fundingRate, 4, 'always')],
    [say('Next funding in'), until === null ? '–' : formatCountdown(until)],
    [say('Open interest, USDT'), row.openInterest === null ? '–' : formatCompact(row.openInterest)],
  ];
}

/** The contract of the panel's link colour: price, day, funding, open interest, with their age. */
export function ContractPanel() {
  const source = useRows('tickers');
  const chosen = useFocusSymbol((state) => state.symbol);
  const now = useHostNow();
  const row = source.rows.find(({ key }) => key === chosen) ?? source.rows[0];
  if (row === undefined)
    return (
      <Panel ageing="feed" label={say('Contract')} source={source}>
        <EmptyNote title={say('No prices yet')}>{say('They come with the market feed.')}</EmptyNote>
      </Panel>
    );
  const falls = (row.change24h ?? 0) < 0;
  return (
    <Panel ageing="feed" label={say('Contract')} origin={ORIGIN} markAt="row" source={source}>
      <Body ref={scrollStop}>
        <div className="head">
          <h2>{row.coin}</h2>
          <b>{formatPrice(row.last, row.priceDecimals)}</b>
          <span style={{ color: falls ? tone.down : tone.up }}>
            {say('{change} in 24 h', { change: formatPercent(row.change24h, 2, 'always') })}
          </span>
          <Sparkline
            values={row.spark}
            width={120}
            height={26}
            label={say('{coin} over 24 hours', { coin: row.coin })}
          />
          <small>
            {row.key} · {PROVENANCE_WORDS[row.provenance]}
            {now === null ? '' : ` · ${say('{age} old', { age: formatAge(now - row.asOf) })}`}
          </small>
        </div>
        <dl>
          {figuresOf(row, now).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
      </Body>
    </Panel>
  );
}
