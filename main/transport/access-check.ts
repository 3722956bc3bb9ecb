/** What of a request decides whether a browser of this machine, on our own page, sent it. */
export interface AccessFacts {
  readonly method: string;
  /** Every `Host` of the request; a request with two is refused. */
  readonly hosts: readonly string[];
  readonly origins: readonly string[];
  readonly secFetchSite: string | undefined;
  readonly isUpgrade: boolean;
}

/** Why a request is refused; `status` is the answer. */
export interface Refusal {
  readonly status: 400 | 401 | 403 | 404 | 405 | 409 | 413 | 415 | 422 | 426 | 429 | 503;
  readonly code: string;
  /** One sentence for a person. */
  readonly sentence: string;
  readonly retryAfterSeconds?: number;
}

const FOREIGN_HOST: Refusal = {
  status: 403,
  code: 'HOST_NOT_ALLOWED',
  sentence: 'This host answers only to its own loopback address.',
};
const FOREIGN_ORIGIN: Refusal = {
  status: 403,
  code: 'ORIGIN_NOT_ALLOWED',
  sentence: 'This host answers only to pages it served itself.',
};

const READING = new Set(['GET', 'HEAD']);
const OWN_SITES = new Set(['same-origin', 'none']);

/**
 * Refuses what did not come from our own page: the `Host` must be one of ours to the letter (DNS rebinding), the
 * `Origin` must be of that very host, and it must be there for anything that is more than a read. Comparing whole texts
 * leaves no prefix, suffix or second spelling of an address to slip through.
 */
export function checkAccess(facts: AccessFacts, ownHosts: readonly string[]): Refusal | null {
  const [host, secondHost] = facts.hosts;
  if (host === undefined || secondHost !== undefined || !ownHosts.includes(host)) return FOREIGN_HOST;
  const [origin, secondOrigin] = facts.origins;
  const mustHaveOrigin = facts.isUpgrade || !READING.has(facts.method);
  if (origin === undefined) return mustHaveOrigin ? FOREIGN_ORIGIN : siteRefusal(facts);
  if (secondOrigin !== undefined || origin !== `http://${host}`) return FOREIGN_ORIGIN;
  return siteRefusal(facts);
}

function siteRefusal({ secFetchSite }: AccessFacts): Refusal | null {
  return secFetchSite === undefined || OWN_SITES.has(secFetchSite) ? null : FOREIGN_ORIGIN;
}

/** Every value of a header as it came; Node joins or drops repeated ones elsewhere. */
export function headerValues(rawHeaders: readonly string[], name: string): readonly string[] {
  return rawHeaders.filter((_, index) => index % 2 === 1 && rawHeaders[index - 1]?.toLowerCase() === name);
}
