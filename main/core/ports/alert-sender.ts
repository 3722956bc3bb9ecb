import type { AlertChannel, NoticeLevel } from '#shared/domain/alert.ts';
import type { Result } from '#shared/kernel/result.ts';

/** A notice as it leaves. */
export interface OutgoingNotice {
  readonly level: NoticeLevel;
  readonly title: string;
  readonly body: string;
  /** Wall time, ms since 1970. */
  readonly at: number;
  /** How many alike were held back since the last one; 0 for most. */
  readonly more: number;
}

/**
 * Sends notices out of this machine. Each call is one try; whoever asks decides about another. The secret is the address
 * of a webhook, the token of a bot or a password: it is not kept, logged, or put into an error.
 */
export interface AlertSender {
  /** @returns one sentence for a person when it did not arrive. */
  send(channel: AlertChannel, secret: string, notice: OutgoingNotice): Promise<Result<void, string>>;
}
