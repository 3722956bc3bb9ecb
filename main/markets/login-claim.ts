import { createHash } from 'node:crypto';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Credentials } from '#core/accounts/account.ts';
import { resource, type ResourceKey } from '#shared/domain/ids.ts';
import { claimAccount, type AccountClaim } from '../adapters/storage/account-claim.ts';
import { defaultDataFolder } from '../adapters/system/data-folder.ts';
import type { ExchangeChoice } from './exchange-connection.ts';

const CLAIMS = 'claims';
/** Enough of a SHA-256 to tell keys apart, not enough to be worth anything. */
const FINGERPRINT_DIGITS = 16;

/** The right of this host to trade one login, against every other host of the user on this machine. */
export class LoginClaim {
  readonly #who: string;
  #held: { readonly login: ResourceKey; readonly claim: AccountClaim } | null = null;

  /** @param dataDir of this host, by which the others name it. */
  constructor(dataDir: string) {
    this.#who = `process ${String(process.pid)} with the data folder ${dataDir}`;
  }

  /** Claims a login in place of the one before. Null when this host may trade it, else the sentence that says why not. */
  take(choice: Pick<ExchangeChoice, 'venue' | 'endpoint'>, credentials: Credentials): string | null {
    const login = loginOf(choice, credentials);
    if (this.#held?.login === login) return null;
    this.release();
    const outcome = claimAccount(claimsFolder(choice), login, this.#who);
    if (!outcome.ok) return outcome.sentence;
    this.#held = { login, claim: outcome.claim };
    return null;
  }

  /** Tells the others that this host works. */
  renew(): void {
    this.#held?.claim.renew();
  }

  release(): void {
    this.#held?.claim.dispose();
    this.#held = null;
  }
}

/** A key is told apart by its venue and, at a simulator, by the simulator. */
function loginOf({ venue, endpoint }: Pick<ExchangeChoice, 'venue' | 'endpoint'>, { key }: Credentials): ResourceKey {
  const digest = createHash('sha256')
    .update(`${endpoint ?? ''}\n${key}`)
    .digest('hex');
  return resource.login(venue, digest.slice(0, FINGERPRINT_DIGITS));
}

/**
 * The same for every host of the user, whatever its variables and options say. What trades at a simulator leaves nothing
 * behind in the user's folders.
 */
function claimsFolder({ endpoint }: Pick<ExchangeChoice, 'endpoint'>): string {
  const { homedir, uid } = userInfo();
  if (endpoint !== null) return join(tmpdir(), `zmart-simulator-${String(uid)}`);
  return join(defaultDataFolder({}, process.platform, homedir), CLAIMS);
}
