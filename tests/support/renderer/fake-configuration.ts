import { ORPCError } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';
import type { Sha256Hex } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/domain/time.ts';
import { sectionViews, settingsVersionViews } from '#core/api/views/settings-views.ts';
import { whatIf } from '#core/api/what-if.ts';
import { RunningActions } from '#core/agents/conflict/running-actions.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { SettingsDesk, type SettingsAuthor, type SettingsResult } from '#core/settings/settings-desk.ts';
import type { SettingsProblem } from '#core/settings/problem.ts';
import { MemoryJournalStore } from '#tests/support/storage/memory-journal-store.ts';
import type { Scene } from './sample-scenes.ts';
import { sampleOpinions, sampleStandings } from './sample-standings.ts';

const DAY = 86_400_000;
const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const sampleHash = (text: string): Sha256Hex => {
  let hash = 0;
  for (const letter of text) hash = (hash * 31 + (letter.codePointAt(0) ?? 0)) % 0xffff_ffff;
  return hash.toString(16).padStart(64, '5e') as Sha256Hex;
};

const refusal = (problems: readonly SettingsProblem[]): never => {
  const message = problems.map(({ sentence }) => sentence).join(' ');
  throw new ORPCError('SETTING_REFUSED', { message, data: { problems } });
};

/** A desk on a journal in memory; a person has used it before, unless the scene is a fresh start. */
function usedDesk(scene: Scene): SettingsDesk {
  let at = Date.now() - 9 * DAY;
  const clock = { now: () => at as EpochMs, monotonic: () => at };
  const timer = { dispose: () => undefined };
  const scheduler = { after: () => timer, every: () => timer, afterTurn: (task: () => void) => queueMicrotask(task) };
  const store = new MemoryJournalStore();
  const journal = openJournal({ store, hasher: { sha256: sampleHash }, clock, scheduler });
  const desk = new SettingsDesk({ journal, actions: new RunningActions() });
  const by = 'trader';
  if (scene !== 'flat') {
    desk.change('ranking', { risk: 0.3 }, { by, reason: 'Calmer symbols after the weekend.', read: null });
    at += 5 * DAY;
    desk.change('scoring', { technical: 0.3, cycle: 0 }, { by, reason: 'No weight on cycles for now.', read: null });
    at += 2 * DAY;
    desk.rollback(0, 'ranking', { by, reason: 'Back to version 0.', read: null });
  }
  at = Date.now();
  return desk;
}

/** Settings that can be changed, tried out and rolled back; read only in the scene `unknown`. */
export function configurationCalls(scene: Scene): Client['settings'] {
  const desk = usedDesk(scene);
  const readOnly = scene === 'unknown';
  const changing = async (change: (author: (reason: string) => SettingsAuthor) => SettingsResult) => {
    await pause(200);
    if (readOnly) throw new ORPCError('READ_ONLY', { message: 'Another Zmart Workstation holds this data folder' });
    const result = change((reason) => ({ by: 'trader', reason, read: null }));
    return result.ok ? { version: result.value } : refusal(result.error);
  };
  const source = () => ({
    settings: desk,
    now: Date.now(),
    standings: () => (scene === 'flat' ? [] : sampleStandings(Date.now())),
    opinions: () => ({ all: sampleOpinions(Date.now()), timeframe: '1h' as const }),
  });
  return {
    get: async () => ({
      version: desk.version,
      hash: sampleHash(desk.text()),
      readOnly,
      sections: sectionViews(desk, desk.history()),
      at: Date.now(),
    }),
    set: ({ section, values, reason }) => changing((author) => desk.change(section, values, author(reason))),
    versions: async () => settingsVersionViews(desk.history()),
    rollback: ({ version, section = null, reason }) =>
      changing((author) => desk.rollback(version, section, author(reason))),
    export: async () => ({
      format: 'zmart-settings',
      formatVersion: 1,
      version: desk.version,
      sections: structuredClone(desk.entered()),
    }),
    import: ({ file, reason }) => changing((author) => desk.replace(file.sections, author(reason))),
    whatIf: async ({ section, values }) => {
      const next = desk.preview({ [section]: values });
      return next.ok ? whatIf(source(), section, next.value) : refusal(next.error);
    },
    algorithms: async () => [],
    updateAlgorithm: ({ id, weights, reason }) => changing((author) => desk.change(id, weights, author(reason))),
  };
}
