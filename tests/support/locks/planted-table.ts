import type { ResourceKey } from '#shared/domain/ids.ts';
import { LeaseTable, type TableAnswer, type TableLease } from '#main/adapters/storage/lease-table.ts';

type Change = (lease: TableLease, at: number) => void;

/** Some time between looking and writing, as a busy machine has it. */
const breathe = (): void => {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 2);
};

class WritesWithAnyToken extends LeaseTable {
  override guarded(on: ResourceKey, token: number, change: Change): TableAnswer {
    return super.guarded(on, this.row(on)?.token ?? token, change);
  }
}

class WritesLate extends LeaseTable {
  override guarded(on: ResourceKey, token: number, change: Change): TableAnswer {
    const answer = super.guarded(on, token, change);
    const { lease } = answer.done ? { lease: null } : answer;
    if (lease?.token !== token) return answer;
    change(lease, answer.at);
    return { done: true, at: answer.at, token };
  }
}

class LooksFirst extends LeaseTable {
  override acquire(on: ResourceKey, holder: string, leaseMs: number): TableAnswer {
    const lease = this.row(on);
    const free = lease === null || lease.until <= Number(process.hrtime.bigint()) / 1e6;
    breathe();
    return free ? super.acquire(on, holder, leaseMs, true) : super.acquire(on, holder, leaseMs);
  }
}

class ForgetsTokens extends LeaseTable {
  override acquire(on: ResourceKey, holder: string, leaseMs: number): TableAnswer {
    const answer = super.acquire(on, holder, leaseMs);
    return answer.done ? { ...answer, token: 1 } : answer;
  }
}

class RenewsForAnyone extends LeaseTable {
  override renew(on: ResourceKey, token: number, leaseMs: number): TableAnswer {
    return super.renew(on, this.row(on)?.token ?? token, leaseMs);
  }
}

/** The table with one rule taken out. */
export const PLANTED = {
  'writes with any token': WritesWithAnyToken,
  'writes after the end of the lease': WritesLate,
  'looks before the transaction': LooksFirst,
  'forgets the tokens it gave': ForgetsTokens,
  'renews for anyone': RenewsForAnyone,
} as const;

export type PlantedName = keyof typeof PLANTED;
