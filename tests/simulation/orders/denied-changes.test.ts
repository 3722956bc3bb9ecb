import { expect, it } from 'vitest';
import { conflictDenial } from '#core/signals/conflict-stage.ts';
import { NO_CONFLICT } from '#core/agents/conflict/matrix.ts';
import { COIN, manualWorld } from '#tests/support/orders/manual-world.ts';

it('an order that has ended cannot be changed or canceled any more', async () => {
  const world = manualWorld();
  await world.start();
  const placed = await world.place();
  const id = placed.kind === 'refused' ? undefined : placed.orderIds[0];
  if (id === undefined) throw new Error('nothing was placed');
  world.manual.cancel(id, 'trader');
  await world.settle();
  const again = world.manual.cancel(id, 'trader');
  expect(again.kind === 'refused' ? again.refusal.code : again.kind).toBe('ORDER_NOT_CHANGEABLE');
});

it('what another action keeps from running names that action', () => {
  const claim = { symbol: COIN, direction: 1 } as const;
  const running = { kind: 'vault', label: 'vault transfer' } as const;
  const { code, sentence } = conflictDenial(claim, 'entry-same-side', NO_CONFLICT, running);
  expect(code).toBe('CONFLICT_CANCELED');
  expect(sentence).toContain('vault transfer');
});
