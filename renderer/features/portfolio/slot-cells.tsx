import { styled } from '@mui/material/styles';
import type { SlotView } from '#shared/contract/portfolio-manager.ts';
import { AmountDelta, ShareDelta } from '#renderer/ui/delta.tsx';
import { formatAmount, formatNumber, UNKNOWN } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { say } from '#shared/language/words.ts';
import { positionWords, weightBar } from './slot-words.ts';
import type { TableFold } from './table-layout.ts';

const Line = styled('span')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  '& > b': { width: 28, textAlign: 'right' },
});

const Track = styled('span')({
  position: 'relative',
  flex: 1,
  height: 8,
  borderRadius: 2,
  background: tone.track,
  '& > i': { position: 'absolute', left: 0, top: 0, bottom: 0, borderRadius: 2 },
  '& > u': { position: 'absolute', right: -1, top: -2, bottom: -2, width: 2, background: tone.hatch },
  '& > u[data-at=true]': { background: tone.warn },
});

const HATCHED = `repeating-linear-gradient(135deg, ${tone.ember} 0 2px, transparent 2px 5px)`;

/** Weight against its cap, and the position that uses it. */
export function WeightCell({ slot, cap }: { readonly slot: SlotView; readonly cap: number }) {
  const { weight, atCap, position, state } = slot;
  const bar = weightBar(weight, position.used, cap);
  const pale = `color-mix(in srgb, ${tone.king} 42%, ${tone.track})`;
  const solid = position.side === 'short' ? tone.down : tone.up;
  return (
    <td>
      <Line>
        <b style={{ fontWeight: 600 }}>{weight === null ? UNKNOWN : formatNumber(weight, 1)}</b>
        <Track aria-hidden>
          {bar !== null && (
            <>
              <i style={{ width: `${String(bar.length)}%`, background: state === 'draining' ? HATCHED : pale }} />
              <i style={{ width: `${String(bar.solid)}%`, background: solid }} />
            </>
          )}
          <u data-at={atCap} />
        </Track>
      </Line>
      <small>
        {positionWords(slot)}
        {atCap && <span style={{ color: tone.warn }}> · {say('cap')}</span>}
      </small>
    </td>
  );
}

type Result = NonNullable<SlotView['result']>;

const PARTS = [
  { name: 'price', label: say('price') },
  { name: 'funding', label: say('funding') },
  { name: 'fees', label: say('fees') },
  { name: 'slippage', label: say('slippage') },
] as const;

const plain = (amount: string): string => formatAmount(amount, { sign: 'always' });

const Bar = styled('span')({
  display: 'flex',
  height: 5,
  marginTop: 2,
  gap: 1,
  justifyContent: 'flex-end',
  '& > i': { height: 5, borderRadius: 1, minWidth: 1 },
});

/** The four parts of a result as one bar: gains green, costs red; the numbers stand in its title. */
function ResultBar({ result, most }: { readonly result: Result; readonly most: number }) {
  const words = PARTS.map(({ name, label }) => `${label} ${plain(result[name])}`).join(', ');
  return (
    <Bar role="img" aria-label={words} title={words}>
      {PARTS.map(({ name }) => {
        const value = Number(result[name]);
        const width = most > 0 ? (Math.abs(value) / most) * 120 : 0;
        return value === 0 ? null : (
          <i
            key={name}
            style={{ width, background: value < 0 ? tone.down : tone.up, opacity: name === 'price' ? 1 : 0.6 }}
          />
        );
      })}
    </Bar>
  );
}

const unmeasuredWords = (count: number): string =>
  count === 0
    ? ''
    : say('{count, plural, one {# fill} other {# fills}} without a price to compare with: slippage not counted', {
        count,
      });

interface ResultCellsProps {
  readonly result: Result | null;
  readonly fold: TableFold;
  /** The largest sum of the parts of any row: the scale of the folded bar. */
  readonly most: number;
}

/** What it earned and by what; folded, the four parts are a bar under the net. */
export function ResultCells({ result, fold, most }: ResultCellsProps) {
  const net = (
    <td data-right style={{ fontWeight: 600 }}>
      {result === null ? (
        <span style={{ color: tone.text3, fontWeight: 400 }}>{say('unknown')}</span>
      ) : (
        <>
          <AmountDelta amount={result.net} />
          {fold === 'full' ? (
            result.share !== null && (
              <small>
                <ShareDelta share={result.share} decimals={1} />
              </small>
            )
          ) : (
            <ResultBar result={result} most={most} />
          )}
        </>
      )}
    </td>
  );
  if (fold !== 'full') return net;
  return (
    <>
      {PARTS.map(({ name }) => (
        <td
          key={name}
          data-right
          title={name === 'slippage' && result !== null ? unmeasuredWords(result.unmeasured) : undefined}
        >
          {result === null ? UNKNOWN : plain(result[name])}
          {name === 'slippage' && result !== null && result.unmeasured > 0 && (
            <small>{say('{count} left out', { count: result.unmeasured })}</small>
          )}
        </td>
      ))}
      {net}
    </>
  );
}

/** The scale of the folded bars: the largest sum of the sizes of the parts. */
export const largestResult = (slots: readonly SlotView[]): number =>
  Math.max(
    0,
    ...slots.map(({ result }) =>
      result === null ? 0 : PARTS.reduce((sum, { name }) => sum + Math.abs(Number(result[name])), 0),
    ),
  );
