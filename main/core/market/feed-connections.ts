import type { Answer } from '../ports/venue.ts';
import type { ChannelReport, SocketReport } from './stream-report.ts';

/** What a feed over a network tells of its connections to the venue. */
export interface FeedConnections {
  /** The subscriptions that are watched. */
  channels(): readonly ChannelReport[];
  sockets(): readonly SocketReport[];
  /** Venue clock minus ours, ms, by questions that need no login. */
  clockOffset(): Promise<Answer<number>>;
}
