import type { ContractSymbol } from '#shared/domain/ids.ts';
import { notional } from '#shared/domain/instrument.ts';
import { subtract, ZERO, type Money } from '#shared/domain/money.ts';
import type { SymbolStanding } from '#shared/domain/standing.ts';
import { SECOND } from '#shared/domain/time.ts';
import { NOT_APPLICABLE } from './agents/risk/context.ts';
import type { GateDesk } from './agents/risk/gate-desk.ts';
import type { ConflictDesk } from './agents/conflict/conflict-desk.ts';
import type { OrderDesk } from './execution/order-desk.ts';
import { PortfolioManager } from './portfolio/manager/portfolio-manager.ts';
import { Universe } from './portfolio/manager/universe.ts';
import type { Mark } from './portfolio/valuation.ts';
import type { SettingsDesk } from './settings/settings-desk.ts';
import type { TradingParts } from './trading-core.ts';

/** How long after a bar's close a review waits for the last bars of it, where they come over a network. */
const GRACE_MS = 5 * SECOND;

/** What the manager needs of the trading core besides its parts. */
interface ManagedCore {
  readonly parts: TradingParts;
  readonly gateDesk: GateDesk;
  readonly desk: OrderDesk;
  readonly conflicts: ConflictDesk;
  readonly settings: SettingsDesk;
  readonly marks: ReadonlyMap<ContractSymbol, Mark>;
  standings(at: number): readonly SymbolStanding[];
}

/** The manager of the ten slots of a core, or null when its configuration has none. */
export function managerOf(core: ManagedCore): PortfolioManager | null {
  const { parts } = core;
  const { config, journal, clock, instruments, surroundings, log } = parts;
  if (config.portfolio === undefined) return null;
  const listed = Universe.of(config.symbols);
  return new PortfolioManager({
    journal,
    clock,
    instruments,
    settings: core.settings.inForce.manager,
    universe: parts.universe ?? (() => listed),
    standings: (at) => core.standings(at),
    trading: (symbol) => {
      if (surroundings === undefined && config.mode === 'live') return null;
      const active = surroundings?.contractActive(symbol) ?? NOT_APPLICABLE;
      return active === NOT_APPLICABLE ? true : active;
    },
    stopEntries: (symbol, label) => void core.conflicts.reduce(symbol, label),
    close: (symbol, reason) => {
      core.desk
        .exit(symbol, reason)
        .catch((error: unknown) =>
          log.error('A draining position could not be closed', { symbol, error: String(error) }),
        );
    },
    riskPpm: () => core.gateDesk.limits.current.riskPerTradePpm,
    openResult: (symbol) => openResult(core, symbol),
    graceMs: () => (parts.barrier === 'sync' ? GRACE_MS : 0),
  });
}

/** What a position is worth above its cost at the newest mark; null when there is no mark. */
function openResult({ parts, marks }: ManagedCore, symbol: ContractSymbol): Money | null {
  const position = parts.journal.state.position(symbol);
  if (position === null || position.lots === 0) return ZERO;
  const instrument = parts.instruments.get(symbol);
  const mark = marks.get(symbol);
  if (instrument === undefined || mark === undefined) return null;
  return subtract(notional(instrument, mark.ticks, position.lots), position.entryValue);
}
