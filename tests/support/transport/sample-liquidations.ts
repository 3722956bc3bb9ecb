import type { ApiParts } from '#core/api/api-parts.ts';
import type { HandlersOf } from '#core/api/handler-types.ts';
import { liquidationHandlers } from '#core/api/handlers/liquidation-handlers.ts';
import { HOUR } from '#shared/domain/time.ts';
import { mapWorld } from '#tests/support/liquidation/map-world.ts';

type Calls = HandlersOf<'liquidations'>;

/** The real calls over an hour of one simulated contract, made when the first of them is asked. */
export function sampleLiquidationHandlers(): Calls {
  let kept: Calls | null = null;
  const calls = (): Calls => {
    if (kept !== null) return kept;
    const world = mapWorld({ coins: ['BTC'], history: HOUR });
    world.run(HOUR / 10);
    kept = liquidationHandlers({ liquidations: world.board, instruments: world.instruments } as unknown as ApiParts);
    return kept;
  };
  return {
    list: (...asked) => calls().list(...asked),
    watch: (...asked) => calls().watch(...asked),
    map: (...asked) => calls().map(...asked),
    heatmap: (...asked) => calls().heatmap(...asked),
    levels: (...asked) => calls().levels(...asked),
    cascade: (...asked) => calls().cascade(...asked),
    calculate: (...asked) => calls().calculate(...asked),
    tape: (...asked) => calls().tape(...asked),
    orderFlow: (...asked) => calls().orderFlow(...asked),
    skill: (...asked) => calls().skill(...asked),
  };
}
