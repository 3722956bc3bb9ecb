import Bell from '@mui/icons-material/NotificationsNoneOutlined';
import { styled } from '@mui/material/styles';
import { useEffect, useLayoutEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { say, sayAs } from '#shared/language/words.ts';
import { spreadLabels } from '#renderer/charts/candle-geometry.ts';
import { formatNumber, formatPercent, formatPrice } from '#renderer/ui/format.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { onTick, stepTicks } from '../on-tick.ts';
import { CHIP, LANE, NARROW_CHART, NARROW_CHIP } from './plot.ts';
import { resultAt, resultChange, type ContractUnits, type TradeLevel } from './trade-levels.ts';
import type { OpenChart } from './use-chart.ts';

const Chip = styled('button')({
  position: 'absolute',
  left: 0,
  top: 0,
  zIndex: 3,
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  height: 17,
  padding: '0 6px 0 4px',
  borderRadius: 3,
  border: '1px solid currentColor',
  background: tone.panel,
  fontSize: 11,
  lineHeight: 1,
  whiteSpace: 'nowrap',
  textAlign: 'left',
  cursor: 'default',
  touchAction: 'none',
  '& > b': { flex: 1, fontWeight: 500, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& > span': { fontVariantNumeric: 'tabular-nums' },
  '& > i': { fontStyle: 'normal', letterSpacing: '-0.1em', opacity: 0.7, width: 8 },
  '&[data-drag=true]': { cursor: 'ns-resize' },
  '&[data-kind=draft]': { borderStyle: 'dashed' },
  '&[data-kind=liquidation]': { background: tone.down, color: tone.panel, borderColor: tone.down, fontWeight: 600 },
  '&[data-narrow=true] > span': { display: 'none' },
  '&[data-off=above] > b::after': { content: '" ↑"' },
  '&[data-off=below] > b::after': { content: '" ↓"' },
  '&[data-moving=true]': { background: tone.raised, zIndex: 4 },
});

const Note = styled('output')({
  position: 'absolute',
  left: 0,
  top: 0,
  zIndex: 5,
  padding: '4px 8px',
  borderRadius: 4,
  background: tone.raised,
  border: `1px solid ${tone.lineStrong}`,
  color: tone.text,
  fontSize: 11,
  whiteSpace: 'nowrap',
  pointerEvents: 'none',
  fontVariantNumeric: 'tabular-nums',
  '& small': { fontSize: 11, color: tone.text3 },
});

const INKS = { up: tone.up, down: tone.down, king: tone.king, text2: tone.text2 } as const;
const CHIPS_APART = 19;
const BIG_STEP = 10;

/** A level in the hand: where it would go. */
interface Moving {
  readonly id: string;
  readonly price: string;
}

interface LevelChipsProps {
  readonly open: OpenChart;
  readonly levels: readonly TradeLevel[];
  readonly units: ContractUnits;
  readonly mark: number;
  /** Does what the drag asks for; the sentence of a refusal, or null. */
  readonly onMove: (level: TradeLevel, price: string) => Promise<string | null>;
  readonly onRefused: (sentence: string) => void;
}

function figureOf(level: TradeLevel, price: number, mark: number): string {
  if (level.kind === 'liquidation') return formatPercent((price - mark) / mark, 2, 'always');
  if (level.word !== '') return level.word;
  if (level.kind === 'alert') return formatPercent((price - mark) / mark, 2, 'always');
  const result = resultAt(level.basis, level.kind === 'entry' ? mark : price);
  return result === null ? '' : formatNumber(result, 2, 'always');
}

const decimalsOf = (multiplier: number): number => Math.max(0, Math.min(6, -Math.floor(Math.log10(multiplier))));

/** Puts chips and the note of a drag where their levels are, after each frame of the chart. */
function usePlacement({ open, levels }: LevelChipsProps, moving: Moving | null) {
  const host = useRef<HTMLDivElement>(null);
  const latest = useRef({ levels, moving });
  useLayoutEffect(() => {
    latest.current = { levels, moving };
  });
  useLayoutEffect(() => {
    const place = (): void => {
      const element = host.current;
      if (element === null) return;
      const { width, height, y } = open.chart.plot();
      const now = latest.current;
      const narrow = width < NARROW_CHART;
      const chip = narrow ? NARROW_CHIP : CHIP;
      const priceOf = (level: TradeLevel) => (now.moving?.id === level.id ? Number(now.moving.price) : level.price);
      const wanted = now.levels.map((level) => y(priceOf(level)) ?? height);
      const ys = spreadLabels(wanted, CHIPS_APART, 12, height - 12);
      const x = Math.max(0, width - LANE - chip - 6);
      [...element.querySelectorAll<HTMLElement>('[data-chip]')].forEach((node, index) => {
        node.style.width = `${String(chip)}px`;
        node.dataset['narrow'] = String(narrow);
        const at = wanted[index] ?? 0;
        node.dataset['off'] = at < 0 ? 'above' : at > height ? 'below' : '';
        node.style.transform = `translate(${String(x)}px, ${String(Math.round((ys[index] ?? 0) - 8.5))}px)`;
      });
      const note = element.querySelector<HTMLElement>('output');
      const at = now.levels.findIndex(({ id }) => id === now.moving?.id);
      if (note !== null && at >= 0)
        note.style.transform = `translate(calc(${String(x - 8)}px - 100%), ${String(Math.round((ys[at] ?? 0) - 12))}px)`;
    };
    place();
    return open.chart.onPaint(place);
  }, [open]);
  useLayoutEffect(() => open.scene.set({}), [open, levels, moving]);
  return host;
}

/** Moving a level: by pointer, or by arrow keys with Enter; Esc puts it back. */
function useMoving({ open, levels, units, onMove, onRefused }: LevelChipsProps) {
  const [moving, setMoving] = useState<Moving | null>(null);
  const [sending, setSending] = useState(false);
  const show = (next: Moving | null): void => {
    setMoving(next);
    open.scene.set({ ghost: next === null ? null : { id: next.id, price: Number(next.price) } });
    open.chart.hold(next !== null);
  };
  const put = async (): Promise<void> => {
    const level = levels.find(({ id }) => id === moving?.id);
    if (moving === null || level === undefined || sending) return;
    if (Number(moving.price) !== level.price) {
      setSending(true);
      const refusal = await onMove(level, moving.price);
      setSending(false);
      if (refusal !== null) onRefused(refusal);
    }
    show(null);
  };
  const held = moving !== null;
  useEffect(() => {
    if (!held) return undefined;
    const onKey = (event: globalThis.KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      event.stopImmediatePropagation();
      setMoving(null);
      open.scene.set({ ghost: null });
      open.chart.hold(false);
    };
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [held, open]);
  const drag = (level: TradeLevel, event: PointerEvent<HTMLElement>): void => {
    const top = event.currentTarget.offsetParent?.getBoundingClientRect().top ?? 0;
    const price = open.chart.priceAt(event.clientY - top);
    const text = price === null ? null : onTick(price, units.tick);
    if (text !== null && !sending) show({ id: level.id, price: text });
  };
  const step = (level: TradeLevel, event: KeyboardEvent<HTMLElement>): void => {
    const way = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (event.key === 'Enter' && moving?.id === level.id) void put();
    if ((event.key !== 'Enter' && way === undefined) || sending) return;
    event.preventDefault();
    event.stopPropagation();
    if (way === undefined) return;
    const from = moving?.id === level.id ? moving.price : onTick(level.price, units.tick);
    const price = from === null ? null : stepTicks(from, units.tick, way * (event.shiftKey ? BIG_STEP : 1));
    if (price !== null) show({ id: level.id, price });
  };
  return { moving, sending, drag, put, step };
}

interface LevelChipProps extends Pick<LevelChipsProps, 'units' | 'mark'> {
  readonly level: TradeLevel;
  readonly price: number;
  readonly hands: ReturnType<typeof useMoving>;
}

function LevelChip({ level, price, units, mark, hands }: LevelChipProps) {
  const drags = level.drag !== null;
  const isMoving = hands.moving?.id === level.id;
  const figure = figureOf(level, price, mark);
  const size = level.size === null ? '' : formatNumber(level.size, decimalsOf(units.multiplier));
  const shownPrice = formatPrice(price, units.priceDecimals);
  const said = [say('{level} at {price}', { level: level.label, price: shownPrice }), size, figure].join(' ');
  const dragged = useRef(false);
  return (
    <Chip
      type="button"
      data-chip={level.id}
      data-drag={drags}
      data-kind={level.kind}
      data-moving={isMoving}
      style={level.kind === 'liquidation' ? {} : { color: INKS[level.ink] }}
      title={drags ? say('{level}. Drag, or arrow keys and Enter; Esc puts it back.', { level: said }) : said}
      {...(drags
        ? {
            role: 'slider',
            'aria-label': level.label,
            'aria-orientation': 'vertical' as const,
            'aria-valuenow': price,
            'aria-valuetext': said,
            onKeyDown: (event: KeyboardEvent<HTMLElement>) => hands.step(level, event),
            onPointerDown: (event: PointerEvent<HTMLElement>) => {
              if (event.button !== 0) return;
              dragged.current = false;
              event.currentTarget.setPointerCapture(event.pointerId);
            },
            onPointerMove: (event: PointerEvent<HTMLElement>) => {
              if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
              dragged.current = true;
              hands.drag(level, event);
            },
            onPointerUp: () => {
              if (dragged.current) void hands.put();
              dragged.current = false;
            },
          }
        : { tabIndex: -1 })}
    >
      <i aria-hidden>{drags ? '⠿' : ''}</i>
      {level.kind === 'alert' && <Bell aria-hidden sx={{ fontSize: 12 }} />}
      <b>{level.label}</b>
      <span>{size}</span>
      <span>{figure}</span>
    </Chip>
  );
}

/** The levels of the account as chips beside the bars; those with a grip are dragged to change them. */
export function LevelChips(props: LevelChipsProps) {
  const { levels, units, mark } = props;
  const hands = useMoving(props);
  const { moving, sending } = hands;
  const host = usePlacement(props, moving);
  const held = levels.find(({ id }) => id === moving?.id);
  const price = Number(moving?.price ?? 0);
  const change = held === undefined ? null : resultChange(held.basis, held.price, price);
  const result = held === undefined ? null : resultAt(held.basis, price);
  return (
    <div ref={host}>
      {levels.map((level) => (
        <LevelChip
          key={level.id}
          level={level}
          price={moving?.id === level.id ? price : level.price}
          {...{ units, mark, hands }}
        />
      ))}
      {held !== undefined && (
        <Note>
          {formatPrice(price, units.priceDecimals)} <small>{formatPercent((price - mark) / mark, 2, 'always')}</small>
          {result !== null && (
            <>
              {' '}
              <small>{held.kind === 'target' ? sayAs('result', 'won') : say('result')}</small>{' '}
              {formatNumber(result, 2, 'always')}
            </>
          )}
          {change !== null && (
            <>
              {' '}
              <small>{sayAs('result', 'change')}</small> {formatNumber(change, 2, 'always')}
            </>
          )}
          {sending && <small> {held.kind === 'alert' ? say('moving…') : say('asking the gate…')}</small>}
        </Note>
      )}
    </div>
  );
}
