import { describe, expect, it } from 'vitest';
import { modelCard, modelRow } from '#shared/contract/models.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { FakeTrainer } from '#tests/support/model/fake-trainer.ts';
import { sampleArtifact, sampleTraining } from '#tests/support/model/sample-artifact.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { openJournal } from '../../journal/open-journal.ts';
import { MODEL_FEATURES } from '../../agents/scoring/model-features.ts';
import { ModelDesk } from './model-desk.ts';

const WITH_EDGE = sampleArtifact(0.5);
const OTHER_EDGE = sampleArtifact(0.5, 2);
const WITHOUT = sampleArtifact(0);
const log = { info: () => undefined, warn: () => undefined, error: () => undefined, debug: () => undefined };

function world() {
  const time = new VirtualTime();
  const store = new MemoryJournalStore();
  const trainer = new FakeTrainer();
  const open = () => {
    const journal = openJournal({ store, hasher: systemHasher, clock: time, scheduler: time });
    return { desk: new ModelDesk({ ...trainer.ports, journal, hasher: systemHasher, log }), journal };
  };
  const opened = open();
  const trained = (text: string): string => {
    const run = opened.desk.train(sampleTraining(), 'trader');
    let id = '';
    opened.desk.watch(run, (message) => {
      if (message.kind === 'trained') id = message.id;
    });
    trainer.send({ kind: 'progress', done: 0, total: 1, what: 'labels' });
    trainer.send({ kind: 'trained', text });
    return id;
  };
  const restarted = async () => {
    const durable = opened.journal.whenDurable();
    await time.advance(10);
    await durable;
    return open().desk;
  };
  return { ...opened, trainer, trained, restarted };
}

describe('the desk of models', () => {
  it('keeps a trained model, shows its card and lets it speak only when a person adopts it', () => {
    const { desk, trained } = world();
    expect(desk.standing('1h')).toMatchObject({ kind: 'none', reason: 'no model is trained for 1h' });
    const id = trained(WITH_EDGE);
    const row = desk.row(id);
    expect(modelRow.safeParse(row).error).toBeUndefined();
    expect(row).toMatchObject({ state: 'trained', mayWeigh: true, timeframe: '1h', kind: 'logistic' });
    const card = desk.card(id);
    if (card?.ok !== true) throw new Error('no card');
    expect(modelCard.safeParse(card.value).error).toBeUndefined();
    expect(card.value.features).toHaveLength(MODEL_FEATURES.length);
    expect(desk.standing('1h')).toMatchObject({ kind: 'none', reason: expect.stringContaining('waits') as string });
    expect(desk.adopt(id, 'looked at the card', 'trader')).toMatchObject({ ok: true });
    const standing = desk.standing('1h');
    if (standing.kind !== 'adopted') throw new Error('not adopted');
    const features = new Float64Array(MODEL_FEATURES.length).fill(0.5);
    expect(standing.judge.probability(features)).toBeGreaterThan(0);
    expect(desk.standing('4h').kind).toBe('none');
  });

  it('never adopts one that does not beat the base rate, and says why it has weight 0', () => {
    const { desk, trained } = world();
    const id = trained(WITHOUT);
    const refused = desk.adopt(id, 'I want it', 'trader');
    expect(refused).toMatchObject({ ok: false, error: expect.stringMatching(/no better|chance/) as string });
    expect(desk.standing('1h')).toMatchObject({ kind: 'none', reason: expect.stringMatching(/^weight 0\./) as string });
  });

  it('has one model on a timeframe: the next takes the place of the one before, retiring ends it', () => {
    const { desk, trained } = world();
    const [first, second] = [trained(WITH_EDGE), trained(OTHER_EDGE)];
    desk.adopt(first, 'first', 'trader');
    desk.adopt(second, 'newer', 'trader');
    expect(desk.rows().map(({ key, state }) => [key, state])).toEqual([
      [second, 'adopted'],
      [first, 'retired'],
    ]);
    desk.retire(second, 'drifts', 'trader');
    expect(desk.standing('1h').kind).toBe('none');
    expect(desk.retire(second, 'again', 'trader')).toMatchObject({ ok: false });
    expect([desk.adopt('nobody', 'x', 'trader'), desk.retire('nobody', 'x', 'trader'), desk.card('nobody')]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it('takes up after a start where the journal ends, and speaks the same', async () => {
    const { desk, trained, restarted } = world();
    const id = trained(WITH_EDGE);
    desk.adopt(id, 'good', 'trader');
    const again = await restarted();
    expect(again.rows()).toEqual(desk.rows());
    const [before, after] = [desk.standing('1h'), again.standing('1h')];
    if (before.kind !== 'adopted' || after.kind !== 'adopted') throw new Error('not adopted');
    const row = Float64Array.from(MODEL_FEATURES, (_, j) => j / 10);
    expect(after.judge.probability(row)).toBe(before.judge.probability(row));
  });

  it('refuses a file that is not the one that was recorded, or is gone', async () => {
    const { desk, trained, restarted, trainer } = world();
    const id = trained(WITH_EDGE);
    desk.adopt(id, 'good', 'trader');
    trainer.texts.set(id, WITH_EDGE.replace('"intercept":', '"intercept":1'));
    const changed = await restarted();
    expect(changed.standing('1h')).toMatchObject({
      kind: 'none',
      reason: expect.stringContaining('not the one') as string,
    });
    expect(changed.row(id)).toMatchObject({ state: 'unusable' });
    trainer.texts.clear();
    const gone = await restarted();
    expect(gone.card(id)).toMatchObject({
      ok: false,
      error: expect.stringContaining('not in the data folder') as string,
    });
  });

  it('tells how a training ended, also who asks later', () => {
    const { desk, trainer } = world();
    const run = desk.train(sampleTraining(), 'trader');
    const heard: string[] = [];
    desk.watch(run, ({ kind }) => heard.push(kind));
    trainer.send({ kind: 'progress', done: 1, total: 4, what: 'fold 1 of 3' });
    expect(desk.cancel(run)).toBe(true);
    desk.watch(run, ({ kind }) => heard.push(kind));
    expect(heard).toEqual(['progress', 'canceled', 'canceled']);
    expect([desk.running, desk.cancel(run), desk.watch('training-9', () => undefined)]).toEqual([null, false, null]);
  });

  it('the same training gives the same text', () => {
    expect(sampleArtifact(0.5)).toBe(WITH_EDGE);
  });
});
