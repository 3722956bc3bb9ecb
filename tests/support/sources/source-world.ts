import { contractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import { Emitter } from '#shared/kernel/emitter.ts';
import { agentTable } from '#core/agents/orchestration/agent-table.ts';
import { Orchestrator } from '#core/agents/orchestration/orchestrator.ts';
import { Supervisor } from '#core/agents/orchestration/supervisor.ts';
import { WITHOUT_SOURCE } from '#core/agents/scoring/scoring.ts';
import { openJournal } from '#core/journal/open-journal.ts';
import { Sfc32 } from '#core/market/sim/sfc32.ts';
import { SourceLife } from '#core/sources/source-life.ts';
import { rpcConnector } from '#main/adapters/chain/rpc-connector.ts';
import { networkSources } from '#main/adapters/news/network-sources.ts';
import { openStore } from '#main/adapters/storage/open-store.ts';
import { systemHasher } from '#main/adapters/system/hasher.ts';
import { MemorySecrets } from '#tests/support/accounts/memory-secrets.ts';
import { VirtualTime } from '#tests/support/orders/virtual-time.ts';
import { temporaryFolder } from '#tests/support/storage/temporary-folder.ts';

export const BTC = contractSymbol('XBTUSDTM');
export const ETH = contractSymbol('ETHUSDTM');

/** The life of the sources on a real database, real adapters and a clock that moves when told to. */
export function sourceWorld(folder = temporaryFolder(), time = new VirtualTime(), secrets = new MemorySecrets()) {
  const store = openStore(folder);
  const journal = openJournal({ store: store.journal, hasher: systemHasher, clock: time, scheduler: time });
  const supervisor = new Supervisor(() => time.monotonic());
  const orchestrator = new Orchestrator({
    clock: time,
    scheduler: time,
    random: new Sfc32(1),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    supervisor,
    specs: agentTable({ baseTimeframe: '1m', symbols: [], signalTimeframes: [] }),
    pauses: { list: () => [], onChange: new Emitter() },
    record: () => undefined,
    attended: () => true,
  });
  orchestrator.start(WITHOUT_SOURCE);
  const hidden: string[] = [];
  let ids = 0;
  const bounds = { timeoutMs: 2_000, maxBytes: 1_024 * 1_024, maxRedirects: 3 };
  const life = new SourceLife({
    journal,
    secrets,
    store: store.external,
    sources: networkSources(bounds),
    connector: rpcConnector({ ...bounds, maxRedirects: 0, tries: 2, backOffMs: 1 }),
    clock: time,
    scheduler: time,
    hasher: systemHasher,
    instruments: new Map([
      [BTC, { coin: 'BTC' } as Instrument],
      [ETH, { coin: 'ETH' } as Instrument],
    ]),
    hide: (secret) => hidden.push(secret),
    newId: () => `s${String((ids += 1))}`,
  });
  life.attach(orchestrator);
  /** Lets everything that is due be read to its end. */
  const settle = async (): Promise<void> => {
    for (let rounds = 0; rounds < 4; rounds += 1) {
      life.poller.look();
      orchestrator.pump();
      await Promise.all([orchestrator.settled('sentiment'), orchestrator.settled('onchain')]);
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  const stateOf = (agent: 'sentiment' | 'onchain') => {
    const signs = supervisor.report().find((one) => one.agent === agent);
    return [signs?.state, signs?.reason];
  };
  const stop = (): void => {
    life.dispose();
    store.close();
  };
  return { life, store, journal, time, orchestrator, secrets, hidden, folder, settle, stateOf, stop };
}
