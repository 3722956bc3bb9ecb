import type { Chain } from '#core/ports/chain.ts';
import { RpcChain } from './rpc-chain.ts';
import { RPC_BOUNDS, RpcTransport, type RpcBounds } from './rpc-transport.ts';

/** A connection to a node. This file alone leads to the library, so that it is loaded, and built, apart from the hosts. */
export const connectNode = (address: URL, chainId: number, bounds: RpcBounds = RPC_BOUNDS): Chain =>
  new RpcChain(new RpcTransport(address, chainId, bounds), chainId);
