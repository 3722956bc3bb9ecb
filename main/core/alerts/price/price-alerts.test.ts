import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { verifyJournal } from '../../journal/verify.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MINUTE } from '#shared/domain/time.ts';
import { PriceAlertWorld, SYMBOL } from '#tests/support/alerts/price-alert-world.ts';

const fired = ({ store }: PriceAlertWorld) =>
  store.records.filter(({ type }) => type === 'price-alert.fired').map(({ subject, data }) => ({ subject, ...data }));

describe('a price alert', () => {
  it('fires when the price jumps over its level, either way, and says through what', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    const id = world.add({ note: 'take some off' });
    world.tell(103.5);
    expect(world.told).toMatchObject([{ level: 'warning', title: 'XBTUSDTM above 100.0' }]);
    expect(world.told[0]?.body).toBe('The last price 103.5 has risen through 100.0. Note: take some off');
    world.tell(97.25, { seconds: 301 });
    expect(world.told[1]).toMatchObject({ title: 'XBTUSDTM below 100.0' });
    expect(world.told[1]?.body).toContain('97.25 has fallen through 100.0. It did so while no price was known here.');
    world.commit();
    expect(fired(world)).toMatchObject([
      { subject: id, way: 'up', seen: 103.5, place: 'above', held: 0 },
      { subject: id, way: 'down', seen: 97.25, place: 'below', held: 0 },
    ]);
  });

  it('fires at an exact touch, and neither going on nor turning back is another crossing', () => {
    const world = new PriceAlertWorld();
    world.tell(99.9);
    world.add({ cooldownMinutes: 1 });
    world.tell(100);
    expect(world.told).toMatchObject([{ title: 'XBTUSDTM at 100.0', body: 'The last price has risen to 100.0.' }]);
    world.tell(100.1, { seconds: 61 });
    world.tell(100, { seconds: 61 });
    expect(world.told).toHaveLength(2);
    world.tell(100.1, { seconds: 61 });
    world.tell(99.9, { seconds: 1 });
    expect(world.told).toHaveLength(3);
  });

  it('that waits for a rise is silent at a fall, and set where the price stands waits for it to come again', () => {
    const world = new PriceAlertWorld();
    world.tell(101);
    world.add({ way: 'up', cooldownMinutes: 1 });
    world.add({ price: '101', cooldownMinutes: 1 });
    world.tell(99);
    expect(world.told).toHaveLength(0);
    world.tell(100.5);
    expect(world.told.map(({ title }) => title)).toEqual(['XBTUSDTM above 100.0']);
    world.tell(101.5);
    expect(world.told.map(({ title }) => title)).toEqual(['XBTUSDTM above 100.0', 'XBTUSDTM above 101']);
  });

  it('goes by the mark where the mark is chosen, and by no mark that is unknown', () => {
    const world = new PriceAlertWorld();
    world.tell(99, { mark: 99 });
    world.add({ triggerBy: 'mark' });
    world.tell(103, { mark: 99.5 });
    world.tell(99, { mark: Number.NaN });
    world.tell(99, { mark: 0 });
    expect(world.told).toHaveLength(0);
    world.tell(99, { mark: 100.03 });
    expect(world.told[0]?.body).toBe('The mark price 100.03 has risen through 100.0.');
  });

  it('counts what happens within its cool-down and tells it with the next notice', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    const id = world.add({ cooldownMinutes: 5 });
    for (const price of [101, 99, 101, 99]) world.tell(price);
    expect([world.told.length, world.alerts.get(id)?.held]).toEqual([1, 3]);
    world.tell(99, { seconds: 300 });
    world.tell(101);
    expect(world.told[1]?.body).toContain('It happened 3 more times since the last notice.');
  });

  it('does not fire on prices that are late, older than the last, or of a feed that is down', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    const id = world.add();
    world.tell(101, { late: 60_000 });
    world.health.onEvent({ kind: 'status', status: 'down', reason: 'The connection closed.', tsVenue: 0 });
    world.tell(101);
    expect(world.told).toEqual([]);
    const standing = world.alerts.get(id);
    expect(standing === null ? null : world.alerts.blind(standing)).toBe('No fresh price has come.');
    world.health.onEvent({ kind: 'status', status: 'open', reason: '', tsVenue: 0 });
    world.tell(101, { seconds: 60 });
    expect(world.told[0]?.body).toContain('while no price was known here');
  });

  it('says when its price gets old and when it is fresh again', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    const id = world.add();
    const changed: string[] = [];
    world.alerts.onChange.on((ids) => changed.push(...ids));
    world.clock.moveTo(world.clock.now() + 2_000);
    changed.length = 0;
    world.clock.moveTo(world.clock.now() + 3_000);
    expect(changed).toEqual([id]);
    world.tell(99);
    world.clock.moveTo(world.clock.now() + 1_000);
    expect(changed).toEqual([id, id]);
  });

  it('set while no price is known takes its side from the first one that comes', () => {
    const world = new PriceAlertWorld();
    const id = world.add();
    expect(world.alerts.get(id)?.place).toBe('unseen');
    world.tell(105);
    expect(world.told).toEqual([]);
    world.tell(95);
    expect(world.told).toHaveLength(1);
  });

  it('once fires once, stays as it is, and fires again when it is switched on', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    const id = world.add({ once: true, cooldownMinutes: 1 });
    world.tell(101);
    for (const price of [99, 101]) world.tell(price, { seconds: 61 });
    expect([world.told.length, world.alerts.get(id)?.row.enabled]).toEqual([1, false]);
    world.alerts.change(id, { enabled: true }, 'trader');
    world.tell(99);
    expect(world.told).toHaveLength(2);
  });

  it('that is moved looks from where the price is then', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    const id = world.add();
    world.alerts.change(id, { price: '98.0' }, 'trader');
    world.tell(99.5);
    expect(world.told).toEqual([]);
    world.tell(97);
    expect(world.told[0]?.title).toBe('XBTUSDTM below 98.0');
    expect(world.alerts.remove(id, 'trader')).toBe(true);
    world.tell(99, { seconds: 400 });
    expect([world.told.length, world.alerts.remove(id, 'trader')]).toEqual([1, false]);
  });

  it('is refused twice at one price, and above a thousand', () => {
    const world = new PriceAlertWorld();
    world.add();
    expect(() => world.add()).toThrow('There is an alert at 100.0 of XBTUSDTM already.');
    for (let at = 1; at < 1_000; at += 1) world.add({ price: String(1_000 + at) });
    expect(() => world.add({ price: '1.0' })).toThrow('There are 1000 price alerts; remove one first.');
  });
});

describe('a start after an end', () => {
  it('between a crossing and its record tells it once, and not again', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    world.add();
    world.commit();
    world.tell(101);
    world.crash();
    expect(fired(world)).toHaveLength(0);
    world.told.length = 0;
    world.tell(102);
    world.commit();
    world.crash();
    world.tell(103);
    expect([world.told.length, fired(world).length]).toEqual([1, 1]);
    expect(world.told[0]?.body).toContain('while no price was known here');
  });

  it('holds every alert as it was, cool-downs with them', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    world.add({ note: 'one' });
    world.add({ price: '98.5', triggerBy: 'mark', way: 'down', once: true, level: 'alarm' });
    const gone = world.add({ price: '97' });
    world.tell(101);
    world.alerts.remove(gone, 'trader');
    const before = world.alerts.all().map(({ row }) => row);
    world.restart(60);
    expect(world.alerts.all().map(({ row }) => row)).toEqual(before);
    world.tell(99);
    world.tell(98);
    expect(world.told.map(({ title }) => title)).toEqual(['XBTUSDTM above 100.0', 'XBTUSDTM below 98.5']);
    world.commit();
    expect(verifyJournal(world.store, systemHasher)).toMatchObject({ ok: true });
  });

  it('changes nothing of what is told, wherever it comes: a look at every alert at every price says the same', () => {
    const price = fc.integer({ min: 95, max: 105 });
    const alert = fc.record({
      price,
      way: fc.constantFrom('any' as const, 'up' as const, 'down' as const),
      triggerBy: fc.constantFrom('last' as const, 'mark' as const),
      cooldownMinutes: fc.integer({ min: 1, max: 3 }),
    });
    const step = fc.record({ last: price, mark: price, seconds: fc.integer({ min: 1, max: 90 }), restart: fc.nat(5) });
    const isOne = (a: { price: number; triggerBy: string; way: string }) =>
      `${String(a.price)} ${a.triggerBy} ${a.way}`;
    fc.assert(
      fc.property(
        fc.uniqueArray(alert, { maxLength: 8, selector: isOne }),
        fc.array(step, { maxLength: 40 }),
        (wanted, steps) => {
          const world = new PriceAlertWorld();
          world.tell(100);
          const naive = wanted.map((own) => ({ ...own, id: '', side: Math.sign(100 - own.price), firedAt: -Infinity }));
          naive.forEach((own) => (own.id = world.add({ ...own, price: String(own.price) })));
          const expected: string[] = [];
          for (const { last, mark, seconds, restart } of steps) {
            if (restart === 0) world.restart(0);
            world.tell(last, { mark, seconds });
            const now = world.clock.now();
            for (const own of naive) {
              const side = Math.sign((own.triggerBy === 'last' ? last : mark) - own.price);
              const way = own.side < 0 && side >= 0 ? 'up' : own.side > 0 && side <= 0 ? 'down' : null;
              own.side = side;
              if (way === null || (own.way !== 'any' && own.way !== way)) continue;
              if (now - own.firedAt < own.cooldownMinutes * MINUTE) continue;
              own.firedAt = now;
              expected.push(`${own.id} ${way} ${String(now)}`);
            }
          }
          world.commit();
          const records = world.store.records.filter(({ type }) => type === 'price-alert.fired');
          const wayOf = (data: object): string => (data as { readonly way: string }).way;
          const found = records.map(({ subject, ts, data }) => `${subject} ${wayOf(data)} ${String(ts)}`);
          expect(found.toSorted()).toEqual(expected.toSorted());
        },
      ),
      { numRuns: 150 },
    );
  });
});

describe('many alerts', () => {
  it('that fire at one price are told in one notice and recorded each', () => {
    const world = new PriceAlertWorld();
    world.tell(99);
    for (let at = 0; at < 12; at += 1) world.add({ price: String(100 + at), level: at === 0 ? 'alarm' : 'warning' });
    world.tell(200);
    world.commit();
    expect(fired(world)).toHaveLength(12);
    expect(world.told.map(({ level, title }) => [level, title])).toEqual([
      ['alarm', 'XBTUSDTM above 100'],
      ['warning', 'XBTUSDTM: 11 price alerts'],
    ]);
    expect(world.told[1]?.body).toMatch(/^The last price 200 has risen through 101\..* And 8 more\.$/);
  });

  it('on another contract cost a ticker nothing, and write nothing while the price stays between two of them', () => {
    const world = new PriceAlertWorld();
    world.tell(99.5);
    for (let at = 1; at <= 500; at += 1) world.add({ price: String(at) });
    world.commit();
    const before = world.store.records.length;
    for (let at = 0; at < 1_000; at += 1) world.tell(99.1 + (at % 8) / 10);
    world.commit();
    expect([world.told, world.store.records.length]).toEqual([[], before]);
    expect(world.alerts.all().every(({ row }) => row.symbol === SYMBOL)).toBe(true);
  });
});
