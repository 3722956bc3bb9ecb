import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { PlaceRequest, ServiceState, Side, VenueEngine } from './engine/index.ts';
import type { HttpFault } from './faults/http-faults.ts';
import type { Control } from './wire/runtime.ts';

/** What a simulator lets a control endpoint reach; every dialect has these. */
export type Controlled = Pick<Control, 'http' | 'stream' | 'drop' | 'restart' | 'setClockOffset' | 'tick'> & {
  readonly engine: VenueEngine;
};

type Fields = Readonly<Record<string, unknown>>;
type Command = (venue: Controlled, fields: Fields) => unknown;

const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  if (typeof value !== 'string') throw new TypeError(`"${name}" has to be a text`);
  return value;
};

const number = (fields: Fields, name: string): number => {
  const value = fields[name];
  if (typeof value !== 'number') throw new TypeError(`"${name}" has to be a number`);
  return value;
};

const prices = (fields: Fields): Record<string, number> =>
  Object.fromEntries(
    ['last', 'mark', 'index'].filter((name) => name in fields).map((name) => [name, number(fields, name)]),
  );

function setStream({ stream }: Controlled, fields: Fields): void {
  const { kill, revive, refuse, ...rest } = fields;
  if (typeof kill === 'string') stream.kill(kill);
  if (typeof revive === 'string') stream.revive(revive);
  if (typeof refuse === 'string') stream.refuse(refuse);
  Object.assign(stream, rest);
}

/** `POST /<name>` with a JSON object. */
const COMMANDS: Readonly<Record<string, Command>> = {
  price: ({ engine }, fields) => engine.setPrice(text(fields, 'symbol'), prices(fields)),
  taker: ({ engine }, fields) =>
    engine.foreignTaker(text(fields, 'symbol'), text(fields, 'side') as Side, number(fields, 'lots')),
  fill: ({ engine }, fields) => engine.fillResting(text(fields, 'orderId'), number(fields, 'lots')),
  funding: ({ engine }, fields) => engine.setFunding(text(fields, 'symbol'), number(fields, 'ratePpm')),
  liquidity: ({ engine }, fields) => engine.setLevelLots(text(fields, 'symbol'), number(fields, 'lots')),
  service: ({ engine }, fields) => engine.setService(text(fields, 'state') as ServiceState),
  /** An order the user gives by hand on the venue's page. */
  place: ({ engine }, fields) => engine.place({ clientId: null, ...fields, origin: 'user' } as unknown as PlaceRequest),
  cancel: ({ engine }, fields) => engine.cancel(text(fields, 'orderId')),
  end: ({ engine }, fields) => engine.endUnasked(text(fields, 'orderId')),
  fault: ({ http }, fields) => http.arm(fields as unknown as HttpFault),
  stream: setStream,
  clear: ({ http, stream }) => {
    http.clear();
    stream.clear();
  },
  drop: (venue) => venue.drop(),
  restart: (venue, fields) => venue.restart(number(fields, 'downMs')),
  clock: (venue, fields) => venue.setClockOffset(number(fields, 'offsetMs')),
};

/** Everything an oracle needs: every order and request ever, every fill, what is held. */
const stateOf = ({ engine, http }: Controlled): unknown => ({
  now: engine.now,
  service: engine.service,
  orders: engine.orders(),
  requests: engine.requests,
  trades: engine.trades(),
  positions: engine.positions(),
  account: engine.account(),
  seen: http.seen.map(({ method, path, query, body, at }) => ({ method, path, query, body, at })),
});

const jsonOf = (value: unknown): string =>
  JSON.stringify(value ?? null, (_, part: unknown) => (typeof part === 'bigint' ? part.toString() : part));

async function bodyOf(request: IncomingMessage): Promise<Fields> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const read = Buffer.concat(chunks).toString('utf8');
  return read === '' ? {} : (JSON.parse(read) as Fields);
}

async function answer(venue: Controlled, request: IncomingMessage): Promise<unknown> {
  const name = (request.url ?? '/').slice(1);
  if (request.method === 'GET' && name === 'state') return stateOf(venue);
  const command = COMMANDS[name];
  if (request.method !== 'POST' || command === undefined) {
    throw new Error(`No such command: GET /state, or POST /${Object.keys(COMMANDS).join(', /')}`);
  }
  venue.tick();
  const result = await command(venue, await bodyOf(request));
  venue.tick();
  return result;
}

export interface ControlServer {
  readonly url: string;
  close(): Promise<void>;
}

/** Levers of a simulator in another process, as JSON over a port of 127.0.0.1. Amounts are texts of 1e-8 units. */
export async function startControlServer(venue: Controlled, port = 0): Promise<ControlServer> {
  const server = createServer((request, response) => {
    const send = (status: number, value: unknown): void => {
      response.writeHead(status, { 'content-type': 'application/json' });
      response.end(jsonOf(value));
    };
    answer(venue, request).then(
      (value) => send(200, value),
      (error: unknown) => send(400, { error: error instanceof Error ? error.message : String(error) }),
    );
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
