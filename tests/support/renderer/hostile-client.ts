import { AsyncIteratorClass } from '@orpc/client';
import type { Client } from '#shared/contract/index.ts';

/** What a hostile exchange, news source or file might send for any text: markup, a script, links, a formula, turned letters. */
export const HOSTILE_TEXT = [
  '=HYPERLINK("https://evil.invalid")',
  '<img src="x" data-hostile onerror="window.hostile=1">',
  '<a data-hostile href="https://evil.invalid">won</a>',
  '<script data-hostile>window.hostile=1</script>',
  '[won](javascript:window.hostile=1)',
  '\u202egpj.exe\u202c\u0007\u001b[31m',
].join(' ');

/** Names that hold what somebody else wrote even when it is one word. */
const FREE = new Set([
  'about',
  'account',
  'by',
  'cause',
  'coin',
  'comment',
  'detail',
  'error',
  'file',
  'fileName',
  'label',
  'message',
  'name',
  'note',
  'problem',
  'reason',
  'sentence',
  'source',
  'text',
  'title',
  'what',
  'why',
  'words',
]);

/** Names whose values choose a way in the page or are its own: they are words of the contract, not text of others. */
const OWN = new Set(['key', 'id', 'kind', 'type', 'state', 'status', 'level', 'code']);

function soil(name: string, value: unknown): unknown {
  if (typeof value === 'string') {
    if (OWN.has(name)) return value;
    return value.includes(' ') || FREE.has(name) ? `${value} ${HOSTILE_TEXT}` : value;
  }
  if (Array.isArray(value)) return value.map((item) => soil(name, item));
  if (value === null || typeof value !== 'object' || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, soil(key, item)]));
}

function soiled(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null || !(Symbol.asyncIterator in answer)) return soil('', answer);
  const source = answer as AsyncIteratorClass<unknown, unknown, void>;
  return new AsyncIteratorClass<unknown, unknown, void>(
    async () => {
      const { done, value } = await source.next();
      return done === true ? { done, value } : { done: false, value: soil('', value) };
    },
    async () => {
      await source.return();
    },
  );
}

/** A client every text of whose answers ends in what must never become an element, a link or a formula. */
export function hostileClient<Part extends object = Client>(client: Part): Part {
  return new Proxy(client, {
    get(part, name): unknown {
      const value: unknown = Reflect.get(part, name);
      if (typeof value === 'function')
        return async (...args: readonly unknown[]) => soiled(await Reflect.apply(value, part, args));
      return typeof value === 'object' && value !== null ? hostileClient(value) : value;
    },
  });
}
