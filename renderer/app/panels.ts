import { lazy, type ComponentType } from 'react';
import type { BoardPanel } from '#renderer/data/board-panels.ts';
import { say } from '#shared/language/words.ts';

/** Loads a component of a feature when it first stands on a board. */
const load = <Name extends string>(file: () => Promise<Readonly<Record<Name, ComponentType>>>, name: Name) =>
  lazy(async () => ({ default: (await file())[name] }));

const OWN: readonly BoardPanel[] = [
  {
    kind: 'watch',
    title: say('Watch list'),
    about: say('Contracts with price and day; choosing one turns linked panels'),
    linked: true,
    component: load(() => import('#renderer/features/boards/panels/watch-panel.tsx'), 'WatchPanel'),
  },
  {
    kind: 'contract',
    title: say('Contract'),
    about: say('Price, funding, open interest of one contract'),
    linked: true,
    component: load(() => import('#renderer/features/boards/panels/contract-panel.tsx'), 'ContractPanel'),
  },
];

const MARKET: readonly BoardPanel[] = [
  {
    kind: 'chart',
    title: say('Chart'),
    about: say('Price of one contract with orders, position, fills and indicators'),
    linked: true,
    component: load(() => import('./console-pieces.tsx'), 'ChartPiece'),
  },
  {
    kind: 'book',
    title: say('Ladder and trades'),
    about: say('Order book and time and sales of one contract'),
    linked: true,
    component: load(() => import('./console-pieces.tsx'), 'BookPiece'),
  },
  {
    kind: 'console-tables',
    title: say('Orders and fills'),
    about: say('Positions, orders, fills, funding of the console'),
    component: load(() => import('#renderer/features/console/tables/console-tables.tsx'), 'ConsoleTables'),
  },
  {
    kind: 'kingfisher',
    title: 'KingFisher',
    about: say('Liquidation map of one contract'),
    linked: true,
    component: load(() => import('#renderer/features/kingfisher/kingfisher-screen.tsx'), 'KingfisherScreen'),
  },
];

const DASHBOARD: readonly BoardPanel[] = [
  {
    kind: 'money',
    title: say('Money'),
    about: say('Equity, result, curve'),
    component: load(() => import('#renderer/features/dashboard/money-panel.tsx'), 'MoneyPanel'),
  },
  {
    kind: 'safety',
    title: say('Safety'),
    about: say('Exposure, limits, stops'),
    component: load(() => import('#renderer/features/dashboard/safety-panel.tsx'), 'SafetyPanel'),
  },
  {
    kind: 'machine',
    title: say('Machine and funnel'),
    about: say('What the machine does, where signals end'),
    component: load(() => import('#renderer/features/dashboard/machine-panel.tsx'), 'MachinePanel'),
  },
  {
    kind: 'needs',
    title: say('Needs me'),
    about: say('What waits for a person'),
    component: load(() => import('#renderer/features/dashboard/needs-panel.tsx'), 'NeedsPanel'),
  },
  {
    kind: 'positions',
    title: say('Positions'),
    about: say('What is held, and whether it is covered'),
    component: load(() => import('#renderer/features/dashboard/positions-panel.tsx'), 'PositionsPanel'),
  },
  {
    kind: 'decisions',
    title: say('Decisions'),
    about: say('Latest signals and what became of them'),
    component: load(() => import('#renderer/features/dashboard/decisions-panel.tsx'), 'DecisionsPanel'),
  },
  {
    kind: 'agents',
    title: say('Agents'),
    about: say('Who is alive, how fast, how often wrong'),
    component: load(() => import('#renderer/features/dashboard/agents-panel.tsx'), 'AgentsPanel'),
  },
];

const RISK: readonly BoardPanel[] = [
  {
    kind: 'limits',
    title: say('Limits'),
    about: say('How much of each limit is used'),
    component: load(() => import('#renderer/features/risk/limits-panel.tsx'), 'LimitsPanel'),
  },
  {
    kind: 'denials',
    title: say('Denials'),
    about: say('What was refused, and why'),
    component: load(() => import('#renderer/features/risk/denials-panel.tsx'), 'DenialsPanel'),
  },
];

const WHOLE: readonly BoardPanel[] = [
  {
    kind: 'heatmap',
    title: say('Heatmap'),
    about: say('Scores of all symbols on all timeframes'),
    component: load(() => import('#renderer/features/heatmap/heatmap-screen.tsx'), 'HeatmapScreen'),
  },
  {
    kind: 'signals',
    title: say('Signals'),
    about: say('Every signal with its way'),
    component: load(() => import('#renderer/features/signals/signals-screen.tsx'), 'SignalsScreen'),
  },
  {
    kind: 'risk',
    title: say('Risk'),
    about: say('Trading state, limits, breakers, kill switch'),
    component: load(() => import('#renderer/features/risk/risk-screen.tsx'), 'RiskScreen'),
  },
  {
    kind: 'portfolio',
    title: say('Portfolio'),
    about: say('Ten slots, bench, correlation, risk'),
    component: load(() => import('#renderer/features/portfolio/portfolio-screen.tsx'), 'PortfolioScreen'),
  },
  {
    kind: 'journal',
    title: say('Journal'),
    about: say('Every record'),
    component: load(() => import('#renderer/features/journal/journal-screen.tsx'), 'JournalScreen'),
  },
  {
    kind: 'feeds',
    title: say('Feeds'),
    about: say('Age, gaps, latency of the market data'),
    component: load(() => import('#renderer/features/feeds/feeds-screen.tsx'), 'FeedsScreen'),
  },
];

/** Every piece of a screen that can stand on a board. */
export const BOARD_PANELS: readonly BoardPanel[] = [...OWN, ...MARKET, ...DASHBOARD, ...RISK, ...WHOLE];
