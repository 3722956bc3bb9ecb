import { expect, it } from 'vitest';
import { lockFacts } from './lock-facts.ts';

type Locks = Parameters<typeof lockFacts>[0];
const RESOURCE = 'symbol:XBTUSDTM' as Parameters<typeof lockFacts>[1];
const TOKEN = 7 as Parameters<typeof lockFacts>[2];

/** Locks with one lease that ends at 5,000. */
const locks = (lease: { readonly resource: string; readonly token: number }, current = true): Locks =>
  ({ leases: () => [{ ...lease, until: 5_000 }], isCurrent: () => current }) as unknown as Locks;

it('tells what is left of the lease with this token on this resource', () => {
  const held = locks({ resource: RESOURCE, token: TOKEN });
  expect(lockFacts(held, RESOURCE, TOKEN, 2_000)).toEqual({ current: true, remainingMs: 3_000 });
  expect(lockFacts(held, RESOURCE, TOKEN, 6_000)).toEqual({ current: true, remainingMs: -1_000 });
});

it('a lease of another token or resource, or one overtaken, is not current', () => {
  const none = { current: false, remainingMs: 0 };
  expect(lockFacts(locks({ resource: RESOURCE, token: 8 }), RESOURCE, TOKEN, 2_000)).toEqual(none);
  expect(lockFacts(locks({ resource: 'symbol:ETHUSDTM', token: TOKEN }), RESOURCE, TOKEN, 2_000)).toEqual(none);
  const overtaken = locks({ resource: RESOURCE, token: TOKEN }, false);
  expect(lockFacts(overtaken, RESOURCE, TOKEN, 2_000)).toEqual({ current: false, remainingMs: 3_000 });
});
