import * as z from 'zod';
import { NOTICE_LEVELS } from '../domain/alert.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const HOST = /^[A-Za-z0-9.-]{1,253}$/;
/** Goes in and never comes out; the API page shows it as such. */
const writeOnly = { writeOnly: true, format: 'password' } as const;
const address = z.email('This is not a mail address.').max(254);
const level = z.enum(NOTICE_LEVELS);
/** Minutes in which what told a person once tells nothing more. */
export const cooldownMinutes = z
  .int()
  .min(1, 'A cool-down is at least a minute.')
  .max(1_440, 'A cool-down is at most a day.');
const name = z
  .string()
  .trim()
  .min(1, 'Give the channel a name.')
  .max(40, 'A name has at most 40 characters.')
  .regex(/^[^\p{C}]+$/u, 'A name has no control characters.');
const id = z.string().regex(/^[0-9a-z-]{1,40}$/, 'This is not the id of a channel.');

const emailPlace = z.object({
  kind: z.literal('email'),
  host: z.string().regex(HOST, 'This is not the name of a mail server.'),
  port: z.int().min(1).max(65_535),
  tls: z.boolean(),
  user: z.string().min(1).max(254),
  from: address,
  to: address,
});

/** Where a channel leads; addresses of webhooks, tokens and passwords are not in it. */
const placeView = z.discriminatedUnion('kind', [
  z.object({ kind: z.enum(['webhook', 'slack']), host: z.string() }),
  z.object({ kind: z.literal('telegram'), chatId: z.string() }),
  emailPlace,
]);

/** https, or http on this machine; no user and no password before the host. */
const WEB_ADDRESS = /^(https:\/\/[^\s/?#@]+|http:\/\/(127\.0\.0\.1|localhost|\[::1\])(:\d+)?)([/?#]\S*)?$/;

const httpsAddress = z
  .string()
  .max(500)
  .regex(WEB_ADDRESS, 'Give an address that begins with https://.')
  .meta(writeOnly);

/** What a person enters for a new channel. */
export const newAlertChannel = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('webhook'),
    name,
    minLevel: level,
    address: httpsAddress,
    /** Signs each body, HMAC-SHA256 in `x-zmart-signature`; empty for none. */
    key: z
      .string()
      .regex(/^[\x21-\x7e]*$/, 'A key has no spaces.')
      .max(200)
      .default('')
      .meta(writeOnly),
  }),
  z.object({ kind: z.literal('slack'), name, minLevel: level, address: httpsAddress }),
  z.object({
    kind: z.literal('telegram'),
    name,
    minLevel: level,
    chatId: z.string().regex(/^(-?\d{1,20}|@\w{1,64})$/, 'A chat is a number, or @ and the name of a channel.'),
    token: z
      .string()
      .regex(/^\d+:[\w-]+$/, 'A token of a bot is digits, a colon and letters.')
      .max(100)
      .meta(writeOnly),
  }),
  emailPlace.extend({ name, minLevel: level, password: z.string().min(1).max(200).meta(writeOnly) }),
]);
export type NewAlertChannel = z.infer<typeof newAlertChannel>;

export const alertChannelView = z.object({
  key: z.string(),
  name: z.string(),
  place: placeView,
  minLevel: level,
  enabled: z.boolean(),
  /** How the last sending went; null before the first. */
  last: z.object({ ok: z.boolean(), at: moment, sentence: z.string() }).nullable(),
  /** Notices that wait for it. */
  waiting: z.int(),
});
export type AlertChannelView = z.infer<typeof alertChannelView>;

/** Minutes of the local day in which only alarms leave. */
export const quietHours = z.object({
  fromMinute: z.int().min(0).max(1_439),
  toMinute: z.int().min(0).max(1_439),
  /** Minutes to add to UTC for the local time meant. */
  offsetMinutes: z.int().min(-840).max(840),
});

const settingsView = z.object({ channels: z.array(alertChannelView), quiet: quietHours.nullable() });
const WRITES = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE };
const ONE = { ...WRITES, NOT_FOUND: ERRORS.NOT_FOUND };

export const alerts = {
  list: viewer
    .route({ method: 'GET', path: '/alerts', summary: 'Ways for notices out of this machine, and the quiet hours' })
    .output(settingsView),
  watch: viewer
    .route({ method: 'GET', path: '/alerts/watch', summary: 'The channels, as they change' })
    .output(rowStream(alertChannelView)),
  add: trader
    .route({ method: 'POST', path: '/alerts', summary: 'Add a channel; its secret goes in and never comes out' })
    .input(newAlertChannel)
    .output(alertChannelView)
    .errors(WRITES),
  change: trader
    .route({
      method: 'POST',
      path: '/alerts/change',
      summary: 'Rename, switch on or off, or set the level of a channel',
    })
    .input(z.object({ id, name: name.optional(), minLevel: level.optional(), enabled: z.boolean().optional() }))
    .output(alertChannelView)
    .errors(ONE),
  remove: trader
    .route({ method: 'POST', path: '/alerts/remove', summary: 'Remove a channel and its secret' })
    .input(z.object({ id }))
    .output(z.object({ id: z.string() }))
    .errors(ONE),
  test: trader
    .route({ method: 'POST', path: '/alerts/test', summary: 'Send a test notice over a channel' })
    .input(z.object({ id }))
    .output(z.object({ ok: z.boolean(), at: moment, sentence: z.string() }))
    .errors(ONE),
  setQuietHours: trader
    .route({ method: 'POST', path: '/alerts/quiet-hours', summary: 'When only alarms leave; null for never' })
    .input(z.object({ quiet: quietHours.nullable() }))
    .output(settingsView)
    .errors(WRITES),
};
