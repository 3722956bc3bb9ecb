import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined';
import ConsoleIcon from '@mui/icons-material/CandlestickChartOutlined';
import AgentsIcon from '@mui/icons-material/HubOutlined';
import KingfisherIcon from '@mui/icons-material/WaterOutlined';
import LocksIcon from '@mui/icons-material/LockOutlined';
import SignalsIcon from '@mui/icons-material/FilterAltOutlined';
import PortfolioIcon from '@mui/icons-material/DonutLargeOutlined';
import HeatmapIcon from '@mui/icons-material/GridViewOutlined';
import JournalIcon from '@mui/icons-material/ReceiptLongOutlined';
import AboutIcon from '@mui/icons-material/InfoOutlined';
import AppearanceIcon from '@mui/icons-material/PaletteOutlined';
import BoardsIcon from '@mui/icons-material/DashboardCustomizeOutlined';
import DataIcon from '@mui/icons-material/StorageOutlined';
import SecurityIcon from '@mui/icons-material/VerifiedUserOutlined';
import AccountsIcon from '@mui/icons-material/KeyOutlined';
import AlertsIcon from '@mui/icons-material/NotificationsNoneOutlined';
import CapsIcon from '@mui/icons-material/SpeedOutlined';
import ConfigurationIcon from '@mui/icons-material/BalanceOutlined';
import LimitsIcon from '@mui/icons-material/TuneOutlined';
import ProtectionsIcon from '@mui/icons-material/GppGoodOutlined';
import SettingsIcon from '@mui/icons-material/SettingsOutlined';
import WatchdogIcon from '@mui/icons-material/VisibilityOutlined';
import FeedsIcon from '@mui/icons-material/SensorsOutlined';
import ReconcileIcon from '@mui/icons-material/CompareArrowsOutlined';
import ReplayIcon from '@mui/icons-material/HistoryOutlined';
import ModelsIcon from '@mui/icons-material/ModelTrainingOutlined';
import SourcesIcon from '@mui/icons-material/RssFeedOutlined';
import RiskIcon from '@mui/icons-material/ShieldOutlined';
import TrackRecordIcon from '@mui/icons-material/FactCheckOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { lazy, type ComponentType } from 'react';
import { say } from '#shared/language/words.ts';

/** Headings of the navigation, in order. */
export const SCREEN_GROUPS = [say('Trade'), say('Trust'), say('Settings')] as const;

/** One screen of the workstation. */
export interface Screen {
  readonly path: string;
  readonly label: string;
  readonly group: (typeof SCREEN_GROUPS)[number];
  readonly icon: SvgIconComponent;
  /** What the palette says it answers. */
  readonly about: string;
  readonly component: ComponentType;
}

/** The one entry of the navigation for all sections of the settings. */
export const SETTINGS_ENTRY = { path: '/settings/accounts', label: say('Settings'), icon: SettingsIcon } as const;

export const SCREENS: readonly Screen[] = [
  {
    path: '/',
    label: say('Dashboard'),
    group: say('Trade'),
    icon: DashboardIcon,
    about: say('Money, safety, machine, what needs me'),
    component: lazy(async () => {
      const { DashboardScreen } = await import('#renderer/features/dashboard/dashboard-screen.tsx');
      return { default: DashboardScreen };
    }),
  },
  {
    path: '/console',
    label: say('Console'),
    group: say('Trade'),
    icon: ConsoleIcon,
    about: say('Price chart, order book, order ticket, positions and orders of one contract'),
    component: lazy(async () => {
      const { ConsoleScreen } = await import('#renderer/features/console/console-screen.tsx');
      return { default: ConsoleScreen };
    }),
  },
  {
    path: '/heatmap',
    label: say('Heatmap'),
    group: say('Trade'),
    icon: HeatmapIcon,
    about: say('Scores of all symbols on all timeframes'),
    component: lazy(async () => {
      const { HeatmapScreen } = await import('#renderer/features/heatmap/heatmap-screen.tsx');
      return { default: HeatmapScreen };
    }),
  },
  {
    path: '/kingfisher',
    label: 'KingFisher',
    group: say('Trade'),
    icon: KingfisherIcon,
    about: say('Where leverage piled up: liquidation heatmap, map, clusters, what would happen if a price trades'),
    component: lazy(async () => {
      const { KingfisherScreen } = await import('#renderer/features/kingfisher/kingfisher-screen.tsx');
      return { default: KingfisherScreen };
    }),
  },
  {
    path: '/portfolio',
    label: say('Portfolio'),
    group: say('Trade'),
    icon: PortfolioIcon,
    about: say('Ten slots with score, weight and result, who wants in, correlation, risk'),
    component: lazy(async () => {
      const { PortfolioScreen } = await import('#renderer/features/portfolio/portfolio-screen.tsx');
      return { default: PortfolioScreen };
    }),
  },
  {
    path: '/boards',
    label: say('Boards'),
    group: say('Trade'),
    icon: BoardsIcon,
    about: say('Panels of all screens arranged as you like, in several windows'),
    component: lazy(async () => {
      const { BoardsScreen } = await import('#renderer/features/boards/boards-screen.tsx');
      return { default: BoardsScreen };
    }),
  },
  {
    path: '/risk',
    label: say('Risk'),
    group: say('Trust'),
    icon: RiskIcon,
    about: say('Trading state, limits, breakers, kill switch, denials, pauses'),
    component: lazy(async () => {
      const { RiskScreen } = await import('#renderer/features/risk/risk-screen.tsx');
      return { default: RiskScreen };
    }),
  },
  {
    path: '/signals',
    label: say('Signals'),
    group: say('Trade'),
    icon: SignalsIcon,
    about: say('Every signal with its way, caps, why a symbol did not trade'),
    component: lazy(async () => {
      const { SignalsScreen } = await import('#renderer/features/signals/signals-screen.tsx');
      return { default: SignalsScreen };
    }),
  },
  {
    path: '/agents',
    label: say('Agents'),
    group: say('Trust'),
    icon: AgentsIcon,
    about: say('State, heartbeat, queue, errors of each agent; pause and resume'),
    component: lazy(async () => {
      const { AgentsScreen } = await import('#renderer/features/agents/agents-screen.tsx');
      return { default: AgentsScreen };
    }),
  },
  {
    path: '/models',
    label: say('Models'),
    group: say('Trust'),
    icon: ModelsIcon,
    about: say('What was trained on stored candles, what it is worth, which one speaks'),
    component: lazy(async () => {
      const { ModelsScreen } = await import('#renderer/features/models/models-screen.tsx');
      return { default: ModelsScreen };
    }),
  },
  {
    path: '/track-record',
    label: say('Track record'),
    group: say('Trust'),
    icon: TrackRecordIcon,
    about: say('How often score, agents and sources were right, and what it brought after costs'),
    component: lazy(async () => {
      const { TrackRecordScreen } = await import('#renderer/features/track-record/track-record-screen.tsx');
      return { default: TrackRecordScreen };
    }),
  },
  {
    path: '/locks',
    label: say('Locks'),
    group: say('Trust'),
    icon: LocksIcon,
    about: say('Who holds what, who waits, conflicts and the decision matrix'),
    component: lazy(async () => {
      const { LocksScreen } = await import('#renderer/features/locks/locks-screen.tsx');
      return { default: LocksScreen };
    }),
  },
  {
    path: '/replay',
    label: say('Replay'),
    group: say('Trust'),
    icon: ReplayIcon,
    about: say('Stored candles through the whole path'),
    component: lazy(async () => {
      const { ReplayScreen } = await import('#renderer/features/replay/replay-screen.tsx');
      return { default: ReplayScreen };
    }),
  },
  {
    path: '/journal',
    label: say('Journal'),
    group: say('Trust'),
    icon: JournalIcon,
    about: say('Every record, its chain, verification'),
    component: lazy(async () => {
      const { JournalScreen } = await import('#renderer/features/journal/journal-screen.tsx');
      return { default: JournalScreen };
    }),
  },
  {
    path: '/reconcile',
    label: say('Reconciliation'),
    group: say('Trust'),
    icon: ReconcileIcon,
    about: say('What we hold against what the venue holds'),
    component: lazy(async () => {
      const { ReconcileScreen } = await import('#renderer/features/reconcile/reconcile-screen.tsx');
      return { default: ReconcileScreen };
    }),
  },
  {
    path: '/feeds',
    label: say('Feeds'),
    group: say('Trust'),
    icon: FeedsIcon,
    about: say('Age, gaps, latency and clock of the market data'),
    component: lazy(async () => {
      const { FeedsScreen } = await import('#renderer/features/feeds/feeds-screen.tsx');
      return { default: FeedsScreen };
    }),
  },
  {
    path: '/settings/accounts',
    label: say('Accounts'),
    group: say('Settings'),
    icon: AccountsIcon,
    about: say('Exchange logins, their rights, the keychain, live trading'),
    component: lazy(async () => {
      const { AccountsScreen } = await import('#renderer/features/accounts/accounts-screen.tsx');
      return { default: AccountsScreen };
    }),
  },
  {
    path: '/settings/limits',
    label: say('Limits'),
    group: say('Settings'),
    icon: LimitsIcon,
    about: say('Limits of the risk gate, their history, rolling back'),
    component: lazy(async () => {
      const { LimitsScreen } = await import('#renderer/features/limits/limits-screen.tsx');
      return { default: LimitsScreen };
    }),
  },
  {
    path: '/settings/configuration',
    label: say('Scoring & portfolio'),
    group: say('Settings'),
    icon: ConfigurationIcon,
    about: say('Weights, thresholds, caps, schedule and sources; the ranking before a change is saved'),
    component: lazy(async () => {
      const { ConfigurationScreen } = await import('#renderer/features/configuration/configuration-screen.tsx');
      return { default: ConfigurationScreen };
    }),
  },
  {
    path: '/settings/sources',
    label: say('Sources'),
    group: say('Settings'),
    icon: SourcesIcon,
    about: say('Where signals come from (rules, webhooks, REST, files); news, mood and chain that are read'),
    component: lazy(async () => {
      const { SourcesScreen } = await import('#renderer/features/sources/sources-screen.tsx');
      return { default: SourcesScreen };
    }),
  },
  {
    path: '/settings/protections',
    label: say('Protections'),
    group: say('Settings'),
    icon: ProtectionsIcon,
    about: say('Locks on entries after losses, stops, wide spreads'),
    component: lazy(async () => {
      const { ProtectionsScreen } = await import('#renderer/features/protections/protections-screen.tsx');
      return { default: ProtectionsScreen };
    }),
  },
  {
    path: '/settings/signal-caps',
    label: say('Signal caps'),
    group: say('Settings'),
    icon: CapsIcon,
    about: say('How many signals may pass in an hour'),
    component: lazy(async () => {
      const { CapsScreen } = await import('#renderer/features/signal-caps/caps-screen.tsx');
      return { default: CapsScreen };
    }),
  },
  {
    path: '/settings/alerts',
    label: say('Alerts'),
    group: say('Settings'),
    icon: AlertsIcon,
    about: say('Where notices go, quiet hours'),
    component: lazy(async () => {
      const { AlertsScreen } = await import('#renderer/features/alerts/alerts-screen.tsx');
      return { default: AlertsScreen };
    }),
  },
  {
    path: '/settings/watchdog',
    label: say('Watchdog'),
    group: say('Settings'),
    icon: WatchdogIcon,
    about: say('The second process that closes what is open'),
    component: lazy(async () => {
      const { WatchdogScreen } = await import('#renderer/features/watchdog/watchdog-screen.tsx');
      return { default: WatchdogScreen };
    }),
  },
  {
    path: '/settings/appearance',
    label: say('Appearance'),
    group: say('Settings'),
    icon: AppearanceIcon,
    about: say('Theme, density, colours, format of numbers, clock, motion'),
    component: lazy(async () => {
      const { AppearanceScreen } = await import('#renderer/features/appearance/appearance-screen.tsx');
      return { default: AppearanceScreen };
    }),
  },
  {
    path: '/settings/data',
    label: say('Data & backup'),
    group: say('Settings'),
    icon: DataIcon,
    about: say('Size of the database and the journal, free disk, backups'),
    component: lazy(async () => {
      const { DataScreen } = await import('#renderer/features/data-folder/data-screen.tsx');
      return { default: DataScreen };
    }),
  },
  {
    path: '/settings/security',
    label: say('Security'),
    group: say('Settings'),
    icon: SecurityIcon,
    about: say('What protects what: logins, sessions, window'),
    component: lazy(async () => {
      const { SecurityScreen } = await import('#renderer/features/security/security-screen.tsx');
      return { default: SecurityScreen };
    }),
  },
  {
    path: '/settings/about',
    label: say('About'),
    group: say('Settings'),
    icon: AboutIcon,
    about: say('Version, data folder, licences of everything in it'),
    component: lazy(async () => {
      const { AboutScreen } = await import('#renderer/features/about/about-screen.tsx');
      return { default: AboutScreen };
    }),
  },
];
