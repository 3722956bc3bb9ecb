import { styled } from '@mui/material/styles';
import { useFocusSymbol } from '#renderer/data/focus-symbol.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { LoadingRows } from '#renderer/ui/notes.tsx';
import { Panel } from '#renderer/ui/panel.tsx';
import { rowHeight, tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';

const ORIGIN = { from: say('The newest ticker of each contract'), kind: 'market' } as const;

const List = styled('ul')({
  listStyle: 'none',
  overflow: 'auto',
  '& button': {
    width: '100%',
    height: rowHeight(34),
    display: 'grid',
    gridTemplateColumns: 'minmax(40px, 1fr) auto 64px',
    alignItems: 'center',
    gap: 10,
    padding: '0 12px',
    border: 0,
    borderBottom: `1px solid ${tone.lineSoft}`,
    background: 'none',
    color: tone.text,
    fontSize: 12,
    textAlign: 'left',
    cursor: 'pointer',
  },
  '& button:hover': { background: tone.raised },
  '& button[aria-pressed=true]': { background: tone.kingSoft, boxShadow: `inset 2px 0 0 ${tone.king}` },
  '& button > span:nth-of-type(n + 2)': { textAlign: 'right' },
});

/** The contracts by name, price and day; choosing one turns every panel of the same link colour. */
export function WatchPanel() {
  const source = useRows('tickers');
  const chosen = useFocusSymbol((state) => state.symbol);
  const focus = useFocusSymbol((state) => state.focus);
  return (
    <Panel ageing="feed" label={say('Watch list')} origin={ORIGIN} markAt="row" source={source}>
      {source.rows.length === 0 ? (
        <LoadingRows rows={8} />
      ) : (
        <List aria-label={say('Contracts')}>
          {source.rows.map(({ key, coin, last, priceDecimals, change24h }) => (
            <li key={key}>
              <button type="button" aria-pressed={key === chosen} onClick={() => focus(key)}>
                <b>{coin}</b>
                <span>{formatPrice(last, priceDecimals)}</span>
                <span style={{ color: (change24h ?? 0) < 0 ? tone.down : tone.up }}>
                  {formatPercent(change24h, 2, 'always')}
                </span>
              </button>
            </li>
          ))}
        </List>
      )}
    </Panel>
  );
}
