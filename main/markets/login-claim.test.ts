import { describe, expect, it, onTestFinished } from 'vitest';
import { LoginClaim } from './login-claim.ts';

const choice = { venue: 'kucoin-futures', endpoint: 'http://127.0.0.1:1' } as const;
const keyOf = (name: string) => ({
  key: `${name} ${String(process.pid)} ${String(performance.now())}`,
  secret: 's',
  passphrase: null,
});

function host(folder: string): LoginClaim {
  const claim = new LoginClaim(folder);
  onTestFinished(() => claim.release());
  return claim;
}

describe('the claim on a login', () => {
  it('is one host’s, who is named to the others, until it lets go', () => {
    const [desktop, headless] = [host('/data/a'), host('/data/b')];
    const key = keyOf('shared');
    expect(desktop.take(choice, key)).toBeNull();
    expect(desktop.take(choice, key)).toBeNull();
    desktop.renew();
    expect(headless.take(choice, key)).toBe(
      `Another Zmart Workstation on this machine trades this account: process ${String(process.pid)} with the data folder /data/a. End it to trade here.`,
    );
    desktop.release();
    expect(headless.take(choice, key)).toBeNull();
    expect(desktop.take(choice, key)).toContain('/data/b');
  });

  it('is given up for another login, and is one of its venue and its simulator', () => {
    const [desktop, headless] = [host('/data/a'), host('/data/b')];
    const [first, second] = [keyOf('first'), keyOf('second')];
    expect(desktop.take(choice, first)).toBeNull();
    expect(desktop.take(choice, second)).toBeNull();
    expect(headless.take(choice, first)).toBeNull();
    expect(headless.take({ ...choice, endpoint: 'http://127.0.0.1:2' }, second)).toBeNull();
  });
});
