import { expect, it } from 'vitest';
import type { ModelTraining } from '#shared/contract/models.ts';
import { contractSymbol } from '#shared/domain/ids.ts';
import { DAY } from '#shared/domain/time.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MODEL_DEFAULTS, type ModelSettings } from '../../settings/sections/models.ts';
import { ModelSchedule } from './model-schedule.ts';

function world(settings: ModelSettings) {
  const time = new VirtualTime();
  const trained: ModelTraining[] = [];
  const state = { writable: true, running: null as string | null };
  const desk = {
    rows: () => [],
    get running() {
      return state.running;
    },
    train: (request: ModelTraining) => String(trained.push(request)),
  };
  const schedule = new ModelSchedule({
    desk,
    clock: time,
    scheduler: time,
    settings: () => settings,
    symbols: () => [contractSymbol('XBTUSDTM')],
    writable: () => state.writable,
  });
  return { time, trained, state, schedule };
}

it('never trains by itself unless it is set to', async () => {
  const { time, trained } = world(MODEL_DEFAULTS);
  await time.advance(30 * DAY);
  expect(trained).toEqual([]);
});

it('trains so many days apart, on the days before, and not while another runs or nothing can be recorded', async () => {
  const { time, trained, state, schedule } = world({ ...MODEL_DEFAULTS, retrainDays: 7, minCases: 900, horizon: 48 });
  state.writable = false;
  await time.advance(DAY);
  expect(trained).toEqual([]);
  state.writable = true;
  await time.advance(20 * DAY);
  expect(trained).toHaveLength(3);
  const [first, second] = trained;
  expect(first).toMatchObject({ timeframe: '1h', minCases: 900, horizon: 48, barrier: MODEL_DEFAULTS.barrier });
  expect((second?.to ?? 0) - (first?.to ?? 0)).toBeGreaterThanOrEqual(7 * DAY);
  expect((first?.to ?? 0) - (first?.from ?? 0)).toBeLessThanOrEqual(365 * DAY);
  state.running = 'training-1';
  await time.advance(20 * DAY);
  expect(trained).toHaveLength(3);
  schedule.dispose();
});
