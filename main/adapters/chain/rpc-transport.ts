import { FetchRequest, JsonRpcProvider, Network, type GetUrlResponse } from 'ethers';
import { boundedFetch, type FetchBounds } from '../system/bounded-fetch.ts';
import { unpercent } from './percent.ts';
import { failureOf, NodeUnreachable } from './rpc-failure.ts';

/** How patient a connection to a node is. */
export interface RpcBounds extends FetchBounds {
  /** Tries of one question, the first included. */
  readonly tries: number;
  /** Before the second try; doubled before each further one. */
  readonly backOffMs: number;
}

export const RPC_BOUNDS: RpcBounds = {
  timeoutMs: 15_000,
  maxBytes: 16 * 1_024 * 1_024,
  maxRedirects: 0,
  tries: 3,
  backOffMs: 300,
};

const isErrorAnswer = (body: Uint8Array): boolean => {
  try {
    const answer: unknown = JSON.parse(new TextDecoder().decode(body));
    return typeof answer === 'object' && answer !== null && 'error' in answer && 'jsonrpc' in answer;
  } catch {
    return false;
  }
};

/** Asks one question of JSON-RPC. */
export type AskNode = (method: string, parameters: readonly unknown[]) => Promise<unknown>;

/** Carries questions to a node by ethers, each bounded in time, size and tries. */
export class RpcTransport {
  readonly #provider: JsonRpcProvider;
  readonly #address: URL;
  readonly #bounds: RpcBounds;

  /** @param chainId what the library takes the chain to be; whether it is, is for the caller to ask. */
  constructor(address: URL, chainId: number, bounds: RpcBounds) {
    this.#address = address;
    this.#bounds = bounds;
    const request = new FetchRequest(withoutLogin(address));
    const { username, password } = address;
    if (username !== '') {
      const login = Buffer.from(`${unpercent(username)}:${unpercent(password)}`).toString('base64');
      request.setHeader('authorization', `Basic ${login}`);
    }
    request.getUrlFunc = (asked) => this.#fetch(asked);
    // Without a fixed network the library asks for one for ever when no node answers.
    this.#provider = new JsonRpcProvider(request, Network.from(chainId), {
      staticNetwork: true,
      batchMaxCount: 1,
      cacheTimeout: -1,
    });
  }

  /** @throws NodeUnreachable, NodeRefused or NodeNonsense. */
  readonly ask: AskNode = async (method, parameters) => {
    for (let tried = 1; ; tried += 1) {
      try {
        return (await this.#provider.send(method, [...parameters])) as unknown;
      } catch (error) {
        const failure = failureOf(error, this.#address);
        const again = failure instanceof NodeUnreachable && failure.passing && tried < this.#bounds.tries;
        if (!again) throw failure;
        await pause(this.#bounds.backOffMs * 2 ** (tried - 1));
      }
    }
  };

  close(): void {
    this.#provider.destroy();
  }

  async #fetch(asked: FetchRequest): Promise<GetUrlResponse> {
    const { body } = asked;
    const answer = await boundedFetch(new URL(asked.url), this.#bounds, {
      method: 'POST',
      headers: asked.headers,
      ...(body === null ? {} : { body: new Uint8Array(body) }),
    });
    if (!answer.ok) throw new NodeUnreachable(answer.error, !answer.error.includes('KiB'));
    const { status, headers } = answer.value;
    // Some nodes tell a refusal by the status as well.
    if (status === 200 || isErrorAnswer(answer.value.body))
      return { statusCode: 200, statusMessage: 'OK', headers: { ...headers }, body: answer.value.body };
    throw new NodeUnreachable(`${this.#address.host} answered ${String(status)}.`, status === 429 || status >= 500);
  }
}

function withoutLogin(address: URL): string {
  const bare = new URL(address);
  bare.username = '';
  bare.password = '';
  return bare.href;
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
