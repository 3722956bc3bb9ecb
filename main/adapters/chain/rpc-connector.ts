import type { ChainConnector } from '#core/ports/chain.ts';
import { err, ok } from '#shared/kernel/result.ts';
import type { RpcBounds } from './rpc-transport.ts';

/** Reaches nodes by JSON-RPC over http or https. The library is loaded with the first address: most hosts have none. */
export const rpcConnector = (bounds?: RpcBounds): ChainConnector => ({
  async connect(text, expectedChainId) {
    const address = URL.canParse(text) ? new URL(text) : null;
    if (address === null) return err('The address of the node cannot be read.');
    if (address.protocol !== 'https:' && address.protocol !== 'http:')
      return err('The address of the node must begin with https:// or http://.');
    if (!Number.isSafeInteger(expectedChainId) || expectedChainId < 1)
      return err('A chain id is a whole number from 1.');
    const { connectNode } = await import('./node-connection.ts');
    return ok(connectNode(address, expectedChainId, bounds));
  },
});
