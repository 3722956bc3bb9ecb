import type { AdoptionPlan } from '#shared/contract/reconcile.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { HOUR } from '#shared/domain/time.ts';
import type { Resolution } from '../../execution/reconcile/reconcile-types.ts';
import type { TradePlan } from '../../execution/desk-types.ts';
import { contractError, notAvailable } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import type { ApiParts } from '../api-parts.ts';
import { ticksOfText } from '../price-text.ts';
import type { Reconciling } from '../reconcile-board.ts';

type Refusal = Extract<Resolution, { ok: false }>;

export function reconcileHandlers(parts: ApiParts): HandlersOf<'reconcile'> {
  const { core, reconcile, store, dataFolder, instruments } = parts;
  const writable = (): Reconciling => {
    if (store.journal.readOnly) throw contractError('READ_ONLY', { folder: dataFolder });
    const { source } = reconcile;
    if (source.kind === 'none') throw notAvailable(source.reason);
    return source.reconciling;
  };
  return {
    watch: (_, { signal }) => reconcile.status.subscribe(signal),
    differences: (_, { signal }) => reconcile.differences.subscribe(signal),
    resolve: async ({ id, choice, plan }) => {
      const reconciling = writable();
      const difference = reconciling.status().differences.find((each) => each.id === id);
      if (difference === undefined) throw gone(id);
      const instrument = instruments.get(difference.symbol);
      const held = plan === undefined ? undefined : tradePlan(plan, instrument, core.parts.clock.now());
      const outcome = await reconciling.resolve(id, choice, 'user', held);
      if (!outcome.ok) throw refusalError(outcome, id);
      return { id, choice };
    },
    runNow: () => {
      const reconciling = writable();
      if (reconciling.status().phase === 'running')
        throw contractError('BUSY', { running: 'comparison' }, 'A comparison with the venue runs already');
      void reconciling.check('asked for by the user');
      return Promise.resolve({ started: true });
    },
  };
}

const gone = (id: string) =>
  contractError('NOT_FOUND', { what: `difference ${id}` }, 'This difference is gone; the list shows what is left');

function refusalError({ code, sentence }: Refusal, id: string) {
  if (code === 'UNKNOWN_DIFFERENCE') return gone(id);
  return code === 'NO_STOP' ? contractError('STOP_NEEDED', { reason: sentence }, sentence) : notAvailable(sentence);
}

function tradePlan(plan: AdoptionPlan, instrument: Instrument | undefined, now: number): TradePlan {
  if (instrument === undefined) throw notAvailable('The contract is not known here, so no price of it can be set');
  const ticks = (name: string, text: string) => {
    const found = ticksOfText(instrument, text);
    if (found === null) throw notAvailable(`The ${name} ${text} is no price of ${instrument.symbol}: not on its tick`);
    return found;
  };
  return {
    stopTicks: ticks('stop', plan.stop),
    targetTicks: ticks('target', plan.target),
    maxHoldUntil: now + plan.holdHours * HOUR,
  };
}
