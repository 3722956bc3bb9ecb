import { ORPCError } from '@orpc/client';
import type { AlertChannelView, NewAlertChannel } from '#shared/contract/alerts.ts';
import type { Client } from '#shared/contract/index.ts';
import type { GateLimitView, LimitVersionView } from '#shared/contract/limits.ts';
import type { ProtectionView } from '#shared/contract/protections.ts';
import type { WatchdogView } from '#shared/contract/watchdog.ts';
import type { QuietHours } from '#shared/domain/alert.ts';
import { FakeRows } from './fake-rows.ts';
import { sampleAlertChannels } from './sample-alerts.ts';
import type { Scene } from './sample-scenes.ts';
import { sampleWatchdog } from './sample-watchdog.ts';

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const gone = (what: string): never => {
  throw new ORPCError('NOT_FOUND', { message: `There is no ${what} any more` });
};

const DAY = 86_400_000;
const isLooser = ({ looser }: GateLimitView, value: number, than: number): boolean =>
  looser === 'higher' ? value > than : value < than;

/** Two earlier versions, as a person may have left them. */
const earlierVersions = (now: number): LimitVersionView[] => [
  {
    version: 14,
    at: now - 2 * DAY,
    by: 'trader',
    reason: 'Funding night: fewer positions at once.',
    rolledBackTo: null,
    changed: [
      { key: 'grossExposurePpm', before: 1_200_000, after: 1_000_000 },
      { key: 'maxOpenOrders', before: 24, after: 20 },
    ],
  },
  {
    version: 13,
    at: now - 9 * DAY,
    by: 'trader',
    reason: 'Tried wider exposure for the trend week.',
    rolledBackTo: null,
    changed: [
      { key: 'grossExposurePpm', before: 1_000_000, after: 1_200_000 },
      { key: 'maxOpenOrders', before: 20, after: 24 },
    ],
  },
  {
    version: 0,
    at: 0,
    by: 'configuration',
    reason: 'The limits the program starts with.',
    rolledBackTo: null,
    changed: [],
  },
];

type Values = Readonly<Record<string, number>>;

/** Limits that can be changed and rolled back. @param list what they are before anybody changed them here. */
export function limitCalls(list: Client['limits']['list']): Client['limits'] {
  const versions = earlierVersions(Date.now());
  const valuesOf = new Map<number, Values>([
    [13, { grossExposurePpm: 1_200_000, maxOpenOrders: 24 }],
    [14, {}],
    [0, {}],
  ]);
  let values: Values = {};
  let approved = false;
  const current = async () => {
    const view = await list();
    const limits = view.limits.map((limit) => {
      const value = values[limit.key] ?? limit.standard;
      return { ...limit, value, loosened: isLooser(limit, value, limit.standard) };
    });
    const approval = view.approval === null || !approved ? view.approval : { ...view.approval };
    return { ...view, version: versions[0]?.version ?? 0, limits, approval, at: Date.now() };
  };
  const set = async (next: Values, reason: string, confirmation: string | null, back: number | null) => {
    await pause(200);
    const { limits } = await current();
    const changed = limits.filter(({ key, value, standard }) => (next[key] ?? standard) !== value);
    const loosened = changed.filter((limit) => {
      const value = next[limit.key] ?? limit.standard;
      return isLooser(limit, value, limit.value) && isLooser(limit, value, limit.standard);
    });
    const keys = loosened.map(({ key }) => key).sort();
    const expected = `loosen ${keys.join(', ')}`;
    if (keys.length > 0 && confirmation !== expected) {
      const sentence = `Looser than the default must be confirmed: type "${expected}".`;
      const data = { code: 'NOT_CONFIRMED', sentence, expected };
      throw new ORPCError('LIMIT_REFUSED', { message: sentence, data });
    }
    const version = (versions[0]?.version ?? 0) + 1;
    versions.unshift({
      version,
      at: Date.now(),
      by: 'trader',
      reason,
      rolledBackTo: back,
      changed: changed.map(({ key, value, standard }) => ({ key, before: value, after: next[key] ?? standard })),
    });
    valuesOf.set(version, next);
    values = next;
    return { version };
  };
  return {
    list: current,
    history: async () => [...versions],
    change: ({ values: given, reason, confirmation }) =>
      set({ ...values, ...given }, reason, confirmation ?? null, null),
    rollback: ({ version, reason, confirmation }) =>
      set(valuesOf.get(version) ?? {}, reason, confirmation ?? null, version),
    approve: async () => {
      approved = true;
      return { approved: true as const };
    },
    enable: async ({ strategy }) => gone(`disabled strategy ${strategy}`),
  };
}

/** What a person does to protections. */
export function protectionWrites(rows: FakeRows<ProtectionView>): Pick<Client['protections'], 'configure' | 'unlock'> {
  const find = (id: string): ProtectionView => rows.rows.find(({ key }) => key === id) ?? gone('such protection');
  return {
    configure: async ({ id, target, enabled, scope, params = {} }) => {
      await pause(200);
      const row = find(id);
      if (target !== '') {
        const own = { target, enabled: enabled ?? row.enabled, params };
        rows.put([{ ...row, apart: [...row.apart.filter((each) => each.target !== target), own] }]);
        return { id };
      }
      rows.put([
        {
          ...row,
          enabled: enabled ?? row.enabled,
          scope: scope ?? row.scope,
          changed: true,
          params: row.params.map((param) => ({ ...param, value: params[param.name] ?? param.value })),
        },
      ]);
      return { id };
    },
    unlock: async ({ id, target }) => {
      await pause(200);
      const row = find(id);
      rows.put([{ ...row, locks: row.locks.filter((lock) => lock.target !== target) }]);
      return { id };
    },
  };
}

function placeOf(channel: NewAlertChannel): AlertChannelView['place'] {
  switch (channel.kind) {
    case 'webhook':
    case 'slack':
      return { kind: channel.kind, host: new URL(channel.address).host };
    case 'telegram':
      return { kind: channel.kind, chatId: channel.chatId };
    case 'email': {
      const { kind, host, port, tls, user, from, to } = channel;
      return { kind, host, port, tls, user, from, to };
    }
  }
}

/** Channels that can be added, tested, changed and removed; none in a fresh start. */
export function alertCalls(scene: Scene): Client['alerts'] {
  const rows = new FakeRows<AlertChannelView>(scene === 'flat' ? [] : sampleAlertChannels(Date.now()));
  let quiet: QuietHours | null =
    scene === 'flat' ? null : { fromMinute: 1_320, toMinute: 420, offsetMinutes: -new Date().getTimezoneOffset() };
  const find = (id: string): AlertChannelView => rows.rows.find(({ key }) => key === id) ?? gone('such channel');
  const list = async () => ({ channels: [...rows.rows], quiet });
  return {
    list,
    watch: async (_, options) => rows.watch(options?.signal),
    add: async (input) => {
      await pause(200);
      const channel: NewAlertChannel = input.kind === 'webhook' ? { ...input, key: input.key ?? '' } : input;
      const { name, minLevel } = channel;
      const key = `a${String(rows.rows.length + 1)}`;
      const added = { key, name, minLevel, place: placeOf(channel), enabled: true, last: null, waiting: 0 };
      rows.put([added]);
      return added;
    },
    change: async ({ id, name, minLevel, enabled }) => {
      const row = find(id);
      const changed = {
        ...row,
        name: name ?? row.name,
        minLevel: minLevel ?? row.minLevel,
        enabled: enabled ?? row.enabled,
      };
      rows.put([changed]);
      return changed;
    },
    remove: async ({ id }) => {
      rows.drop([find(id).key]);
      return { id };
    },
    test: async ({ id }) => {
      await pause(300);
      const last = { ok: true, at: Date.now(), sentence: 'It arrived.' };
      rows.put([{ ...find(id), last }]);
      return last;
    },
    setQuietHours: async ({ quiet: hours }) => {
      await pause(100);
      quiet = hours;
      return list();
    },
  };
}

/** How the watchdog stands in each situation to look at. */
const WATCHDOG_SCENES: Readonly<Record<Scene, Partial<WatchdogView>>> = {
  day: {},
  halted: {
    state: 'acted',
    reason: 'no answer within 3200 ms',
    deed: { canceled: 5, closed: 3, tookMs: 640 },
  },
  flat: {
    available: false,
    state: 'off',
    reason: 'Fills are simulated in this mode: there is nothing to guard.',
    rules: null,
    sight: null,
  },
  unknown: { blind: 'the account is not known', sight: null },
};

/** A watchdog that can be left out and taken back. */
export function watchdogCalls(scene: Scene): Client['watchdog'] {
  const rows = new FakeRows<WatchdogView>([{ ...sampleWatchdog(Date.now()), ...WATCHDOG_SCENES[scene] }]);
  const set = async (part: Partial<WatchdogView>): Promise<WatchdogView> => {
    await pause(200);
    const row = { ...(rows.rows[0] ?? sampleWatchdog(Date.now())), ...part };
    rows.put([row]);
    return row;
  };
  return {
    watch: async (_, options) => rows.watch(options?.signal),
    leaveOut: ({ reason }) => set({ state: 'off', optOut: { reason, by: 'trader', at: Date.now() } }),
    resume: () => set({ state: 'watching', optOut: null, deed: null, since: Date.now(), heardAt: Date.now() }),
  };
}
