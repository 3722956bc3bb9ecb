import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { resource } from '#shared/domain/ids.ts';
import { pathWorld } from '#tests/support/path/path-world.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import { settingOf, settingsPatch } from '#tests/support/settings/any-settings.ts';
import { flatSection, SECTION_NAMES } from './sections/table.ts';
import { sectionProblems } from './section.ts';
import { STANDARD, type SettingsResult } from './settings-desk.ts';

const me = { by: 'trader', reason: 'because', read: null };
const open = (store = new MemoryJournalStore()) => {
  const world = pathWorld({ store });
  world.start();
  return { ...world, desk: world.core.settings };
};
const codes = (result: SettingsResult): readonly string[] => (result.ok ? [] : result.error.map(({ code }) => code));
const sentences = (result: SettingsResult): string =>
  result.ok ? '' : result.error.map(({ sentence }) => sentence).join(' ');

describe('the table of settings', () => {
  it.each(SECTION_NAMES)('%s: its defaults may be set', (name) => {
    expect(sectionProblems(name, flatSection(name), STANDARD[name])).toEqual([]);
  });

  const fields = SECTION_NAMES.flatMap((name) =>
    Object.entries(flatSection(name).fields).map(([key, field]) => [`${name}.${key}`, name, key, field] as const),
  );
  it.each(fields)('%s: is set in its range and steps only', (where, name, key, field) => {
    const { desk } = open();
    const set = (value: unknown) => codes(desk.preview({ [name]: { [key]: value } }) as SettingsResult);
    expect(field.sentence).toMatch(/^[A-Z].*\.$/);
    expect(set('1')).toEqual(['WRONG_KIND']);
    if (field.kind === 'switch') {
      expect(set(1)).toEqual(['WRONG_KIND']);
      return;
    }
    expect(set(Number.NaN)).toEqual(['WRONG_KIND']);
    expect(set(field.max + field.step)).toEqual(['OUT_OF_RANGE']);
    expect(set(field.min - field.step)).toEqual(['OUT_OF_RANGE']);
    expect(set(field.min + field.step / 2)).toEqual(['OFF_STEP']);
    const sentence = sentences(desk.preview({ [name]: { [key]: field.max + 1e6 } }) as SettingsResult);
    expect(sentence).toContain(where);
    expect(sentence).toContain(String(field.max));
  });
});

describe('a change of settings', () => {
  it('holds at once, is versioned with author and reason, and outlives a restart', () => {
    const store = new MemoryJournalStore();
    const first = open(store);
    const before = first.desk.values('ranking');
    const heard: unknown[] = [];
    first.desk.onChange.on((change) => heard.push(change));
    expect(first.desk.change('ranking', { risk: 0.5 }, me)).toEqual({ ok: true, value: 1 });
    expect(before.risk).toBe(0.25);
    expect(first.desk.values('ranking').risk).toBe(0.4);
    expect(heard).toEqual([{ version: 1, sections: ['ranking'] }]);
    first.journal.commit();
    const again = open(store);
    expect(again.desk.version).toBe(1);
    expect(again.desk.entered()).toEqual(first.desk.entered());
    expect(again.desk.values('ranking')).toEqual(first.desk.values('ranking'));
    expect(again.desk.history()).toEqual(first.desk.history());
    expect(again.desk.text()).toBe(first.desk.text());
    expect(again.desk.history().at(-1)).toMatchObject({
      version: 1,
      by: 'trader',
      reason: 'because',
      section: 'ranking',
    });
  });

  it('is part of the configuration hash of the next start', () => {
    const store = new MemoryJournalStore();
    const first = open(store);
    const hashes = () =>
      store.records.filter(({ type }) => type === 'system.started').map(({ data }) => data['configHash']);
    open(store);
    first.journal.commit();
    const { desk, journal } = open(store);
    desk.change('ranking', { risk: 0.5 }, me);
    journal.commit();
    open(store).journal.commit();
    const all = hashes();
    expect(all.at(-2)).toBe(all[0]);
    expect(all.at(-1)).not.toBe(all[0]);
  });

  it('of what is none, or changes nothing, is refused; all or none', () => {
    const { desk } = open();
    expect(codes(desk.change('nothing', {}, me))).toEqual(['UNKNOWN_SECTION']);
    expect(codes(desk.change('constructor', {}, me))).toEqual(['UNKNOWN_SECTION']);
    expect(codes(desk.change('ranking', { nothing: 1, risk: 7 }, me))).toEqual(['UNKNOWN_SETTING', 'OUT_OF_RANGE']);
    expect(codes(desk.change('ranking', { toString: 1 }, me))).toEqual(['UNKNOWN_SETTING']);
    expect(codes(desk.change('ranking', { risk: 0.25 }, me))).toEqual(['NO_CHANGE']);
    expect(codes(desk.replace({ ranking: { risk: 0.5 }, scoring: { risk: 2 } }, me))).toEqual(['OUT_OF_RANGE']);
    expect(desk.version).toBe(0);
    expect(desk.entered()).toEqual(STANDARD);
  });

  it('is refused to whoever read an older version, and while a replacement runs', () => {
    const { desk, core } = open();
    desk.change('ranking', { risk: 0.5 }, { ...me, read: 0 });
    expect(codes(desk.change('ranking', { risk: 0.6 }, { ...me, read: 0 }))).toEqual(['NOT_NOW']);
    expect(desk.change('ranking', { risk: 0.6 }, { ...me, read: 1 }).ok).toBe(true);
    const handle = core.actions.begin(resource.portfolio, { kind: 'replacement', label: 'replacement' });
    expect(codes(desk.change('ranking', { risk: 0.7 }, me))).toEqual(['NOT_NOW']);
    handle.dispose();
    expect(desk.change('ranking', { risk: 0.7 }, me).ok).toBe(true);
  });

  it('refuses weights that are all zero', () => {
    const { desk } = open();
    const zero = Object.fromEntries(Object.keys(STANDARD.ranking).map((key) => [key, 0]));
    expect(codes(desk.change('ranking', zero, me))).toEqual(['NOT_TOGETHER']);
  });
});

describe('any accepted settings', () => {
  it('keep what must hold of their section, and come back exactly by a rollback and a restart', () => {
    const { value: standard } = settingOf('portfolio', 'slots');
    expect(standard).toBe(STANDARD.portfolio['slots']);
    fc.assert(
      fc.property(fc.array(settingsPatch, { minLength: 1, maxLength: 6 }), fc.nat(5), (patches, back) => {
        const store = new MemoryJournalStore();
        const { desk, journal } = open(store);
        const seen = [desk.entered()];
        for (const { section, patch } of patches) {
          const result = desk.change(section, patch, me);
          if (!result.ok) {
            expect(desk.entered()).toBe(seen.at(-1));
            continue;
          }
          seen.push(desk.entered());
          for (const name of SECTION_NAMES) {
            expect(sectionProblems(name, flatSection(name), desk.entered()[name])).toEqual([]);
          }
          const sum = (name: 'scoring' | 'ranking'): number =>
            Object.values(desk.values(name)).reduce((total: number, weight: number) => total + weight, 0);
          expect(sum('scoring')).toBeCloseTo(1, 12);
          expect(sum('ranking')).toBeCloseTo(1, 12);
          const { slots, weightFloor, weightCap } = desk.values('portfolio');
          expect(weightFloor * slots).toBeLessThanOrEqual(1 + 1e-9);
          expect(weightCap * slots).toBeGreaterThanOrEqual(1 - 1e-9);
        }
        const target = back % seen.length;
        const result = desk.rollback(target, null, me);
        if (!result.ok) expect(codes(result)).toEqual(['NO_CHANGE']);
        expect(desk.entered()).toEqual(seen[target]);
        journal.commit();
        expect(open(store).desk.entered()).toEqual(seen[target]);
      }),
      { numRuns: 40 },
    );
  });

  it('of one section come back alone', () => {
    const { desk } = open();
    desk.change('ranking', { risk: 0.5 }, me);
    desk.change('scoring', { technical: 0.5 }, me);
    expect(desk.rollback(0, 'ranking', me).ok).toBe(true);
    expect(desk.entered()).toEqual({ ...STANDARD, scoring: { ...STANDARD.scoring, technical: 0.5 } });
    expect(codes(desk.rollback(9, null, me))).toEqual(['NO_VERSION']);
    expect(codes(desk.rollback(3, null, me))).toEqual(['NO_CHANGE']);
  });
});

it('a section the journal holds wrongly stays at its defaults and says so; the others hold', () => {
  const store = new MemoryJournalStore();
  const { journal } = open(store);
  const values = { ...STANDARD, ranking: { risk: 7 }, scoring: { ...STANDARD.scoring, technical: 0.5, gone: 1 } };
  const data = { version: 4, section: null, values, by: 'trader', reason: 'an older program', rolledBackTo: null };
  journal.append({ type: 'settings.changed', subject: 'settings', data });
  journal.commit();
  const { desk } = open(store);
  expect(desk.version).toBe(4);
  expect(desk.entered()).toEqual({ ...STANDARD, scoring: { ...STANDARD.scoring, technical: 0.5 } });
  expect(desk.dropped('ranking')).toContain('Version 4');
  expect(desk.dropped('scoring')).toBeNull();
  expect(desk.change('ranking', { risk: 0.3 }, me)).toEqual({ ok: true, value: 5 });
  expect(desk.dropped('ranking')).toBeNull();
});
