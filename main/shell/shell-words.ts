import type { Mode, TradingState } from '#shared/domain/signal.ts';
import type { ScreenPath } from '#shared/domain/screen-path.ts';
import { say } from '#shared/language/words.ts';

/** Texts are made when they are shown: the language is known, and may change, only after this module is loaded. */
const STATES: Readonly<Record<TradingState, () => string>> = {
  ACTIVE: () => say('ACTIVE'),
  REDUCING: () => say('REDUCING'),
  HALTED: () => say('HALTED'),
};

export const stateWord = (state: TradingState): string => STATES[state]();

const MODES: Readonly<Record<Mode, () => string>> = {
  demo: () => say('DEMO'),
  replay: () => say('REPLAY'),
  paper: () => say('PAPER'),
  live: () => say('LIVE'),
};

export const modeWord = (mode: Mode): string => MODES[mode]();

const SCREENS: Readonly<Record<ScreenPath, () => string>> = {
  '/': () => say('Dashboard'),
  '/console': () => say('Console'),
  '/heatmap': () => say('Heatmap'),
  '/kingfisher': () => 'KingFisher',
  '/portfolio': () => say('Portfolio'),
  '/boards': () => say('Boards'),
  '/signals': () => say('Signals'),
  '/risk': () => say('Risk'),
  '/agents': () => say('Agents'),
  '/models': () => say('Models'),
  '/track-record': () => say('Track record'),
  '/locks': () => say('Locks'),
  '/replay': () => say('Replay'),
  '/journal': () => say('Journal'),
  '/reconcile': () => say('Reconciliation'),
  '/feeds': () => say('Feeds'),
  '/settings/accounts': () => say('Accounts'),
  '/settings/limits': () => say('Limits'),
  '/settings/configuration': () => say('Scoring & portfolio'),
  '/settings/sources': () => say('Sources'),
  '/settings/protections': () => say('Protections'),
  '/settings/signal-caps': () => say('Signal caps'),
  '/settings/alerts': () => say('Alerts'),
  '/settings/watchdog': () => say('Watchdog'),
  '/settings/appearance': () => say('Appearance'),
  '/settings/data': () => say('Data & backup'),
  '/settings/security': () => say('Security'),
  '/settings/about': () => say('About'),
};

export const screenName = (path: ScreenPath): string => SCREENS[path]();
