import DashboardIcon from '@mui/icons-material/SpaceDashboardOutlined';
import HeatmapIcon from '@mui/icons-material/GridViewOutlined';
import JournalIcon from '@mui/icons-material/ReceiptLongOutlined';
import AccountsIcon from '@mui/icons-material/KeyOutlined';
import FeedsIcon from '@mui/icons-material/SensorsOutlined';
import ReconcileIcon from '@mui/icons-material/CompareArrowsOutlined';
import ReplayIcon from '@mui/icons-material/HistoryOutlined';
import type { SvgIconComponent } from '@mui/icons-material';
import { lazy, type ComponentType } from 'react';

/** Headings of the navigation, in order. */
export const SCREEN_GROUPS = ['Trade', 'Trust', 'Settings'] as const;

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

export const SCREENS: readonly Screen[] = [
  {
    path: '/',
    label: 'Dashboard',
    group: 'Trade',
    icon: DashboardIcon,
    about: 'Money, safety, machine, what needs me',
    component: lazy(async () => {
      const { DashboardScreen } = await import('#renderer/features/dashboard/dashboard-screen.tsx');
      return { default: DashboardScreen };
    }),
  },
  {
    path: '/heatmap',
    label: 'Heatmap',
    group: 'Trade',
    icon: HeatmapIcon,
    about: 'Scores of all symbols on all timeframes',
    component: lazy(async () => {
      const { HeatmapScreen } = await import('#renderer/features/heatmap/heatmap-screen.tsx');
      return { default: HeatmapScreen };
    }),
  },
  {
    path: '/replay',
    label: 'Replay',
    group: 'Trust',
    icon: ReplayIcon,
    about: 'Stored candles through the whole path',
    component: lazy(async () => {
      const { ReplayScreen } = await import('#renderer/features/replay/replay-screen.tsx');
      return { default: ReplayScreen };
    }),
  },
  {
    path: '/journal',
    label: 'Journal',
    group: 'Trust',
    icon: JournalIcon,
    about: 'Every record, its chain, verification',
    component: lazy(async () => {
      const { JournalScreen } = await import('#renderer/features/journal/journal-screen.tsx');
      return { default: JournalScreen };
    }),
  },
  {
    path: '/reconcile',
    label: 'Reconciliation',
    group: 'Trust',
    icon: ReconcileIcon,
    about: 'What we hold against what the venue holds',
    component: lazy(async () => {
      const { ReconcileScreen } = await import('#renderer/features/reconcile/reconcile-screen.tsx');
      return { default: ReconcileScreen };
    }),
  },
  {
    path: '/feeds',
    label: 'Feeds',
    group: 'Trust',
    icon: FeedsIcon,
    about: 'Age, gaps, latency and clock of the market data',
    component: lazy(async () => {
      const { FeedsScreen } = await import('#renderer/features/feeds/feeds-screen.tsx');
      return { default: FeedsScreen };
    }),
  },
  {
    path: '/settings/accounts',
    label: 'Accounts',
    group: 'Settings',
    icon: AccountsIcon,
    about: 'Exchange logins, their rights, the keychain, live trading',
    component: lazy(async () => {
      const { AccountsScreen } = await import('#renderer/features/accounts/accounts-screen.tsx');
      return { default: AccountsScreen };
    }),
  },
];
