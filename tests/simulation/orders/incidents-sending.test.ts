import { describe, expect, it } from 'vitest';
import type { CancelOutcome, SubmitOutcome } from '#core/ports/venue.ts';
import { entryOf } from '#tests/support/orders/desk-world.ts';
import { Incident } from '#tests/support/orders/incident-world.ts';
import type { Plan } from '#tests/support/orders/planned-venue.ts';
import { BTC } from '#tests/support/orders/sample-contracts.ts';

const WISH = entryOf();

const unclear = (arrivesAfter: number | null, reason: string, answerAfter = 0): Plan<SubmitOutcome> => ({
  arrivesAfter,
  answer: { kind: 'unknown', reason },
  answerAfter,
});

/** An entry whose first sending goes as planned; everything after it goes well. */
async function entryWith(plan: Plan<SubmitOutcome>, streaming = true): Promise<Incident> {
  const incident = await Incident.started();
  incident.venue.streaming = streaming;
  let planned = false;
  incident.venue.planSubmit = () => {
    if (planned) return { arrivesAfter: 0, answer: 'as it is' };
    planned = true;
    return plan;
  };
  await incident.enter();
  return incident;
}

/** However it began, one order left, its fill is known, and it is protected. */
function expectOneOrder(incident: Incident): void {
  expect(incident.submits('entry')).toHaveLength(1);
  expect(incident.venue.doubled).toEqual([]);
  expect(incident.held()).toBe(incident.theirs());
  expect(incident.held()).toBe(10);
  expect(incident.latest('entry')?.state).toBe('FILLED');
  expect(incident.truth('stop').state).toBe('waiting');
}

describe('a time-out, and the order was taken: it is not sent again', () => {
  const TAKEN: readonly (readonly [source: string, plan: Plan<SubmitOutcome>, streaming: boolean])[] = [
    ['enigmampc/catalyst #317: the request timed out', unclear(0, 'request timed out', 10_000), false],
    ['enigmampc/catalyst #315: an order placed during an outage', unclear(3_000, 'network error', 2_000), false],
    ['trading-gpt #94: no response in time', { arrivesAfter: 0, answer: 'never' }, false],
    ['Reya SDK #55: five orders from one', { arrivesAfter: 200, answer: 'fails', answerAfter: 5_000 }, true],
    ['trading-signals #1178: a resend after a reset', { arrivesAfter: 0, answer: 'throws' }, false],
    ['ccxt #2599: RequestTimeout on createOrder', unclear(1_000, 'RequestTimeout', 10_000), true],
    [
      'Kite forum: 400 "order request timed out", placed 8 s later',
      unclear(8_000, '400 order request timed out'),
      false,
    ],
    ['Binance 5xx "UNKNOWN, could have been a success"', unclear(0, '503'), false],
  ];

  it.each(TAKEN)('%s', async (_, plan, streaming) => {
    const incident = await entryWith(plan, streaming);
    await incident.run(60_000);
    expectOneOrder(incident);
  });
});

describe('a refusal that is none', () => {
  it('nautilus_trader #4958: five failed questions do not make a rejection', async () => {
    const incident = await entryWith(unclear(0, 'time-out'), false);
    incident.venue.failQuestion = () => 'name not resolved';
    await incident.run(300_000);
    expect(incident.latest('entry')?.state).toBe('UNKNOWN');
    expect(await incident.enter()).toBe('not permitted');
    incident.venue.failQuestion = () => null;
    await incident.run(120_000);
    expectOneOrder(incident);
  });

  it('hummingbot: an exception while placing is no failure of the order', async () => {
    const incident = await entryWith({ arrivesAfter: 0, answer: 'throws' });
    expect(incident.latest('entry')?.state).not.toBe('REJECTED');
    await incident.run(30_000);
    expectOneOrder(incident);
  });

  it('hummingbot #6890, #6970: an order that never was is proven absent, not guessed', async () => {
    const incident = await entryWith(unclear(null, '200 without an order id'), false);
    await incident.run(29_000);
    expect(incident.latest('entry')?.state).toBe('UNKNOWN');
    await incident.run(60_000);
    expect(incident.latest('entry')?.state).toBe('NOT_PLACED');
    expect(incident.submits('entry')).toHaveLength(1);
    expect(incident.held()).toBe(0);
    expect(incident.reconciler.mayEnter(BTC).ok).toBe(true);
  });

  it('hummingbot #6968, #6974: an order without the venue’s id is found by its fill', async () => {
    const incident = await entryWith(unclear(0, '200 without an order id'));
    await incident.run(1_000);
    expectOneOrder(incident);
  });

  it('KuCoin 403: the key is suspended for five minutes; nothing is repeated, and all is asked afterwards', async () => {
    const incident = await entryWith(unclear(0, '403'), false);
    incident.venue.failQuestion = () => '403';
    await incident.run(300_000);
    expect(incident.venue.sent).toHaveLength(1);
    incident.venue.failQuestion = () => null;
    await incident.run(120_000);
    expectOneOrder(incident);
  });

  it('Binance 429, then 418: a refused request is not made again, and questions are not asked in a loop', async () => {
    const incident = await entryWith(unclear(null, '429'), false);
    incident.venue.failQuestion = () => '418';
    const before = Object.values(incident.venue.asked).reduce((sum, count) => sum + count, 0);
    await incident.run(60_000);
    const asked = Object.values(incident.venue.asked).reduce((sum, count) => sum + count, 0) - before;
    expect(incident.venue.sent).toHaveLength(1);
    expect(asked).toBeLessThan(120);
  });
});

describe('a position that cannot be closed', () => {
  it('passivbot #514, and every exit is refused: the unclear cancel of the entry is not repeated with each try', async () => {
    const incident = await Incident.started();
    incident.resting = true;
    await incident.enter();
    incident.venue.fill(incident.truth('entry'), 4, 1_000);
    await incident.run(2_000);
    incident.venue.failQuestion = () => 'no clear answer';
    incident.venue.planCancel = () => ({ arrivesAfter: null, answer: 'not-found' });
    const refused = { kind: 'rejected', code: '300009', reason: 'no position' } as const;
    incident.venue.planSubmit = () => ({ arrivesAfter: null, answer: refused });
    void incident.world.desk.exit(BTC, 'the test');
    await incident.run(30_000);
    const entry = incident.truth('entry').clientOrderId;
    const cancels = incident.venue.sent.filter((one) => one.kind === 'cancel' && one.clientOrderId === entry);
    expect(incident.submits('exit').length).toBeGreaterThan(3);
    expect(cancels).toHaveLength(1);
  });
});

describe('an answer that says too little', () => {
  it('freqtrade on ccxt’s KuCoin: an accepted order is not a filled one', async () => {
    const incident = await Incident.started();
    incident.resting = true;
    await incident.enter();
    await incident.run(20_000);
    expect(incident.latest('entry')?.state).toBe('OPEN');
    expect(incident.held()).toBe(0);
  });

  it('Kucoin/kucoin-api-docs #468: an id is no key against doubling, so none is used twice', async () => {
    const incident = await entryWith(unclear(null, 'time-out'), false);
    await incident.run(90_000);
    await incident.enter();
    await incident.run(5_000);
    const ids = incident.venue.sent.flatMap(({ order }) => order?.clientOrderId ?? []);
    expect(incident.submits('entry')).toHaveLength(2);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it.each<readonly [string, CancelOutcome]>([
    ['passivbot #514: "never placed, already cancelled or filled", and it was filled', 'not-found'],
    ['passivbot #514, the answer lost as well', 'unknown'],
  ])('%s: nothing is bought again', async (_, answer) => {
    const incident = await Incident.started();
    incident.resting = true;
    await incident.enter();
    incident.venue.streaming = false;
    incident.venue.fill(incident.truth('entry'), 10, 1_000);
    incident.venue.planCancel = () => ({ arrivesAfter: null, answer });
    void incident.world.desk.exit(BTC, 'the test');
    await incident.run(60_000);
    expect(incident.submits('entry')).toHaveLength(1);
    expect(incident.latest('entry')?.filledLots).toBe(10);
    expect(incident.held()).toBe(incident.theirs());
    expect(incident.held()).toBe(0);
    expect(incident.submits('exit')).toHaveLength(1);
    // Nor is it canceled again and again: the venue is asked.
    const entry = incident.truth('entry').clientOrderId;
    const cancels = incident.venue.sent.filter((one) => one.kind === 'cancel' && one.clientOrderId === entry);
    expect(cancels.length).toBeLessThanOrEqual(2);
  });

  it('Knight Capital 2012 (SEC 34-70694): a thousand wishes for one parent are one order', async () => {
    const incident = await Incident.started();
    incident.resting = true;
    const wishes = Array.from({ length: 1_000 }, () => incident.world.desk.enter({ ...WISH }));
    await incident.run(1_000);
    const sent = (await Promise.all(wishes)).filter(({ kind }) => kind === 'sent');
    expect(sent).toHaveLength(1);
    expect(incident.submits('entry')).toHaveLength(1);
  });

  it('Knight Capital 2012 (SEC 34-70694): what lost its permission does not leave', async () => {
    const incident = await Incident.started();
    expect(await incident.world.desk.enter({ ...WISH, holdsLock: () => false })).toEqual({ kind: 'lock-lost' });
    expect(incident.venue.sent).toEqual([]);
  });
});
