import type { AnySchema, ContractProcedureDef, ErrorMap } from '@orpc/contract';
import { getEventIteratorSchemaDetails } from '@orpc/contract';
import { traverseContractProcedures } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { ROLES, type CallMeta } from '#shared/contract/base.ts';
import { contract } from '#shared/contract/index.ts';

type Definition = ContractProcedureDef<AnySchema, AnySchema, ErrorMap, CallMeta & Record<never, never>>;

const calls: { readonly name: string; readonly definition: Definition }[] = [];
traverseContractProcedures({ router: contract, path: [] }, ({ contract: call, path }) => {
  calls.push({ name: path.join('.'), definition: call['~orpc'] as Definition });
});

/** Words that name a part of a login. */
const SECRET = /secret|passphrase|password|credential|private|api-?key|signature|mnemonic|seedphrase/i;
/** Fields whose names have such a word and that hold none: what they are is told beside them. */
const HARMLESS: Readonly<Record<string, string>> = {};

const asZod = (schema: AnySchema | undefined): z.ZodType | null => {
  if (schema === undefined) return null;
  const streamed = getEventIteratorSchemaDetails(schema);
  return (streamed?.yields ?? schema) as unknown as z.ZodType;
};

/** Every field of a JSON schema, with the way to it. */
function* fields(schema: unknown, way = ''): Generator<{ readonly way: string; readonly field: object }> {
  if (typeof schema !== 'object' || schema === null) return;
  for (const [name, part] of Object.entries(schema)) {
    if (name === 'properties') {
      for (const [key, field] of Object.entries(part as Record<string, object>)) {
        yield { way: `${way}.${key}`, field };
        yield* fields(field, `${way}.${key}`);
      }
    } else if (Array.isArray(part)) for (const item of part) yield* fields(item, way);
    else yield* fields(part, way);
  }
}

const jsonOf = (schema: z.ZodType, io: 'input' | 'output'): unknown =>
  z.toJSONSchema(schema, { io, unrepresentable: 'any' });

describe('no call gives a secret back', () => {
  it.each(calls)('$name has no field for one in what it answers', ({ definition }) => {
    const output = asZod(definition.outputSchema);
    const schemas = output === null ? [] : [output];
    for (const { data } of Object.values(definition.errorMap) as { data?: z.ZodType }[]) {
      if (data !== undefined) schemas.push(data);
    }
    for (const schema of schemas) {
      for (const { way, field } of fields(jsonOf(schema, 'output'))) {
        if (HARMLESS[way] === undefined) expect(way).not.toMatch(SECRET);
        expect(field).not.toHaveProperty('writeOnly');
      }
    }
  });

  it('marks every input that is one as written only, and none is taken in an address', () => {
    const found: string[] = [];
    for (const { name, definition } of calls) {
      const input = asZod(definition.inputSchema);
      for (const { way, field } of input === null ? [] : fields(jsonOf(input, 'input'))) {
        const written = 'writeOnly' in field;
        if (SECRET.test(way)) expect(written, `${name}${way}`).toBe(true);
        if (written) found.push(`${name}${way}`);
      }
      if (found.some((way) => way.startsWith(`${name}.`))) expect(definition.route.method).toBe('POST');
    }
    expect(found.sort()).toEqual([
      'accounts.add.key',
      'accounts.add.passphrase',
      'accounts.add.secret',
      'accounts.createVault.passphrase',
      'accounts.setPassphrase.current',
      'accounts.setPassphrase.next',
      'accounts.unlock.passphrase',
      // A channel's address is one of the two that have one: a chat's and a phone service's.
      'alerts.add.address',
      'alerts.add.address',
      'alerts.add.key',
      'alerts.add.password',
      'alerts.add.token',
      // What a webhook signs with.
      'signals.addSource.secret',
      // The address of a node may hold the key of its operator.
      'sources.setChain.address',
      'sources.testChain.address',
    ]);
  });

  it('lets nobody below a trader change an account', () => {
    const readers = new Set(['list', 'watch', 'secretsStatus']);
    for (const { name, definition } of calls) {
      const [noun, verb = ''] = name.split('.');
      if (noun !== 'accounts') continue;
      const { role } = definition.meta;
      expect(ROLES.indexOf(role), name).toBeGreaterThanOrEqual(ROLES.indexOf(readers.has(verb) ? 'viewer' : 'trader'));
    }
  });

  it('would be noticed', () => {
    const schema = z.object({ rows: z.array(z.object({ inner: z.object({ apiKey: z.string() }).nullable() })) });
    const ways = [...fields(jsonOf(schema, 'output'))].map(({ way }) => way);
    expect(ways.some((way) => SECRET.test(way))).toBe(true);
  });
});

describe('the input of a new account', () => {
  const input = asZod(contract.accounts.add['~orpc'].inputSchema) as z.ZodType<{
    passphrase: string | null;
    key: string;
  }>;
  const GOOD = {
    name: 'Main',
    venue: 'kucoin-futures',
    key: 'k'.repeat(24),
    secret: 's'.repeat(36),
    passphrase: 'seven-7',
  };

  it('is trimmed', () => {
    expect(input.parse({ ...GOOD, name: '  Main ', key: ` ${GOOD.key}\n`, secret: `\t${GOOD.secret} ` })).toEqual(GOOD);
  });

  it('may hold a key in lines', () => {
    const pem = `-----BEGIN PRIVATE KEY-----\n${'A'.repeat(64)}\n${'B'.repeat(64)}\n-----END PRIVATE KEY-----`;
    expect(input.safeParse({ ...GOOD, secret: pem }).success).toBe(true);
  });

  it.each([
    ['name', '', /name/],
    ['name', 'x'.repeat(41), /40/],
    ['name', 'a\u202eb', /control/],
    ['name', 'a\nb', /control/],
    ['key', 'short', /too short/],
    ['key', 'k'.repeat(257), /256/],
    ['key', `${GOOD.key} ${GOOD.key}`, /spaces/],
    ['key', 'schlüssel-schlüssel', /characters/],
    ['secret', 's', /too short/],
    ['secret', 's'.repeat(1_901), /1900/],
    ['secret', `abcdefgh\0abcdefgh`, /characters/],
    ['passphrase', 'p'.repeat(129), /128/],
    ['passphrase', null, /comes with a passphrase/],
    ['passphrase', ' ', /comes with a passphrase/],
  ])('is refused for its %s %j with a sentence that does not repeat it', (field, value, sentence) => {
    const parsed = input.safeParse({ ...GOOD, [field]: value });
    expect(parsed.success).toBe(false);
    const text = JSON.stringify(parsed.error?.issues);
    expect(parsed.error?.issues[0]?.path).toEqual([field]);
    expect(text).toMatch(sentence);
    if (typeof value === 'string' && value.length > 6) expect(text).not.toContain(value);
  });

  it('has a passphrase where the exchange gives one, and none elsewhere', () => {
    for (const venue of ['binance-usdm', 'bybit'] as const) {
      expect(input.safeParse({ ...GOOD, venue }).success).toBe(false);
      expect(input.safeParse({ ...GOOD, venue, passphrase: '' }).success).toBe(true);
      expect(input.safeParse({ ...GOOD, venue, passphrase: undefined }).success).toBe(true);
    }
    expect(input.safeParse({ ...GOOD, venue: 'okx' }).success).toBe(true);
  });
});
