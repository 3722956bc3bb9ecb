import { useMemo } from 'react';
import { useRows } from '#renderer/data/use-rows.ts';
import { useAlertActions } from '../alerts/alert-actions.ts';
import { useDraft } from '../draft.ts';
import { useOrderActions } from '../order-actions.ts';
import { alertLevels } from './alert-levels.ts';
import { useChartSettings } from './chart-settings.ts';
import { tradeLevels, type ContractUnits, type TradeLevel } from './trade-levels.ts';

/** The levels of the account on a contract, as the layers let them through. */
export function useLevels(symbol: string, units: ContractUnits, last: number): readonly TradeLevel[] {
  const positions = useRows('positions');
  const orders = useRows('orders');
  const layers = useChartSettings((state) => state.layers);
  const draft = useDraft();
  const position = positions.rows.find(({ key }) => key === symbol) ?? null;
  const own = useMemo(
    () => orders.rows.filter((order) => order.symbol === symbol && order.open),
    [orders.rows, symbol],
  );
  const drawn = draft.active && draft.symbol === symbol ? draft : null;
  // The last price matters only where a draft at market is reckoned from it.
  const from = drawn === null ? 0 : last;
  const traded = useMemo(
    () =>
      tradeLevels({
        units,
        position: layers.includes('positions') ? position : null,
        orders: layers.includes('orders') ? own : [],
        draft: drawn,
        last: from,
      }),
    [units, position, own, drawn, layers, from],
  );
  const told = useAlertLevels(symbol, last);
  return useMemo(() => [...traded, ...told], [traded, told]);
}

/** A price that moved by less does not change which alerts are near. */
const STEPS_OF_PRICE = 200;

function useAlertLevels(symbol: string, last: number): readonly TradeLevel[] {
  const { rows } = useRows('priceAlerts');
  const shown = useChartSettings((state) => state.layers.includes('alerts'));
  const near = Math.exp(Math.round(Math.log(last) * STEPS_OF_PRICE) / STEPS_OF_PRICE);
  return useMemo(() => (shown ? alertLevels(rows, symbol, near) : []), [shown, rows, symbol, near]);
}

/** Does what the drag of a level asks for. Resolves with the sentence of a refusal, or null. */
export function useMoveLevel(symbol: string): (level: TradeLevel, price: string) => Promise<string | null> {
  const actions = useOrderActions();
  const alerts = useAlertActions();
  const patch = useDraft((state) => state.patch);
  return async ({ drag }, price) => {
    if (drag === null) return null;
    if (drag.does === 'draft') {
      patch({ [drag.field]: price });
      return null;
    }
    const asked = {
      stop: () => actions.moveStop(symbol, price),
      target: () => actions.moveTarget(symbol, price),
      alert: () => alerts.change({ id: drag.does === 'alert' ? drag.id : '', price }),
      order: () => actions.amend(drag.does === 'order' ? { id: drag.id, [drag.field]: price } : { id: '' }),
    };
    const result = await asked[drag.does]();
    return result.kind === 'done' ? null : result.sentence;
  };
}
