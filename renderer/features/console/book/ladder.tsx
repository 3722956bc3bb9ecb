import { styled } from '@mui/material/styles';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { say } from '#shared/language/words.ts';
import type { DepthUnits } from '#renderer/data/depth-store.ts';
import { useTopics } from '#renderer/data/data-context.tsx';
import type { Depth } from '#renderer/data/use-depth.ts';
import type { BookStore } from '#renderer/data/book-store.ts';
import type { TapeStore } from '#renderer/data/tape-store.ts';
import { useRows } from '#renderer/data/use-rows.ts';
import { FailureWords } from '#renderer/ui/action-dialog.tsx';
import type { Pen } from '#renderer/charts/pen.ts';
import { tone } from '#renderer/ui/theme/tokens.ts';
import { useTokens } from '#renderer/ui/theme/use-tokens.ts';
import { useSize } from '#renderer/ui/use-size.ts';
import { useConsoleKey } from '../console-keys.ts';
import { useDraft } from '../draft.ts';
import { useOrderActions, type ActionResult } from '../order-actions.ts';
import { BookTable } from './book-table.tsx';
import { priceText } from './grouping.ts';
import { clickedTicket, fillDraft, type LadderClick } from './ladder-click.ts';
import { ladderInput } from './ladder-input.ts';
import { FOOT_HEIGHT, ROW_HEIGHT } from './ladder-layout.ts';
import { LadderPainter } from './ladder-paint.ts';
import { LadderScene } from './ladder-scene.ts';
import { LiveCanvas } from './live-canvas.tsx';
import { nextFrame } from './next-frame.ts';
import { useOneClick } from './one-click.ts';
import { restingOrders } from './own-orders.ts';

const Heads = styled('div')({
  display: 'grid',
  gridTemplateColumns: '40px minmax(0, 1fr) 60px minmax(0, 1fr) 40px',
  flex: 'none',
  height: 22,
  alignItems: 'center',
  fontSize: 11,
  color: tone.text3,
  borderBottom: `1px solid ${tone.lineSoft}`,
  '& span': { whiteSpace: 'nowrap', padding: '0 6px', overflow: 'hidden' },
  '& span:nth-of-type(2)': { textAlign: 'right', paddingRight: 8 },
  '& span:nth-of-type(3)': { textAlign: 'center', padding: 0 },
  '& span:nth-of-type(5)': { textAlign: 'right' },
});

const Field = styled('div')({
  position: 'relative',
  flex: 1,
  minHeight: 0,
  cursor: 'pointer',
  touchAction: 'none',
  outlineOffset: -2,
  // Once: an old panel fades as a whole.
  '[data-stale=false] &[data-faded=true]': { opacity: 0.6 },
});

/** Over the lowest rows, so that no price moves under the pointer. */
const Answer = styled('div')({
  position: 'absolute',
  left: 0,
  right: 0,
  bottom: 0,
  padding: '6px 10px',
  fontSize: 11.5,
  background: tone.raised,
  borderTop: `1px solid ${tone.line}`,
});

const Holder = styled('div')({ position: 'relative', flex: 1, minHeight: 0, display: 'flex', flexDirection: 'column' });

/** How long the outcome of a click stays, ms; a refusal stays until the next click. */
const ANSWER_MS = 6_000;

interface LadderProps {
  readonly book: Depth<BookStore>;
  readonly tape: Depth<TapeStore>;
  readonly units: DepthUnits;
}

/** The price ladder of a contract, drawn from the columns of its book. */
export function Ladder({ book, tape, units }: LadderProps) {
  const [ref, size] = useSize<HTMLDivElement>();
  const tokens = useTokens();
  const { store } = book;
  const scene = useMemo(() => new LadderScene(store, tape.store), [store, tape.store]);
  const height = Math.max(0, size.height);
  const room = Math.max(0, Math.floor((height - FOOT_HEIGHT) / ROW_HEIGHT));
  const drawings = useRef(new Set<() => void>());
  const draw = useCallback(() => drawings.current.forEach((paint) => paint()), []);
  const onChange = useCallback(
    (paint: () => void) => {
      drawings.current.add(paint);
      const stops = [store.onChange(paint), tape.store.onChange(paint)];
      return () => {
        drawings.current.delete(paint);
        stops.forEach((stop) => stop());
      };
    },
    [store, tape.store],
  );
  const painter = useMemo(() => {
    scene.setRoom(room);
    return new LadderPainter(scene, units, tokens, size.width, height);
  }, [scene, units, tokens, size.width, height, room]);
  const paint = useCallback((pen: Pen, whole: boolean) => painter.paint(pen, whole), [painter]);

  useOwnMarks(scene, units, draw);
  const { answer, take } = useTake(units);
  const input = useMemo(() => {
    const tell = (step: number): void => sayPrice(ref.current, scene, units, step);
    return ladderInput({ scene, width: size.width, draw, take, tell });
  }, [scene, size.width, draw, take, ref, units]);
  useConsoleKey('c', say('Centre the ladder'), () => {
    scene.centre();
    draw();
  });
  const faded = book.status !== 'live';
  return (
    <>
      <Heads aria-hidden>
        <span>{say('Mine')}</span>
        <span>{say('Bid {coin}', { coin: units.coin })}</span>
        <span>{say('Price')}</span>
        <span>{say('Ask {coin}', { coin: units.coin })}</span>
        <span>{say('Mine')}</span>
      </Heads>
      <Holder>
        <Field
          ref={ref}
          data-faded={faded}
          role="spinbutton"
          tabIndex={0}
          aria-label={say('Price ladder of {symbol}. Arrows choose a price, Enter takes it.', { symbol: units.symbol })}
          aria-valuenow={0}
          aria-valuetext={say('no price chosen')}
          {...input}
        >
          <LiveCanvas width={size.width} height={height} onChange={onChange} paint={paint} />
        </Field>
        {answer !== null && (
          <Answer>
            {answer.kind === 'refused' ? (
              <FailureWords failure={answer} />
            ) : (
              <span role="status" style={{ color: answer.kind === 'in-doubt' ? tone.warn : tone.text2 }}>
                {answer.sentence}
              </span>
            )}
          </Answer>
        )}
      </Holder>
      <BookTable store={store} units={units} />
    </>
  );
}

/** Keeps my orders, the draft's price and the one-click switch in the scene; none of them renders the ladder. */
function useOwnMarks(scene: LadderScene, units: DepthUnits, draw: () => void): void {
  const { rows } = useRows('orders');
  const on = useOneClick((state) => state.on);
  useEffect(() => {
    scene.setOrders(restingOrders(rows, units));
    draw();
  }, [scene, rows, units, draw]);
  useEffect(() => {
    scene.oneClick = on;
    draw();
  }, [scene, on, draw]);
  useEffect(() => {
    const follow = ({ symbol, active, price }: { symbol: string | null; active: boolean; price: string }): void => {
      const ticks = Math.round((Number(price) * 10 ** units.priceDecimals) / units.tickUnits);
      const shown = active && symbol === units.symbol && price !== '' && ticks > 0 ? ticks : null;
      if (shown === scene.draftTicks) return;
      scene.draftTicks = shown;
      nextFrame(draw);
    };
    follow(useDraft.getState());
    return useDraft.subscribe(follow);
  }, [scene, units, draw]);
}

/** What a click does: fills the draft, or with One-click on sends. */
function useTake(units: DepthUnits) {
  const actions = useOrderActions();
  const { positions } = useTopics();
  const [answer, setAnswer] = useState<ActionResult | null>(null);
  useEffect(() => {
    if (answer === null || answer.kind === 'refused') return undefined;
    const timer = setTimeout(() => setAnswer(null), ANSWER_MS);
    return () => clearTimeout(timer);
  }, [answer]);
  const take = useCallback(
    (click: LadderClick): void => {
      setAnswer(null);
      if (!useOneClick.getState().on || click.zone === 'price') {
        fillDraft(click, units);
        return;
      }
      const position = positions.snapshot().rows.find(({ key }) => key === units.symbol) ?? null;
      const ticket = clickedTicket(useDraft.getState(), click, units, position);
      if (typeof ticket === 'string') setAnswer({ kind: 'refused', code: 'NOT_SENT', sentence: ticket });
      else void actions.place(ticket).then(setAnswer);
    },
    [actions, positions, units],
  );
  return { answer, take };
}

/** Says the price under the keyboard's mark to a screen reader, without a render. */
function sayPrice(field: HTMLElement | null, scene: LadderScene, units: DepthUnits, step: number): void {
  const { groupTicks, bids, asks } = scene.book;
  const ticks = step * groupTicks;
  const price = priceText(ticks, units.tickUnits, units.priceDecimals);
  const ask = scene.rows !== null && step >= scene.rows.split;
  const size = String((ask ? asks : bids).at(ticks) * units.multiplier);
  const values = { price, size, coin: units.coin };
  field?.setAttribute('aria-valuenow', price);
  const words = ask ? say('{price}, ask {size} {coin}', values) : say('{price}, bid {size} {coin}', values);
  field?.setAttribute('aria-valuetext', words);
}
