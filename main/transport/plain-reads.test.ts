import { traverseContractProcedures } from '@orpc/server';
import {
  getEventIteratorSchemaDetails,
  type AnySchema,
  type ContractProcedureDef,
  type ErrorMap,
} from '@orpc/contract';
import { describe, expect, it } from 'vitest';
import type { CallMeta } from '#shared/contract/base.ts';
import { contract } from '#shared/contract/index.ts';
import { plainReads } from './plain-reads.ts';

type Definition = ContractProcedureDef<AnySchema, AnySchema, ErrorMap, Record<never, never> & CallMeta>;

interface Call {
  readonly name: string;
  readonly method: string;
  readonly address: string;
  readonly role: string;
  readonly isStream: boolean;
}

const calls: Call[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path }) => {
  const { route, outputSchema, meta } = call['~orpc'] as Definition;
  calls.push({
    name: `/${path.join('/')}`,
    method: route.method ?? '',
    address: (route.path ?? '').replace(/\{\+?\w+\}/g, 'XBTUSDTM'),
    role: meta.role,
    isStream: getEventIteratorSchemaDetails(outputSchema) !== undefined,
  });
});

describe('plain reads', () => {
  it('are all calls by GET that answer once, and nothing else', () => {
    const plain = calls.filter(({ method, isStream }) => method === 'GET' && !isStream);
    expect(calls.filter(({ name }) => plainReads.isCall(name))).toEqual(plain);
    expect(plain.length).toBeGreaterThan(50);
    for (const { address } of plain) expect([address, plainReads.isAddress(address)]).toEqual([address, true]);
  });

  it('are no streams and nothing that is only posted', () => {
    const read = new Set(calls.filter(({ method, isStream }) => method === 'GET' && !isStream).map((c) => c.address));
    const others = calls.filter(({ address }) => !read.has(address));
    expect(others.some(({ isStream }) => isStream)).toBe(true);
    expect(others.filter(({ isStream, address }) => isStream && plainReads.isAddress(address))).toEqual([]);
    for (const path of ['', '/', '/nothing', '/system/status/', '/__proto__', '/system/status?x=1'])
      expect([path, plainReads.isAddress(path), plainReads.isCall(path)]).toEqual([path, false, false]);
  });

  it('ask for no more than the least role, so that nobody is let in on what is not for him', () => {
    expect(calls.filter(({ method, role }) => method === 'GET' && role !== 'viewer')).toEqual([]);
  });
});
