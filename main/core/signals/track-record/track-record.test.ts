import { describe, expect, it } from 'vitest';
import type { Direction } from '#shared/domain/signal.ts';
import type { Timeframe } from '#shared/domain/timeframe.ts';
import { Sfc32 } from '../../market/sim/sfc32.ts';
import { TrackRecord } from './track-record.ts';

type Event = Parameters<TrackRecord['onRecord']>[0];

const event = (type: Event['type'], subject: string, data: object): Event => ({
  type,
  subject,
  data: data as Event['data'],
});

const received = (id: string, more: object = {}): Event =>
  event('signal.received', id, { source: 'trend', direction: 1, timeframe: '1h', confidence: 0.6, ...more });
const evaluated = (id: string, side: number, cautious = 60): Event =>
  event('signal.evaluated', id, { cautious, votes: [['technical', 'A', 1, 5_000, side, 700]] });
const resolved = (id: string, r: number): Event => event('signal.resolved', id, { r });

/** Signals that overlap: some are evaluated before others are resolved, on both sides and two timeframes. */
function session(n: number): readonly Event[] {
  const random = new Sfc32(11);
  const open: string[] = [];
  const events: Event[] = [];
  for (let i = 0; i < n; i++) {
    const id = `s${String(i)}`;
    const direction: Direction = random.next() < 0.5 ? 1 : -1;
    const timeframe: Timeframe = random.next() < 0.5 ? '1h' : '4h';
    events.push(received(id, { direction, timeframe, source: random.next() < 0.3 ? 'breakout' : 'trend' }));
    if (random.next() < 0.1) {
      events.push(event('signal.refused', id, { stage: 'intake' }));
      continue;
    }
    if (random.next() < 0.8) events.push(evaluated(id, Math.round(200 * random.next() - 100), 100 * random.next()));
    open.push(id);
    while (open.length > 20 * random.next()) {
      const [ended] = open.splice(Math.floor(random.next() * open.length), 1);
      if (ended !== undefined) events.push(resolved(ended, random.next() < 0.45 ? 1.4 : -1.1));
    }
  }
  return events;
}

const fold = (events: readonly Event[]): TrackRecord => {
  const track = new TrackRecord();
  for (const one of events) track.onRecord(one);
  return track;
};

describe('whose case it is', () => {
  it('the source is right when its signal won after costs; an agent also when it spoke against one that lost', () => {
    const events = Array.from({ length: 100 }, (_, i) => {
      const id = `s${String(i)}`;
      return [received(id), evaluated(id, i < 50 ? 80 : -80), resolved(id, i % 2 === 0 ? 1 : -1)];
    }).flat();
    const track = fold(events);
    expect(track.figures({ who: 'source:trend', direction: 1, timeframe: '1h' })).toMatchObject({
      n: 100,
      hits: 50,
      meanR: 0,
    });
    const agent = track.figures({ who: 'agent:technical', direction: null, timeframe: null });
    // For: 25 of 50 won. Against: 25 of 50 lost.
    expect(agent).toMatchObject({ n: 100, hits: 50, followed: 50 });
    expect(track.reliability('agent:technical', 1, '1h')).toMatchObject({ n: 100, rate: 0.5 });
    expect(track.reliability('agent:technical', -1, '1h')).toBeNull();
    expect(track.everybody()).toEqual(['agent:technical', 'agents', 'score', 'source:trend']);
    expect(track.awaited).toBe(0);
  });

  it('without an opinion on either side there is no case, and a signal refused at intake is none', () => {
    const track = fold([received('a'), evaluated('a', 0), resolved('a', 1)]);
    expect(track.figures({ who: 'agent:technical', direction: null, timeframe: null })).toBeNull();
    const refused = fold([received('b'), event('signal.refused', 'b', { stage: 'intake' }), resolved('b', 1)]);
    expect(refused.everybody()).toEqual([]);
    expect(refused.awaited).toBe(0);
  });

  it('what never ends is given up when too much waits', () => {
    const track = fold(Array.from({ length: 20_005 }, (_, i) => received(`s${String(i)}`)));
    expect(track.awaited).toBe(20_000);
  });
});

describe('out of sample', () => {
  it('what a decision knows comes from outcomes recorded before it: nothing that follows changes it', () => {
    const events = session(1_500);
    const live = new TrackRecord();
    const seen = new Map<number, string>();
    const known = (track: TrackRecord): string =>
      JSON.stringify([track.reliability('agent:technical', 1, '1h'), track.chance('1h', 60), track.parts()]);
    events.forEach((one, i) => {
      if (one.type === 'signal.evaluated' && i % 31 === 0) seen.set(i, known(live));
      live.onRecord(one);
    });
    expect(seen.size).toBeGreaterThan(20);
    for (const [i, text] of seen) expect(known(fold(events.slice(0, i)))).toBe(text);
  });

  it('a forecast is the chance that was known at the vote, not the one at the outcome', () => {
    const before = Array.from({ length: 200 }, (_, i) => {
      const id = `s${String(i)}`;
      return [received(id), evaluated(id, 80), resolved(id, i % 4 === 0 ? 1 : -1)];
    }).flat();
    const track = fold([...before, received('x'), evaluated('x', 80)]);
    const forecasts = (): number => track.figures({ who: 'score', direction: 1, timeframe: '1h' })?.forecasts ?? -1;
    expect(forecasts()).toBe(100);
    const at = track.chance('1h', 60) ?? NaN;
    for (let i = 0; i < 400; i++)
      for (const one of [received(`w${String(i)}`), evaluated(`w${String(i)}`, 80), resolved(`w${String(i)}`, 1)])
        track.onRecord(one);
    expect(track.chance('1h', 60) ?? NaN).toBeGreaterThan(at + 0.2);
    const curve = () => track.figures({ who: 'score', direction: 1, timeframe: '1h' })?.curve.map(({ n }) => n) ?? [];
    const bin = Math.floor(at * 10);
    const count = curve()[bin] ?? 0;
    track.onRecord(resolved('x', 1));
    expect(curve()[bin]).toBe(count + 1);
  });
});

it('folded again from its records it is the same to the last digit', () => {
  const events = session(2_000);
  const cut = 1_777;
  const again = fold(events.slice(0, cut));
  for (const one of events.slice(cut)) again.onRecord(one);
  expect(JSON.stringify(again.parts())).toBe(JSON.stringify(fold(events).parts()));
});
