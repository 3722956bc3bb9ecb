import { OpenAPIHandler } from '@orpc/openapi/fetch';
import { traverseContractProcedures } from '@orpc/server';
import type { AnyContractProcedure } from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import { contract } from '#shared/contract/index.ts';
import type { CallerContext } from '#core/api/handler-types.ts';
import { createSampleApi } from '#tests/support/transport/sample-api.ts';
import { RestReads } from './rest-reads.ts';

const CALLER: CallerContext = { role: 'viewer' };

const addresses: string[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: call }) => {
  const { route } = (call as AnyContractProcedure)['~orpc'];
  // One never answers on purpose.
  if (route.method !== 'GET' || route.path === '/market/series') return;
  const path = `/api${(route.path ?? '').replace(/\{\+?\w+\}/g, 'XBTUSDTM')}`;
  addresses.push(path, `${path}?symbol=XBTUSDTM&limit=many&id=x`);
});

describe('plain reads over REST', () => {
  it('are answered to the letter as the library answers them, failures and refused inputs too', async () => {
    const reads = new RestReads(createSampleApi().router, CALLER);
    const library = new OpenAPIHandler(createSampleApi().router);
    const plain = addresses.filter((address) => reads.takes('GET', address.split('?')[0] ?? ''));
    const statuses = new Set<number>();
    for (const address of plain) {
      const own = await reads.ask(address).answer;
      const { response } = await library.handle(new Request(`http://localhost${address}`), {
        prefix: '/api',
        context: CALLER,
      });
      expect([address, own?.status, own?.headers['Content-Type'], own?.body.toString()]).toEqual([
        address,
        response?.status,
        response?.headers.get('content-type'),
        await response?.text(),
      ]);
      statuses.add(own?.status ?? 0);
    }
    for (const status of [200, 400, 404, 500]) expect(statuses).toContain(status);
    expect(plain.length).toBeGreaterThan(100);
  });

  it('are GET alone', () => {
    const reads = new RestReads(createSampleApi().router, CALLER);
    for (const method of ['POST', 'HEAD', 'PUT', 'DELETE', undefined])
      expect(reads.takes(method, '/api/system/status')).toBe(false);
    expect(reads.takes('GET', '/api/system/status')).toBe(true);
    expect(reads.takes('GET', '/api/system/watch')).toBe(false);
  });

  it('are worked out once for all who ask for the same address in one turn', async () => {
    const { router, pages } = createSampleApi();
    const reads = new RestReads(router, CALLER);
    const asked = ['?before=7', '?before=7', '?before=8'].map((query) => reads.ask(`/api/journal${query}`).answer);
    const [first, second, other] = await Promise.all(asked);
    expect(first).toBe(second);
    expect(other).not.toBe(first);
    expect([...pages]).toEqual([
      [7, 1],
      [8, 1],
    ]);
  });
});
