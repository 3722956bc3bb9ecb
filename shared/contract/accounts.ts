import * as z from 'zod';
import {
  LOGIN_LIMITS,
  RIGHTS_VERDICTS,
  TRISTATES,
  VAULT_PASSPHRASE,
  VENUE_IDS,
  VENUE_LOGINS,
} from '../domain/exchange-account.ts';
import { ERRORS, moment, rowStream, trader, viewer } from './base.ts';

const { name: NAME_MAX, key: KEY_MAX, secret: SECRET_MAX, passphrase: PASSPHRASE_MAX } = LOGIN_LIMITS;

/** Printable ASCII without spaces: what exchanges hand out, and what may stand in a request header. */
const HEADER_TEXT = /^[\x21-\x7e]+$/;
/** The same in lines: an RSA or Ed25519 key comes as PEM. */
const SECRET_TEXT = /^[\x21-\x7e]+([ \n\r]+[\x21-\x7e]+)*$/;

/** A name for a person: no control characters, and none that change the reading direction. */
const NAME_TEXT = /^[^\p{C}\p{Zl}\p{Zp}]+$/u;

const accountName = z
  .string()
  .trim()
  .min(1, 'Give the account a name.')
  .max(NAME_MAX, `A name has at most ${NAME_MAX} characters.`)
  .regex(NAME_TEXT, 'A name has no control characters.');

/** A text that goes in and never comes out; the API page shows it as such. */
const writeOnly = { writeOnly: true, format: 'password' } as const;

const vaultPassphrase = z
  .string()
  .min(VAULT_PASSPHRASE.min, `The passphrase has at least ${VAULT_PASSPHRASE.min} characters.`)
  .max(VAULT_PASSPHRASE.max, `The passphrase has at most ${VAULT_PASSPHRASE.max} characters.`)
  .meta(writeOnly);
/** One that was chosen before: its length is no hint to a guesser. */
const knownPassphrase = z.string().max(VAULT_PASSPHRASE.max, 'The passphrase is too long.').meta(writeOnly);

const accountId = z.string().regex(/^[0-9a-z-]{1,40}$/, 'This is not the id of an account.');

/** What a key may do, as the venue reports it. */
export const keyRightsView = z.object({
  canTrade: z.enum(TRISTATES),
  canMoveFunds: z.enum(TRISTATES),
  ipRestricted: z.enum(TRISTATES),
  /** The venue's own words. */
  permissions: z.array(z.string()),
});

/** What follows from the rights, one sentence per finding, the worst first. */
export const rightsVerdictView = z.object({ verdict: z.enum(RIGHTS_VERDICTS), findings: z.array(z.string()) });

/** Whether the login of an account answers. */
export const connectionView = z.object({
  ok: z.boolean(),
  at: moment,
  /** What happened, for a person. */
  sentence: z.string(),
  /** Time of the answer, ms; null when there was none. */
  latencyMs: z.number().nullable(),
  /** The venue's clock less ours, ms; null when it is not known. */
  clockOffsetMs: z.number().nullable(),
});

/** An exchange account. No part of its login is here but the last four characters of the key. */
export const accountView = z.object({
  /** The account's id. */
  key: z.string(),
  name: z.string(),
  venue: z.enum(VENUE_IDS),
  venueLabel: z.string(),
  enabled: z.boolean(),
  addedAt: moment,
  keyTail: z.string().max(4),
  rights: keyRightsView.nullable(),
  rightsCheckedAt: moment.nullable(),
  /** The verdict for live trading; rights that were never read are refused. */
  verdict: rightsVerdictView,
  /** The last test of this session; null before the first. */
  connection: connectionView.nullable(),
  /** True while this account is released for live trading. */
  live: z.boolean(),
});
export type AccountView = z.infer<typeof accountView>;

/** Where logins are kept, and whether they can be read now. */
export const secretsStatus = z.object({
  /** `none`: this host has no place for secrets; `sentence` says why and what to do. */
  kind: z.enum(['keychain', 'file', 'none']),
  /**
   * `ready`: logins can be stored and read. `locked`: unlock first (a file here, a keychain in the system). `absent`: no
   * encrypted file was made yet. `unavailable`: nothing can be stored.
   */
  state: z.enum(['ready', 'locked', 'absent', 'unavailable']),
  /** `Secret Service`, `macOS Keychain`, `Windows Credential Manager`, `encrypted file`; empty when there is none. */
  backend: z.string(),
  /** One sentence for a person; says why the keychain is not used when it is not. */
  sentence: z.string(),
  /** True when a file can be made now: no keychain answers and there is none yet. */
  canCreateFile: z.boolean(),
  /** True when there is a file that can be unlocked, locked, or given another passphrase. */
  hasFile: z.boolean(),
  /** After wrong passphrases: ms until the next try is taken; 0 when it is taken now. */
  waitMs: z.number(),
});
export type SecretsStatus = z.infer<typeof secretsStatus>;

/** Something that must hold before live trading. */
export const liveCondition = z.object({
  key: z.string(),
  label: z.string(),
  /** `unknown` blocks like `unmet`. */
  state: z.enum(['met', 'warned', 'unmet', 'unknown']),
  /** The facts, and what to do. */
  detail: z.string(),
});
export type LiveCondition = z.infer<typeof liveCondition>;

/** The first step to live trading: what must hold, and, when all of it does, the sentence to type. */
export const liveRequest = z.object({
  ready: z.boolean(),
  conditions: z.array(liveCondition),
  /** Null when a condition does not hold. The token is good once and until `expiresAt`. */
  challenge: z.object({ token: z.string(), sentence: z.string(), expiresAt: moment }).nullable(),
});
export type LiveRequest = z.infer<typeof liveRequest>;

const addAccount = z
  .object({
    name: accountName,
    venue: z.enum(VENUE_IDS),
    key: z
      .string()
      .trim()
      .min(8, 'The API key is too short.')
      .max(KEY_MAX, `The API key has more than ${KEY_MAX} characters.`)
      .regex(HEADER_TEXT, 'The API key has spaces or characters that no exchange uses.')
      .meta(writeOnly),
    secret: z
      .string()
      .trim()
      .min(8, 'The API secret is too short.')
      .max(SECRET_MAX, `The API secret has more than ${SECRET_MAX} characters.`)
      .regex(SECRET_TEXT, 'The API secret has characters that no exchange uses.')
      .meta(writeOnly),
    /** Of KuCoin and OKX; null or absent elsewhere. */
    passphrase: z
      .string()
      .trim()
      .max(PASSPHRASE_MAX, `The passphrase has more than ${PASSPHRASE_MAX} characters.`)
      .regex(/^[\x20-\x7e]*$/, 'The passphrase has characters that no exchange uses.')
      .nullable()
      .default(null)
      .meta(writeOnly),
  })
  .superRefine(({ venue, passphrase }, context) => {
    const { label, passphrase: needed } = VENUE_LOGINS[venue];
    const given = passphrase !== null && passphrase !== '';
    if (needed === given) return;
    const message = needed
      ? `An API key of ${label} comes with a passphrase; give it too.`
      : `An API key of ${label} has no passphrase; leave it empty.`;
    context.addIssue({ code: 'custom', path: ['passphrase'], message });
  });

const byId = z.object({ id: accountId });
const WRITE = { READ_ONLY: ERRORS.READ_ONLY, NOT_AVAILABLE: ERRORS.NOT_AVAILABLE } as const;
const KNOWN = { NOT_FOUND: ERRORS.NOT_FOUND, ...WRITE } as const;
const SECRET = {
  SECRETS_LOCKED: ERRORS.SECRETS_LOCKED,
  SECRETS_UNAVAILABLE: ERRORS.SECRETS_UNAVAILABLE,
} as const;
const OPENING = { ...SECRET, WRONG_PASSPHRASE: ERRORS.WRONG_PASSPHRASE, ...WRITE } as const;

export const accounts = {
  list: viewer
    .route({ method: 'GET', path: '/accounts', summary: 'The exchange accounts, oldest first' })
    .output(z.array(accountView)),
  watch: viewer
    .route({ method: 'GET', path: '/accounts/watch', summary: 'The exchange accounts, as they change' })
    .output(rowStream(accountView)),
  secretsStatus: viewer
    .route({ method: 'GET', path: '/accounts/secrets', summary: 'Where logins are kept, and whether they can be read' })
    .output(secretsStatus),
  createVault: trader
    .route({ method: 'POST', path: '/accounts/secrets/create', summary: 'Make the encrypted file for logins' })
    .input(z.object({ passphrase: vaultPassphrase }))
    .output(secretsStatus)
    .errors(OPENING),
  unlock: trader
    .route({ method: 'POST', path: '/accounts/secrets/unlock', summary: 'Unlock the encrypted file until the end' })
    .input(z.object({ passphrase: knownPassphrase }))
    .output(secretsStatus)
    .errors(OPENING),
  lock: trader
    .route({ method: 'POST', path: '/accounts/secrets/lock', summary: 'Lock the encrypted file again' })
    .output(secretsStatus),
  setPassphrase: trader
    .route({
      method: 'POST',
      path: '/accounts/secrets/passphrase',
      summary: 'Give the encrypted file another passphrase',
    })
    .input(z.object({ current: knownPassphrase, next: vaultPassphrase }))
    .output(secretsStatus)
    .errors(OPENING),
  add: trader
    .route({
      method: 'POST',
      path: '/accounts',
      summary: 'Add an account; its login goes to the keychain and stays there',
    })
    .input(addAccount)
    .output(accountView)
    .errors({ ...SECRET, ALREADY_EXISTS: ERRORS.ALREADY_EXISTS, ...WRITE }),
  test: trader
    .route({
      method: 'POST',
      path: '/accounts/{id}/test',
      summary: 'Ask the exchange whether the login works, and what it may do',
    })
    .input(byId)
    .output(accountView)
    .errors({ ...KNOWN, ...SECRET }),
  rename: trader
    .route({ method: 'POST', path: '/accounts/{id}/rename', summary: 'Give an account another name' })
    .input(byId.extend({ name: accountName }))
    .output(accountView)
    .errors({ ...KNOWN, ALREADY_EXISTS: ERRORS.ALREADY_EXISTS }),
  enable: trader
    .route({ method: 'POST', path: '/accounts/{id}/enable', summary: 'Use an account again' })
    .input(byId)
    .output(accountView)
    .errors(KNOWN),
  disable: trader
    .route({ method: 'POST', path: '/accounts/{id}/disable', summary: 'Stop using an account; its login stays' })
    .input(byId)
    .output(accountView)
    .errors(KNOWN),
  remove: trader
    .route({ method: 'POST', path: '/accounts/{id}/remove', summary: 'Remove an account and erase its login' })
    /** `leaveLogin`: remove it although the login cannot be erased now, because its keychain is gone or locked. */
    .input(byId.extend({ leaveLogin: z.boolean().default(false) }))
    .output(z.object({ loginErased: z.boolean() }))
    .errors({ ...KNOWN, ...SECRET }),
  requestLive: trader
    .route({
      method: 'POST',
      path: '/accounts/{id}/live/request',
      summary: 'First step to live trading: the conditions',
    })
    .input(byId)
    .output(liveRequest)
    .errors(KNOWN),
  confirmLive: trader
    .route({
      method: 'POST',
      path: '/accounts/{id}/live/confirm',
      summary: 'Second step to live trading: the typed sentence',
    })
    .input(byId.extend({ token: z.string().max(64), typed: z.string().max(400) }))
    .output(accountView)
    .errors({ ...KNOWN, NOT_CONFIRMED: ERRORS.NOT_CONFIRMED }),
  leaveLive: trader
    .route({ method: 'POST', path: '/accounts/{id}/live/leave', summary: 'Take the release for live trading back' })
    .input(byId)
    .output(accountView)
    .errors(KNOWN),
};
