import { lazy, type ComponentType } from 'react';
import type { BoardPanel } from '#renderer/data/board-panels.ts';

/** Loads a component of a feature when it first stands on a board. */
const load = <Name extends string>(file: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) =>
  lazy(async () => ({ default: (await file())[name] }));

const OWN: readonly BoardPanel[] = [
  {
    kind: 'watch',
    title: 'Watch list',
    about: 'Contracts with price and day; choosing one turns linked panels',
    linked: true,
    component: load(() => import('#renderer/features/boards/panels/watch-panel.tsx'), 'WatchPanel'),
  },
  {
    kind: 'contract',
    title: 'Contract',
    about: 'Price, funding, open interest of one contract',
    linked: true,
    component: load(() => import('#renderer/features/boards/panels/contract-panel.tsx'), 'ContractPanel'),
  },
];

const MARKET: readonly BoardPanel[] = [
  {
    kind: 'chart',
    title: 'Chart',
    about: 'Price of one contract with orders, position, fills and indicators',
    linked: true,
    component: load(() => import('./console-pieces.tsx'), 'ChartPiece'),
  },
  {
    kind: 'book',
    title: 'Ladder and trades',
    about: 'Order book and time and sales of one contract',
    linked: true,
    component: load(() => import('./console-pieces.tsx'), 'BookPiece'),
  },
  {
    kind: 'console-tables',
    title: 'Orders and fills',
    about: 'Positions, orders, fills, funding of the console',
    component: load(() => import('#renderer/features/console/tables/console-tables.tsx'), 'ConsoleTables'),
  },
  {
    kind: 'kingfisher',
    title: 'KingFisher',
    about: 'Liquidation map of one contract',
    linked: true,
    component: load(() => import('#renderer/features/kingfisher/kingfisher-screen.tsx'), 'KingfisherScreen'),
  },
];

const DASHBOARD: readonly BoardPanel[] = [
  {
    kind: 'money',
    title: 'Money',
    about: 'Equity, result, curve',
    component: load(() => import('#renderer/features/dashboard/money-panel.tsx'), 'MoneyPanel'),
  },
  {
    kind: 'safety',
    title: 'Safety',
    about: 'Exposure, limits, stops',
    component: load(() => import('#renderer/features/dashboard/safety-panel.tsx'), 'SafetyPanel'),
  },
  {
    kind: 'machine',
    title: 'Machine and funnel',
    about: 'What the machine does, where signals end',
    component: load(() => import('#renderer/features/dashboard/machine-panel.tsx'), 'MachinePanel'),
  },
  {
    kind: 'needs',
    title: 'Needs me',
    about: 'What waits for a person',
    component: load(() => import('#renderer/features/dashboard/needs-panel.tsx'), 'NeedsPanel'),
  },
  {
    kind: 'positions',
    title: 'Positions',
    about: 'What is held, and whether it is covered',
    component: load(() => import('#renderer/features/dashboard/positions-panel.tsx'), 'PositionsPanel'),
  },
  {
    kind: 'decisions',
    title: 'Decisions',
    about: 'Latest signals and what became of them',
    component: load(() => import('#renderer/features/dashboard/decisions-panel.tsx'), 'DecisionsPanel'),
  },
  {
    kind: 'agents',
    title: 'Agents',
    about: 'Who is alive, how fast, how often wrong',
    component: load(() => import('#renderer/features/dashboard/agents-panel.tsx'), 'AgentsPanel'),
  },
];

const RISK: readonly BoardPanel[] = [
  {
    kind: 'limits',
    title: 'Limits',
    about: 'How much of each limit is used',
    component: load(() => import('#renderer/features/risk/limits-panel.tsx'), 'LimitsPanel'),
  },
  {
    kind: 'denials',
    title: 'Denials',
    about: 'What was refused, and why',
    component: load(() => import('#renderer/features/risk/denials-panel.tsx'), 'DenialsPanel'),
  },
];

const WHOLE: readonly BoardPanel[] = [
  {
    kind: 'heatmap',
    title: 'Heatmap',
    about: 'Scores of all symbols on all timeframes',
    component: load(() => import('#renderer/features/heatmap/heatmap-screen.tsx'), 'HeatmapScreen'),
  },
  {
    kind: 'signals',
    title: 'Signals',
    about: 'Every signal with its way',
    component: load(() => import('#renderer/features/signals/signals-screen.tsx'), 'SignalsScreen'),
  },
  {
    kind: 'risk',
    title: 'Risk',
    about: 'Trading state, limits, breakers, kill switch',
    component: load(() => import('#renderer/features/risk/risk-screen.tsx'), 'RiskScreen'),
  },
  {
    kind: 'portfolio',
    title: 'Portfolio',
    about: 'Ten slots, bench, correlation, risk',
    component: load(() => import('#renderer/features/portfolio/portfolio-screen.tsx'), 'PortfolioScreen'),
  },
  {
    kind: 'journal',
    title: 'Journal',
    about: 'Every record',
    component: load(() => import('#renderer/features/journal/journal-screen.tsx'), 'JournalScreen'),
  },
  {
    kind: 'feeds',
    title: 'Feeds',
    about: 'Age, gaps, latency of the market data',
    component: load(() => import('#renderer/features/feeds/feeds-screen.tsx'), 'FeedsScreen'),
  },
];

/** Every piece of a screen that can stand on a board. */
export const BOARD_PANELS: readonly BoardPanel[] = [...OWN, ...MARKET, ...DASHBOARD, ...RISK, ...WHOLE];
