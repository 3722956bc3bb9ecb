import { expect, it } from 'vitest';
import { withoutSecrets } from './wire-tap.ts';

const SECRETS = ['my-key', 'my-secret', 'my-phrase'];

it.each([
  ['a query', 'POST /fapi/v1/order?symbol=X&signature=abc123&timestamp=1', 'abc123'],
  ['a token in an address', 'wss://h/endpoint?token=t0ken%3D&connectId=orders', 't0ken'],
  ['an answer with a token', '{"data":{"token":"t0ken==","instanceServers":[]}}', 't0ken'],
  ['a listen key', '{"listenKey":"pqia91ma19a5s61cv6a81va65sdf19v8a65a1a5s61cv6a81va65sdf19v8a65a1"}', 'pqia91'],
  [
    'a login by name',
    '{"op":"login","args":[{"apiKey":"k","passphrase":"p-h","timestamp":"1","sign":"s1gn"}]}',
    's1gn',
  ],
  ['a login by position', '{"op":"auth","args":["k3y","1711010121452","s1gnature"]}', 's1gnature'],
  ['a key anywhere', '{"msg":"my-key is not known"}', 'my-key'],
  ['escaped quotes', '{"passphrase":"a\\"p-h"}', 'p-h'],
])('%s goes without its secret', (_name, text, secret) => {
  expect(text).toContain(secret);
  expect(withoutSecrets(text, SECRETS)).not.toContain(secret);
});

it('everything else stays as it was', () => {
  const text = '{"topic":"/contractMarket/tradeOrders","data":{"symbol":"XBTUSDTM","tradeId":"178","price":"90000.1"}}';
  expect(withoutSecrets(text, SECRETS)).toBe(text);
});
