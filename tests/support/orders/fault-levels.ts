/** How often things go wrong between us and the simulated exchange; each a probability per request, event or question. */
export interface FaultLevels {
  /** The request is lost on its way. */
  readonly lostBefore: number;
  /** The request arrives, its answer is lost. */
  readonly lostAfter: number;
  /** The answer is lost, and the request arrives 1, 8 or 40 s later. */
  readonly late: number;
  /** A stream event is lost without a trace. */
  readonly dropped: number;
  /** A stream event comes one to four times more. */
  readonly doubled: number;
  /** A stream event is held up to `heldMs`, and so overtaken by others. */
  readonly held: number;
  readonly heldMs: number;
  /** A stream event carries the venue's order id only. */
  readonly nameless: number;
  /** A question fails, and is never answered. */
  readonly unanswered: number;
  readonly silentQuestion: number;
  /** A question is answered from a copy up to `lagMs` behind, and an answer is up to `slowMs` on its way. */
  readonly lagging: number;
  readonly lagMs: number;
  readonly slow: number;
  readonly slowMs: number;
}

export const NO_FAULTS: FaultLevels = {
  lostBefore: 0,
  lostAfter: 0,
  late: 0,
  dropped: 0,
  doubled: 0,
  held: 0,
  heldMs: 0,
  nameless: 0,
  unanswered: 0,
  silentQuestion: 0,
  lagging: 0,
  lagMs: 0,
  slow: 0,
  slowMs: 0,
};

/** A bad day: about every tenth request and every fifth event meets something. */
export const BAD_DAY: FaultLevels = {
  lostBefore: 0.04,
  lostAfter: 0.05,
  late: 0.03,
  dropped: 0.05,
  doubled: 0.1,
  held: 0.1,
  heldMs: 4_000,
  nameless: 0.05,
  unanswered: 0.08,
  silentQuestion: 0.01,
  lagging: 0.1,
  lagMs: 2_500,
  slow: 0.1,
  slowMs: 2_500,
};

/** The venue answers most questions from a copy that is seconds behind its own stream. */
export const LAGGING_DAY: FaultLevels = { ...BAD_DAY, lagging: 0.8, lagMs: 4_500 };

/** A day on which enough goes through that the breakers let an order be worked for minutes. */
export const WORKING_DAY: FaultLevels = {
  ...BAD_DAY,
  lostBefore: 0.015,
  lostAfter: 0.03,
  late: 0.015,
  unanswered: 0.02,
  silentQuestion: 0.002,
};
