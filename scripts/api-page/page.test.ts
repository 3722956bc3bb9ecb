import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { apiPage, everyCall, exampleAnswer, streamed } from './page.ts';
import { exampleOf, jsonLines } from './schema-example.ts';
import { fieldsOf, phrase } from './schema-text.ts';

describe('the page of the interface', () => {
  it('shows for every call an example that its schemas take', () => {
    const wrong: unknown[] = [];
    for (const call of everyCall()) {
      const { inputSchema, outputSchema, noun, verb } = call;
      const input = inputSchema?.safeParse(exampleOf(inputSchema));
      if (input?.success === false) wrong.push([noun, verb, 'input', input.error.issues]);
      const answer = (streamed(outputSchema) ?? outputSchema)?.safeParse(exampleAnswer(call));
      if (answer?.success === false) wrong.push([noun, verb, 'answer', answer.error.issues]);
    }
    expect(wrong).toEqual([]);
  });

  it('has every call with method, path and role, and every type that it names', async () => {
    const page = await apiPage();
    for (const { noun, verb, route, meta } of everyCall()) {
      expect(page).toContain(`### ${noun}.${verb}\n`);
      expect(page).toContain(`\`${route.method ?? 'POST'} /api${route.path ?? ''}\``);
      expect(page).toContain(`Role \`${meta.role}\``);
    }
    for (const [, name = ''] of page.matchAll(/\[(\w+)\]\(#\w+\)/g)) expect(page).toContain(`### ${name}\n`);
    // One run like the other: the page is compared byte by byte.
    expect(await apiPage()).toBe(page);
  });
});

describe('a schema in words', () => {
  const shared = z.object({ rank: z.int().min(1).max(10) });
  const schema = z.object({
    limit: z.coerce.number().int().min(1).max(500).default(50),
    rows: z.array(shared),
    note: z.string().max(20).optional(),
    kind: z.enum(['a', 'b']).nullable(),
    inner: z.object({ at: z.number() }),
  });

  it('tells ranges, defaults, what may be left out and what may be null', () => {
    const fields = fieldsOf(schema, new Map([[shared, 'slotView']]));
    expect(fields.map(({ path, text, optional, standard }) => [path, text, optional, standard])).toEqual([
      ['limit', 'whole number 1 to 500', true, '50'],
      ['rows', 'list of [slotView](#slotview)', false, null],
      ['note', 'text of at most 20 characters', true, null],
      ['kind', 'one of `"a"`, `"b"`, or null', false, null],
      ['inner', 'object', false, null],
      ['inner.at', 'number', false, null],
    ]);
    expect(phrase(z.union([z.string(), z.number()]), new Map())).toBe('text or number');
  });

  it('makes an example with what must be there, and all of it where less is not taken', () => {
    expect(exampleOf(schema)).toEqual({ limit: 50, rows: [{ rank: 1 }], kind: 'a', inner: { at: 1_735_776_000_000 } });
    const either = z.object({ a: z.number().optional() }).refine(({ a }) => a !== undefined);
    expect(exampleOf(either)).toEqual({ a: 0.5 });
    expect(() => exampleOf(z.string().regex(/^zebra$/), 'stripes')).toThrow('No example of stripes');
  });

  it('breaks lines that are too long and no others', () => {
    expect(jsonLines({ a: 1, b: [1, 2] })).toBe('{ "a": 1, "b": [ 1, 2 ] }');
    expect(jsonLines({ a: 'x'.repeat(120) }).split('\n')).toHaveLength(3);
  });
});
