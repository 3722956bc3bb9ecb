import { SETTINGS_SECTIONS } from '#shared/contract/settings.ts';
import type { SettingsAuthor, SettingsResult } from '../../settings/settings-desk.ts';
import { flatSection } from '../../settings/sections/table.ts';
import type { FlatValues } from '../../settings/section.ts';
import type { SettingsProblem } from '../../settings/problem.ts';
import type { ApiParts } from '../api-parts.ts';
import { contractError } from '../contract-error.ts';
import type { HandlersOf } from '../handler-types.ts';
import { mustBeWritable } from '../must-be-writable.ts';
import { sectionViews, settingsVersionViews } from '../views/settings-views.ts';
import { whatIf, whatIfSource } from '../what-if.ts';

const FORMAT = { format: 'zmart-settings', formatVersion: 1 } as const;

const refusal = (problems: readonly SettingsProblem[]) =>
  contractError(
    'SETTING_REFUSED',
    { problems: problems.map((problem) => ({ ...problem })) },
    problems.map(({ sentence }) => sentence).join(' '),
  );

type Asked = { readonly reason: string; readonly read: number | null };

/** The settings of scoring, ranking, evaluation, portfolio, schedule and sources, by versions. */
export function settingsHandlers(parts: ApiParts): HandlersOf<'settings'> {
  const { core, live, store } = parts;
  const { settings: desk } = core;
  const { journal, clock, hasher } = core.parts;
  const readOnly = (): boolean => store.journal.readOnly;
  /** Asks for a change once it can be recorded, and answers when it is safe on disk. */
  const changing = async (change: () => SettingsResult): Promise<{ readonly version: number }> => {
    mustBeWritable(parts);
    // Before history is worked through a record would bear a time of the past.
    await live.started;
    const result = change();
    if (!result.ok) throw refusal(result.error);
    await journal.whenDurable();
    return { version: result.value };
  };
  const author = ({ reason, read }: Asked, by: string): SettingsAuthor => ({ by, reason, read });
  return {
    get: () =>
      Promise.resolve({
        version: desk.version,
        hash: hasher.sha256(desk.text()),
        readOnly: readOnly(),
        sections: sectionViews(desk, desk.history()),
        at: clock.now(),
      }),
    set: ({ section, values, ...asked }, { role }) => changing(() => desk.change(section, values, author(asked, role))),
    versions: () => Promise.resolve(settingsVersionViews(desk.history())),
    rollback: ({ version, section, ...asked }, { role }) =>
      changing(() => desk.rollback(version, section, author(asked, role))),
    export: () => Promise.resolve({ ...FORMAT, version: desk.version, sections: desk.entered() }),
    import: ({ file, ...asked }, { role }) => changing(() => desk.replace(file.sections, author(asked, role))),
    whatIf: async ({ section, values }) => {
      const next = desk.preview({ [section]: values });
      if (!next.ok) throw refusal(next.error);
      return Promise.resolve(whatIf(whatIfSource(core), section, next.value));
    },
    algorithms: () => Promise.resolve([algorithmView('scoring'), algorithmView('ranking')]),
    updateAlgorithm: ({ id, weights, ...asked }, { role }) =>
      changing(() => desk.change(id, weights, author(asked, role))),
  };

  function algorithmView(id: 'scoring' | 'ranking') {
    const { title, sentence, fields } = flatSection(id);
    const entered = desk.entered()[id];
    const shares = desk.values(id) as FlatValues;
    const weights = Object.entries(fields).map(([key, { label }]) => ({
      key,
      label,
      weight: Number(entered[key]),
      share: Number(shares[key]),
    }));
    return { id, title, sentence, version: desk.version, weights };
  }
}

/** The contract names the sections itself; a section that one of the two lacks does not compile. */
SETTINGS_SECTIONS satisfies readonly Parameters<typeof flatSection>[0][];
