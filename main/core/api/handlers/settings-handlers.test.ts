import { describe, expect, it } from 'vitest';
import {
  SETTINGS_SECTIONS,
  settingsFile,
  settingsVersionView,
  settingsView,
  whatIfView,
} from '#shared/contract/settings.ts';
import { pathWorld } from '#tests/support/path/path-world.ts';
import { SECTION_NAMES } from '../../settings/sections/table.ts';
import type { ApiParts } from '../api-parts.ts';
import { settingsHandlers } from './settings-handlers.ts';

const TRADER = { role: 'trader', signal: undefined } as const;
const because = { reason: 'a quiet week', read: null };

function open(readOnly = false) {
  const world = pathWorld();
  world.start();
  const { core } = world;
  Object.assign(world.journal.store, { readOnly });
  const live = { started: Promise.resolve() };
  const calls = settingsHandlers({
    core,
    live,
    store: { journal: { readOnly } },
    dataFolder: 'data',
  } as unknown as ApiParts);
  /** Answers come when the records are on disk, which is at the end of a turn. */
  const done = async <T>(answer: Promise<T>): Promise<T> => {
    await new Promise((resolve) => setImmediate(resolve));
    world.clock.finishTurn();
    return answer;
  };
  return { calls, core, done, journal: world.journal };
}

describe('the calls of the settings', () => {
  it('name the sections there are', () => {
    expect(SETTINGS_SECTIONS).toEqual(SECTION_NAMES);
  });

  it('show every setting as the contract says', async () => {
    const { calls } = open();
    const view = await calls.get(undefined, TRADER);
    expect(settingsView.safeParse(view).error).toBeUndefined();
    const ranking = view.sections.find(({ name }) => name === 'ranking');
    expect(ranking?.settings[0]).toMatchObject({ key: 'technical', value: 0.25, inForce: null, changedBy: null });
  });

  it('set, tell who changed what, and take it back', async () => {
    const { calls, done } = open();
    const set = calls.set({ section: 'ranking', values: { risk: 0.5 }, ...because }, TRADER);
    expect(await done(set)).toEqual({ version: 1 });
    const view = await calls.get(undefined, TRADER);
    const risk = view.sections.find(({ name }) => name === 'ranking')?.settings.find(({ key }) => key === 'risk');
    expect(risk).toMatchObject({ value: 0.5, inForce: 0.4, changedBy: { version: 1, by: 'trader' } });
    const versions = await calls.versions(undefined, TRADER);
    for (const version of versions) expect(settingsVersionView.safeParse(version).error).toBeUndefined();
    expect(versions[0]).toMatchObject({
      version: 1,
      changed: [{ section: 'ranking', key: 'risk', before: 0.25, after: 0.5 }],
    });
    expect(await done(calls.rollback({ version: 0, section: null, ...because }, TRADER))).toEqual({ version: 2 });
  });

  it('refuse with every problem, where it is and what to do', async () => {
    const { calls } = open();
    const wrong = calls.set({ section: 'ranking', values: { risk: 7, nothing: 1 }, ...because }, TRADER);
    await expect(wrong).rejects.toMatchObject({
      code: 'SETTING_REFUSED',
      data: { problems: [{ where: 'ranking.risk' }, { where: 'ranking.nothing' }] },
    });
    const readOnly = open(true).calls.set({ section: 'ranking', values: { risk: 0.5 }, ...because }, TRADER);
    await expect(readOnly).rejects.toMatchObject({ code: 'READ_ONLY' });
  });

  it('export a file that sets the same elsewhere', async () => {
    const { calls, core, done } = open();
    await done(calls.set({ section: 'scoring', values: { technical: 0.5 }, ...because }, TRADER));
    const file = settingsFile.parse(await calls.export(undefined, TRADER));
    const other = open();
    await other.done(other.calls.import({ file, ...because }, TRADER));
    expect(other.core.settings.entered()).toEqual(core.settings.entered());
  });

  it('list how scores are computed, and set their weights', async () => {
    const { calls, core, done } = open();
    await done(calls.updateAlgorithm({ id: 'scoring', weights: { technical: 0.5 }, ...because }, TRADER));
    const [scoring] = await calls.algorithms(undefined, TRADER);
    const shares = scoring?.weights.map(({ share }) => share) ?? [];
    expect(shares.reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 12);
    expect(core.settings.entered().scoring).toMatchObject({ technical: 0.5 });
  });

  it('say what would be different, and record nothing', async () => {
    const { calls, journal } = open();
    const before = journal.head?.seq;
    for (const section of ['ranking', 'scoring', 'portfolio'] as const) {
      const values = section === 'portfolio' ? { slots: 8 } : { risk: 0.5 };
      const view = await calls.whatIf({ section, values }, TRADER);
      expect(whatIfView.safeParse(view).error).toBeUndefined();
    }
    expect(journal.head?.seq).toBe(before);
    await expect(calls.whatIf({ section: 'ranking', values: { risk: 7 } }, TRADER)).rejects.toMatchObject({
      code: 'SETTING_REFUSED',
    });
  });
});
