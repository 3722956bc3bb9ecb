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
import type { ScreenPath } from '#shared/domain/screen-path.ts';
import { say, sayAs } from '#shared/language/words.ts';

/** Headings of the navigation, in order. */
export const SCREEN_GROUPS = [
  { id: 'trade', label: sayAs('navigation', 'Trade') },
  { id: 'trust', label: sayAs('navigation', 'Trust') },
  { id: 'settings', label: say('Settings') },
] as const;

/** One screen of the workstation. */
export interface Screen {
  readonly path: ScreenPath;
  /** Its name in English, by which the palette finds it in every language. */
  readonly id: string;
  readonly label: string;
  readonly group: (typeof SCREEN_GROUPS)[number]['id'];
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
    id: 'Dashboard',
    label: say('Dashboard'),
    group: 'trade',
    icon: DashboardIcon,
    about: say('Money, safety, machine, what needs me'),
    component: lazy(async () => {
      const { DashboardScreen } = await import('#renderer/features/dashboard/dashboard-screen.tsx');
      return { default: DashboardScreen };
    }),
  },
  {
    path: '/console',
    id: 'Console',
    label: say('Console'),
    group: 'trade',
    icon: ConsoleIcon,
    about: say('Price chart, order book, order ticket, positions and orders of one contract'),
    component: lazy(async () => {
      const { ConsoleScreen } = await import('#renderer/features/console/console-screen.tsx');
      return { default: ConsoleScreen };
    }),
  },
  {
    path: '/heatmap',
    id: 'Heatmap',
    label: say('Heatmap'),
    group: 'trade',
    icon: HeatmapIcon,
    about: say('Scores of all symbols on all timeframes'),
    component: lazy(async () => {
      const { HeatmapScreen } = await import('#renderer/features/heatmap/heatmap-screen.tsx');
      return { default: HeatmapScreen };
    }),
  },
  {
    path: '/kingfisher',
    id: 'KingFisher',
    label: 'KingFisher',
    group: 'trade',
    icon: KingfisherIcon,
    about: say('Where leverage piled up: liquidation heatmap, map, clusters, what would happen if a price trades'),
    component: lazy(async () => {
      const { KingfisherScreen } = await import('#renderer/features/kingfisher/kingfisher-screen.tsx');
      return { default: KingfisherScreen };
    }),
  },
  {
    path: '/portfolio',
    id: 'Portfolio',
    label: say('Portfolio'),
    group: 'trade',
    icon: PortfolioIcon,
    about: say('Ten slots with score, weight and result, who wants in, correlation, risk'),
    component: lazy(async () => {
      const { PortfolioScreen } = await import('#renderer/features/portfolio/portfolio-screen.tsx');
      return { default: PortfolioScreen };
    }),
  },
  {
    path: '/boards',
    id: 'Boards',
    label: say('Boards'),
    group: 'trade',
    icon: BoardsIcon,
    about: say('Panels of all screens arranged as you like, in several windows'),
    component: lazy(async () => {
      const { BoardsScreen } = await import('#renderer/features/boards/boards-screen.tsx');
      return { default: BoardsScreen };
    }),
  },
  {
    path: '/risk',
    id: 'Risk',
    label: say('Risk'),
    group: 'trust',
    icon: RiskIcon,
    about: say('Trading state, limits, breakers, kill switch, denials, pauses'),
    component: lazy(async () => {
      const { RiskScreen } = await import('#renderer/features/risk/risk-screen.tsx');
      return { default: RiskScreen };
    }),
  },
  {
    path: '/signals',
    id: 'Signals',
    label: say('Signals'),
    group: 'trade',
    icon: SignalsIcon,
    about: say('Every signal with its way, caps, why a symbol did not trade'),
    component: lazy(async () => {
      const { SignalsScreen } = await import('#renderer/features/signals/signals-screen.tsx');
      return { default: SignalsScreen };
    }),
  },
  {
    path: '/agents',
    id: 'Agents',
    label: say('Agents'),
    group: 'trust',
    icon: AgentsIcon,
    about: say('State, heartbeat, queue, errors of each agent; pause and resume'),
    component: lazy(async () => {
      const { AgentsScreen } = await import('#renderer/features/agents/agents-screen.tsx');
      return { default: AgentsScreen };
    }),
  },
  {
    path: '/models',
    id: 'Models',
    label: say('Models'),
    group: 'trust',
    icon: ModelsIcon,
    about: say('What was trained on stored candles, what it is worth, which one speaks'),
    component: lazy(async () => {
      const { ModelsScreen } = await import('#renderer/features/models/models-screen.tsx');
      return { default: ModelsScreen };
    }),
  },
  {
    path: '/track-record',
    id: 'Track record',
    label: say('Track record'),
    group: 'trust',
    icon: TrackRecordIcon,
    about: say('How often score, agents and sources were right, and what it brought after costs'),
    component: lazy(async () => {
      const { TrackRecordScreen } = await import('#renderer/features/track-record/track-record-screen.tsx');
      return { default: TrackRecordScreen };
    }),
  },
  {
    path: '/locks',
    id: 'Locks',
    label: say('Locks'),
    group: 'trust',
    icon: LocksIcon,
    about: say('Who holds what, who waits, conflicts and the decision matrix'),
    component: lazy(async () => {
      const { LocksScreen } = await import('#renderer/features/locks/locks-screen.tsx');
      return { default: LocksScreen };
    }),
  },
  {
    path: '/replay',
    id: 'Replay',
    label: say('Replay'),
    group: 'trust',
    icon: ReplayIcon,
    about: say('Stored candles through the whole path'),
    component: lazy(async () => {
      const { ReplayScreen } = await import('#renderer/features/replay/replay-screen.tsx');
      return { default: ReplayScreen };
    }),
  },
  {
    path: '/journal',
    id: 'Journal',
    label: say('Journal'),
    group: 'trust',
    icon: JournalIcon,
    about: say('Every record, its chain, verification'),
    component: lazy(async () => {
      const { JournalScreen } = await import('#renderer/features/journal/journal-screen.tsx');
      return { default: JournalScreen };
    }),
  },
  {
    path: '/reconcile',
    id: 'Reconciliation',
    label: say('Reconciliation'),
    group: 'trust',
    icon: ReconcileIcon,
    about: say('What we hold against what the venue holds'),
    component: lazy(async () => {
      const { ReconcileScreen } = await import('#renderer/features/reconcile/reconcile-screen.tsx');
      return { default: ReconcileScreen };
    }),
  },
  {
    path: '/feeds',
    id: 'Feeds',
    label: say('Feeds'),
    group: 'trust',
    icon: FeedsIcon,
    about: say('Age, gaps, latency and clock of the market data'),
    component: lazy(async () => {
      const { FeedsScreen } = await import('#renderer/features/feeds/feeds-screen.tsx');
      return { default: FeedsScreen };
    }),
  },
  {
    path: '/settings/accounts',
    id: 'Accounts',
    label: say('Accounts'),
    group: 'settings',
    icon: AccountsIcon,
    about: say('Exchange logins, their rights, the keychain, live trading'),
    component: lazy(async () => {
      const { AccountsScreen } = await import('#renderer/features/accounts/accounts-screen.tsx');
      return { default: AccountsScreen };
    }),
  },
  {
    path: '/settings/limits',
    id: 'Limits',
    label: say('Limits'),
    group: 'settings',
    icon: LimitsIcon,
    about: say('Limits of the risk gate, their history, rolling back'),
    component: lazy(async () => {
      const { LimitsScreen } = await import('#renderer/features/limits/limits-screen.tsx');
      return { default: LimitsScreen };
    }),
  },
  {
    path: '/settings/configuration',
    id: 'Scoring & portfolio',
    label: say('Scoring & portfolio'),
    group: 'settings',
    icon: ConfigurationIcon,
    about: say('Weights, thresholds, caps, schedule and sources; the ranking before a change is saved'),
    component: lazy(async () => {
      const { ConfigurationScreen } = await import('#renderer/features/configuration/configuration-screen.tsx');
      return { default: ConfigurationScreen };
    }),
  },
  {
    path: '/settings/sources',
    id: 'Sources',
    label: say('Sources'),
    group: 'settings',
    icon: SourcesIcon,
    about: say('Where signals come from (rules, webhooks, REST, files); news, mood and chain that are read'),
    component: lazy(async () => {
      const { SourcesScreen } = await import('#renderer/features/sources/sources-screen.tsx');
      return { default: SourcesScreen };
    }),
  },
  {
    path: '/settings/protections',
    id: 'Protections',
    label: say('Protections'),
    group: 'settings',
    icon: ProtectionsIcon,
    about: say('Locks on entries after losses, stops, wide spreads'),
    component: lazy(async () => {
      const { ProtectionsScreen } = await import('#renderer/features/protections/protections-screen.tsx');
      return { default: ProtectionsScreen };
    }),
  },
  {
    path: '/settings/signal-caps',
    id: 'Signal caps',
    label: say('Signal caps'),
    group: 'settings',
    icon: CapsIcon,
    about: say('How many signals may pass in an hour'),
    component: lazy(async () => {
      const { CapsScreen } = await import('#renderer/features/signal-caps/caps-screen.tsx');
      return { default: CapsScreen };
    }),
  },
  {
    path: '/settings/alerts',
    id: 'Alerts',
    label: say('Alerts'),
    group: 'settings',
    icon: AlertsIcon,
    about: say('Where notices go, quiet hours'),
    component: lazy(async () => {
      const { AlertsScreen } = await import('#renderer/features/alerts/alerts-screen.tsx');
      return { default: AlertsScreen };
    }),
  },
  {
    path: '/settings/watchdog',
    id: 'Watchdog',
    label: say('Watchdog'),
    group: 'settings',
    icon: WatchdogIcon,
    about: say('The second process that closes what is open'),
    component: lazy(async () => {
      const { WatchdogScreen } = await import('#renderer/features/watchdog/watchdog-screen.tsx');
      return { default: WatchdogScreen };
    }),
  },
  {
    path: '/settings/appearance',
    id: 'Appearance',
    label: say('Appearance'),
    group: 'settings',
    icon: AppearanceIcon,
    about: say('Theme, density, colours, format of numbers, clock, motion'),
    component: lazy(async () => {
      const { AppearanceScreen } = await import('#renderer/features/appearance/appearance-screen.tsx');
      return { default: AppearanceScreen };
    }),
  },
  {
    path: '/settings/data',
    id: 'Data & backup',
    label: say('Data & backup'),
    group: 'settings',
    icon: DataIcon,
    about: say('Candle files to import, stored candles, size of the database, free disk, backups'),
    component: lazy(async () => {
      const { DataScreen } = await import('#renderer/features/data-folder/data-screen.tsx');
      return { default: DataScreen };
    }),
  },
  {
    path: '/settings/security',
    id: 'Security',
    label: say('Security'),
    group: 'settings',
    icon: SecurityIcon,
    about: say('What protects what: logins, sessions, window'),
    component: lazy(async () => {
      const { SecurityScreen } = await import('#renderer/features/security/security-screen.tsx');
      return { default: SecurityScreen };
    }),
  },
  {
    path: '/settings/about',
    id: 'About',
    label: say('About'),
    group: 'settings',
    icon: AboutIcon,
    about: say('Version, data folder, licences of everything in it'),
    component: lazy(async () => {
      const { AboutScreen } = await import('#renderer/features/about/about-screen.tsx');
      return { default: AboutScreen };
    }),
  },
];
