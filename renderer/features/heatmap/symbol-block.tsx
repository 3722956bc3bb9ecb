import { styled } from '@mui/material/styles';
import { memo } from 'react';
import { Sparkline } from '#renderer/charts/sparkline.tsx';
import { useAssumed } from '#renderer/data/use-assumed.ts';
import { AssumedMark } from '#renderer/ui/assumed-mark.tsx';
import { formatNumber, formatPercent, formatPrice, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { say, sayAs } from '#shared/language/words.ts';
import { BY_CHANGE, BY_MARK, BY_SYMBOL, sortMark, type SortChoice, type SymbolRow } from './row-order.ts';

/** How much of the left block there is room for. */
export type BlockSize = 'full' | 'medium' | 'small';

/** Its widths in CSS pixels, with the gap to the cells. */
export const BLOCK_WIDTH: Readonly<Record<BlockSize, number>> = { full: 352, medium: 220, small: 146 };

const TEMPLATES: Readonly<Record<BlockSize, string>> = {
  full: '22px minmax(58px, 1fr) 80px 62px 40px 44px',
  medium: '22px minmax(54px, 1fr) 62px 40px',
  small: '20px minmax(50px, 1fr) 40px',
};

const Line = styled('div')({
  display: 'grid',
  alignItems: 'center',
  columnGap: 6,
  paddingRight: 12,
  fontSize: 12,
  whiteSpace: 'nowrap',
  color: tone.text2,
  '& > i': { fontStyle: 'normal', color: tone.text3, fontSize: 11 },
  '& > b': { fontWeight: 600, color: tone.text, display: 'flex', alignItems: 'center', gap: 5 },
  '& > span': { textAlign: 'right' },
  '& > strong': { textAlign: 'right', fontSize: 12.5, fontWeight: 650, color: tone.text },
  '&[data-on=true]': { background: tone.kingSoft, borderRadius: 4 },
});

const HeadLine = styled(Line)({
  alignItems: 'end',
  paddingBottom: 5,
  fontSize: 11,
  color: tone.text3,
  '& button': {
    border: 0,
    padding: 0,
    background: 'none',
    color: tone.text3,
    fontSize: 11,
    textAlign: 'inherit',
    cursor: 'pointer',
  },
  '& button:hover, & button[data-on=true]': { color: tone.king },
});

const HeldDot = styled('em')({ width: 5, height: 5, borderRadius: 3, background: tone.king, flex: 'none' });

interface BlockHeadProps {
  readonly size: BlockSize;
  readonly height: number;
  readonly sort: SortChoice | null;
  readonly horizon: Timeframe;
  readonly onSort: (by: string) => void;
}

/** The heads of the left block: its columns sort the rows, as the cells' do. */
export function BlockHead({ size, height, sort, horizon, onSort }: BlockHeadProps) {
  const usual = sort === null || sort.by === horizon;
  return (
    <HeadLine style={{ height, width: BLOCK_WIDTH[size], gridTemplateColumns: TEMPLATES[size] }}>
      <i />
      <button
        type="button"
        style={{ textAlign: 'left' }}
        data-on={sort?.by === BY_SYMBOL}
        onClick={() => onSort(BY_SYMBOL)}
      >
        {say('Symbol')}
        {sortMark(sort, BY_SYMBOL)}
      </button>
      {size === 'full' && (
        <span>
          <button type="button" data-on={sort?.by === BY_MARK} onClick={() => onSort(BY_MARK)}>
            {sayAs('price', 'Mark')}
            {sortMark(sort, BY_MARK)}
          </button>
        </span>
      )}
      {size !== 'small' && (
        <span>
          <button type="button" data-on={sort?.by === BY_CHANGE} onClick={() => onSort(BY_CHANGE)}>
            24 h{sortMark(sort, BY_CHANGE)}
          </button>
        </span>
      )}
      <span>
        <button
          type="button"
          data-on={usual}
          title={say('Score on {horizon}', { horizon })}
          onClick={() => onSort(horizon)}
        >
          {say('Score')}
        </button>
      </span>
      {size === 'full' && <span>{say('trend')}</span>}
    </HeadLine>
  );
}

interface BlockRowProps {
  readonly row: SymbolRow;
  readonly rank: number;
  readonly size: BlockSize;
  readonly top: number;
  readonly height: number;
  readonly horizon: Timeframe;
  readonly held: boolean;
  readonly on: boolean;
}

function Row({ row, rank, size, top, height, horizon, held, on }: BlockRowProps) {
  const assumed = useAssumed().get(row.symbol);
  const { ticker } = row;
  const score = row.cells.get(horizon)?.score ?? null;
  return (
    <Line data-on={on} style={{ top, height: height - 2, gridTemplateColumns: TEMPLATES[size] }}>
      <i style={{ textAlign: 'right' }}>{rank}</i>
      <b>
        {row.coin}
        {held && <HeldDot title={say('Held')} />}
        <AssumedMark fields={assumed} short />
      </b>
      {size === 'full' && <span>{ticker === null ? UNKNOWN : formatPrice(ticker.mark, ticker.priceDecimals)}</span>}
      {size !== 'small' && <span>{formatPercent(ticker?.change24h ?? null, 2, 'always')}</span>}
      <strong>{score === null ? UNKNOWN : formatNumber(score, 0, 'always')}</strong>
      {size === 'full' && (
        <span style={{ lineHeight: 0 }}>
          {ticker !== null && (
            <Sparkline
              values={ticker.spark}
              width={44}
              height={20}
              label={say('{coin}, last 24 h', { coin: row.coin })}
            />
          )}
        </span>
      )}
    </Line>
  );
}

/** One symbol: rank, name, price, change, score, trend. */
export const BlockRow = memo(Row);
