import type { KeyboardEvent } from 'react';
import { styled } from '@mui/material/styles';
import { say, sayAs } from '#shared/language/words.ts';
import { formatPrice } from '#renderer/ui/format.ts';
import { UNSEEN } from '#renderer/ui/unseen.ts';
import { onTick } from '../on-tick.ts';
import { movedDrawing, type Drawing } from './drawing.ts';
import { removeDrawings, useDrawings, useDrawingsOf } from './drawing-store.ts';
import type { ContractUnits } from './trade-levels.ts';

/** Seen by the handles on the chart: the focus of an entry selects its drawing. */
const Unseen = styled('ul')({ ...UNSEEN, listStyle: 'none' });

const NAMES = {
  level: say('Level'),
  trend: say('Trend line'),
  ray: say('Ray'),
  rectangle: say('Rectangle'),
  measure: sayAs('drawing', 'Measure'),
} as const satisfies Record<Drawing['kind'], string>;

const BIG_STEP = 10;

interface DrawingListProps {
  readonly symbol: string;
  readonly units: ContractUnits;
  readonly barMs: number;
}

/** The drawings for the keyboard: arrows move the one in focus by a tick or a bar, Delete takes it away. */
export function DrawingList({ symbol, units, barMs }: DrawingListProps) {
  const drawings = useDrawingsOf(symbol);
  const { select, put } = useDrawings.getState();
  const tick = Number(units.tick);
  const onKey = (drawing: Drawing, event: KeyboardEvent): void => {
    const strength = event.shiftKey ? BIG_STEP : 1;
    const price = { ArrowUp: tick, ArrowDown: -tick }[event.key];
    const time = { ArrowLeft: -barMs, ArrowRight: barMs }[event.key];
    if (event.key === 'Delete' || event.key === 'Backspace') removeDrawings(symbol, drawing.id);
    else if (price !== undefined || time !== undefined) {
      const moved = movedDrawing(drawing, 'whole', (time ?? 0) * strength, (price ?? 0) * strength);
      const round = (value: number): number => Number(onTick(value, units.tick) ?? value);
      put(symbol, {
        ...moved,
        a: { ...moved.a, price: round(moved.a.price) },
        b: { ...moved.b, price: round(moved.b.price) },
      });
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <Unseen aria-label={say('Drawings: arrows move, Delete removes')}>
      {drawings.map((drawing) => (
        <li key={drawing.id}>
          <button
            type="button"
            onFocus={() => select(drawing.id)}
            onKeyDown={(event) => onKey(drawing, event)}
            aria-label={say('{drawing} at {price}', {
              drawing: NAMES[drawing.kind],
              price: formatPrice(drawing.a.price, units.priceDecimals),
            })}
          />
        </li>
      ))}
    </Unseen>
  );
}
