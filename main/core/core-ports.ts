import type { ContractSymbol } from '#shared/domain/ids.ts';
import type { Instrument } from '#shared/domain/instrument.ts';
import type { KnownSecrets } from './accounts/known-secrets.ts';
import type { LiveCondition } from './accounts/live-conditions.ts';
import type { FeedConnections } from './market/feed-connections.ts';
import type { AccountGateway } from './ports/account-gateway.ts';
import type { AlertSender } from './ports/alert-sender.ts';
import type { BackupMaker } from './ports/backup.ts';
import type { ChainConnector } from './ports/chain.ts';
import type { CandleImporter } from './ports/candle-importer.ts';
import type { Clock } from './ports/clock.ts';
import type { ExternalSources } from './ports/external-source.ts';
import type { HaltFile } from './ports/halt-file.ts';
import type { Hasher } from './ports/hasher.ts';
import type { Ids } from './ports/ids.ts';
import type { Log } from './ports/log.ts';
import type { ModelPorts } from './ports/model-trainer.ts';
import type { Notifier } from './ports/notifier.ts';
import type { MarketFeed } from './ports/market-feed.ts';
import type { ImportPorts } from './ports/picture-reader.ts';
import type { ReplayRunner } from './ports/replay-runner.ts';
import type { SampleMaker } from './ports/sample-maker.ts';
import type { Scheduler } from './ports/scheduler.ts';
import { type ContractsRead } from './gate-surroundings.ts';
import type { SecretsHost } from './ports/secrets.ts';
import type { Store } from './ports/store.ts';
import type { Venue } from './ports/venue.ts';
import type { Watchdog } from './ports/watchdog.ts';

export type CoreInstruments = ReadonlyMap<ContractSymbol, Instrument>;

/** Everything the core needs of the world. Hosts and modes differ only in what they pass here. */
export interface CorePorts {
  readonly clock: Clock;
  readonly scheduler: Scheduler;
  readonly ids: Ids;
  readonly hasher: Hasher;
  readonly log: Log;
  /** Tells on this machine; what a person set up beyond it goes through {@link alertSender}. */
  readonly notifier: Notifier;
  /** Shows notices on this desktop, alarms alone in quiet hours; absent where there is none. */
  readonly desktop?: Notifier;
  readonly alertSender: AlertSender;
  readonly store: Store;
  readonly replays: ReplayRunner;
  /** What is outside the market: feeds and series, and nodes of a chain. Nothing is read that a person did not set up. */
  readonly outside: { readonly sources: ExternalSources; readonly connector: ChainConnector };
  /** Absent where no models are trained. */
  readonly models?: ModelPorts;
  /** Absent where nothing is imported. */
  readonly imports?: ImportPorts;
  /** Built with the clock the core runs on, which may be set into the past while history is worked through. */
  readonly feed: (clock: Clock) => MarketFeed;
  /** The feed's connections to its venue; null for a feed made in this process. */
  readonly connections: FeedConnections | null;
  /** Where orders go; null for fills simulated on the feed. */
  readonly venue: Venue | null;
  readonly dataFolder: string;
  /** The way to halt when nothing else answers. */
  readonly haltFile: HaltFile;
  /** The process that stands in when this one dies or stalls; null where fills are simulated. */
  readonly watchdog: Watchdog | null;
  readonly secrets: SecretsHost;
  readonly accountGateway: AccountGateway;
  /** What stands between an account and live trading beside what its login tells. */
  readonly liveConditions: (accountId: string) => Promise<readonly LiveCondition[]>;
  /** The logins that must not get into `log`, which is made with it. */
  readonly knownSecrets: KnownSecrets;
  /** Free bytes on the disk of the data folder; null when they cannot be read. */
  readonly freeDisk?: () => number | null;
  /** When the venue's contracts were last read; absent where they are not the venue's. */
  readonly contractsRead?: () => ContractsRead | null;
  /** Reads them again now; absent where they are not the venue's. */
  readonly readContracts?: () => Promise<void>;
  /** Absent where no sample data are made: they are simulated. */
  readonly samples?: SampleMaker;
  /** Absent where no candle files are brought in. */
  readonly candleImporter?: CandleImporter;
  /** Absent where the data folder cannot be copied. */
  readonly backups?: BackupMaker;
}
