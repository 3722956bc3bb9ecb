import { describe, expect, it } from 'vitest';
import type { SettingsSectionView, SettingView } from '#shared/contract/settings.ts';
import { sectionViews } from '#core/api/views/settings-views.ts';
import { pathWorld } from '#tests/support/path/path-world.ts';
import { changeOf, draftProblem } from './draft.ts';
import { fileOf } from './file-actions.tsx';
import { rangeText, readSetting, settingText, settingUnit, sharesOf, typedSetting } from './setting-words.ts';
import { listedVersion } from './versions-panel.tsx';

const world = pathWorld();
world.start();
const sections = sectionViews(world.core.settings, world.core.settings.history());
const sectionOf = (name: string): SettingsSectionView => {
  const found = sections.find((section) => section.name === name);
  if (found === undefined) throw new Error(`no section ${name}`);
  return found;
};
const settingOf = (name: string, key: string): SettingView => {
  const found = sectionOf(name).settings.find((setting) => setting.key === key);
  if (found === undefined) throw new Error(`no setting ${name}.${key}`);
  return found;
};
const plain = (text: string): string => text.replaceAll('\u202F', ' ').replaceAll('\u2212', '-');

describe('the words of a setting', () => {
  it.each([
    ['ranking', 'risk', '25 %', '0 – 100 %'],
    ['portfolio', 'holdMs', '2 d', '0 – 14 d'],
    ['portfolio', 'lead', '5 points', '0 – 50 points'],
    ['portfolio', 'rotate', 'on', 'on or off'],
    ['portfolio', 'minTurnover', '1,000,000 USDT', '0 – 1,000,000,000 USDT'],
    ['schedule', 'reviewMs', '1 h', '5 min – 1 d'],
    ['evaluation', 'conditionalSide', '-10 points', '-100 – 100 points'],
  ])('%s.%s reads %s in %s', (section, key, value, range) => {
    const setting = settingOf(section, key);
    expect([plain(settingText(setting, setting.standard)), plain(rangeText(setting))]).toEqual([value, range]);
  });

  it('every figure is read back as it is typed', () => {
    for (const { settings } of sections) {
      for (const setting of settings) {
        if (typeof setting.value !== 'number') continue;
        const unit = settingUnit(setting);
        expect(readSetting(typedSetting(setting.value, unit), unit), setting.key).toBe(setting.value);
        expect(readSetting('', unit)).toBeNull();
        expect(readSetting('1e3', unit)).toBeNull();
      }
    }
  });

  it('weights are shown as shares of their sum, other values are not', () => {
    const values = new Map([
      ['technical', 1],
      ['risk', 3],
    ]);
    expect(sharesOf({ name: 'ranking' }, values)?.get('risk')).toBe(0.75);
    expect(sharesOf({ name: 'ranking' }, new Map([['risk', 0]]))).toBeNull();
    expect(sharesOf({ name: 'portfolio' }, values)).toBeNull();
  });
});

describe('a draft', () => {
  const ranking = sectionOf('ranking');
  it('changes what differs from what is in force, and nothing else', () => {
    expect(changeOf(ranking, { risk: '40', technical: '25' })).toEqual({
      values: { risk: 0.4 },
      count: 1,
      sound: true,
    });
    expect(changeOf(sectionOf('sources'), { trendEnabled: false })).toMatchObject({ values: { trendEnabled: false } });
  });

  it('says in words what cannot be saved', () => {
    const risk = settingOf('ranking', 'risk');
    expect(draftProblem(risk, {})).toBeNull();
    expect(draftProblem(risk, { risk: 'x' })).toBe('Give a number.');
    expect(plain(draftProblem(risk, { risk: '101' }) ?? '')).toBe('From 0 to 100 %.');
    expect(plain(draftProblem(risk, { risk: '25.5' }) ?? '')).toBe('In steps of 1 %.');
    expect(changeOf(ranking, { risk: '101' }).sound).toBe(false);
  });
});

it('a version is told with the names of what it changed, of all sections or of one', () => {
  const version = {
    ...{ version: 3, at: 1, by: 'trader', reason: 'calm', rolledBackTo: null },
    changed: [
      { section: 'ranking' as const, key: 'risk', before: 0.25, after: 0.4 },
      { section: 'portfolio' as const, key: 'gone', before: 1, after: 2 },
    ],
  };
  const told = listedVersion(version, sections, null).changes.map(({ name, text }) => `${name} ${plain(text)}`);
  expect(told).toEqual(['Ranking: Risk 25 % → 40 %', 'portfolio.gone 1 → 2']);
  expect(listedVersion(version, sections, 'ranking').changes).toHaveLength(1);
});

it('a file is read only when it is one of settings', () => {
  const file = { format: 'zmart-settings', formatVersion: 1, version: 2, sections: { ranking: { risk: 0.4 } } };
  expect(fileOf(JSON.stringify(file))).toEqual(file);
  expect(fileOf('{}')).toBeNull();
  expect(fileOf('no json')).toBeNull();
});
