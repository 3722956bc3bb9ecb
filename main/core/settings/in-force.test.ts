import { describe, expect, it } from 'vitest';
import { BTC, ETH, INSTRUMENTS, pathWorld, proposalOf, scoreWith } from '#tests/support/path/path-world.ts';
import { EVALUATION_DEFAULTS } from '../agents/evaluation/evaluation-settings.ts';
import { emptyReading } from '../agents/scoring/reading.ts';
import { whyNot } from '../api/why-not.ts';
import { MANAGER_DEFAULTS } from '../portfolio/manager/settings.ts';
import type { SignalProposal } from '../signals/proposal.ts';
import { propose, SIGNAL_SOURCES } from '../signals/sources.ts';

const me = { by: 'trader', reason: 'because', read: null };
const open = () => {
  const world = pathWorld();
  world.start();
  return { ...world, settings: world.core.settings };
};

describe('the parts of the program follow the settings', () => {
  it('and are given their own defaults while nobody changed any', () => {
    const { settings, core } = open();
    expect(settings.inForce.manager()).toEqual(MANAGER_DEFAULTS);
    expect(settings.inForce.evaluation()).toEqual(EVALUATION_DEFAULTS);
    expect(settings.inForce.evaluation()).toBe(core.evaluation.settings());
    expect(settings.inForce.manager()).toBe(settings.inForce.manager());
  });

  it('from the next decision on: a higher least score refuses what passed before, and the record names the version', async () => {
    const { settings, take, rules } = open();
    rules.given = scoreWith(80);
    expect((await take(proposalOf())).some(({ type }) => type === 'signal.passed')).toBe(true);
    settings.change('evaluation', { score: 90 }, me);
    const records = await take(proposalOf({ symbol: ETH }));
    expect(records.find(({ type }) => type === 'signal.scored')?.data).toMatchObject({ threshold: 90, settings: 1 });
    expect(records.some(({ type }) => type === 'signal.passed')).toBe(false);
  });

  it('with their times from the schedule, and the gain of a point as stated by who set it', () => {
    const { settings } = open();
    settings.change('schedule', { reviewMs: 7_200_000, modelFreshMs: 60_000 }, me);
    settings.change('portfolio', { slots: 8, gainBpsPerPoint: 4 }, me);
    expect(settings.inForce.manager()).toEqual({
      ...MANAGER_DEFAULTS,
      slots: 8,
      reviewMs: 7_200_000,
      gain: { kind: 'stated', bpsPerPoint: 4, n: 0 },
    });
    expect(settings.inForce.evaluation().freshMs).toEqual({ ...EVALUATION_DEFAULTS.freshMs, model: 60_000 });
  });
});

describe('signal sources', () => {
  const reading = { ...emptyReading(), missing: 0, atr: 1, adx: 30, close: 110, channelHigh: 105, channelLow: 90 };
  const proposed = ({ settings }: ReturnType<typeof open>): SignalProposal[] => {
    const made: SignalProposal[] = [];
    const instrument = INSTRUMENTS.get(BTC);
    if (instrument !== undefined)
      propose(BTC, instrument, '1h', reading, (one) => made.push(one), settings.inForce.source);
    return made;
  };

  it('that are switched off propose nothing, and the answer to “why not” names them', () => {
    const world = open();
    expect(proposed(world).map(({ source }) => source)).toEqual(['breakout']);
    world.settings.change('sources', { breakoutEnabled: false }, me);
    expect(proposed(world)).toEqual([]);
    const all = Object.fromEntries(SIGNAL_SOURCES.map(({ name }) => [`${name}Enabled`, false]));
    expect(whyNot(world.core, BTC).kind).not.toBe('paused');
    world.settings.change('sources', all, me);
    expect(whyNot(world.core, BTC)).toMatchObject({
      kind: 'paused',
      sentence: 'Every signal source of the program is switched off by the settings (version 2).',
    });
  });

  it('are trusted less with a smaller weight', () => {
    const world = open();
    expect(proposed(world)[0]?.confidence).toBe(0.7);
    world.settings.change('sources', { breakoutWeight: 0.5 }, me);
    expect(proposed(world)[0]?.confidence).toBe(0.35);
  });
});
