import type { ClientOrderId } from '#shared/domain/ids.ts';
import type { Finding } from './desk-types.ts';
import type { OrderSender } from './order-sender.ts';

/** Records what was found out about an order; false when the order cannot make that move. */
export function recordFinding(sender: OrderSender, id: ClientOrderId, finding: Finding): boolean {
  switch (finding.kind) {
    case 'accepted':
      return sender.move(id, 'order.accepted', { venueOrderId: finding.venueOrderId });
    case 'rejected':
      return sender.move(id, 'order.rejected', { code: finding.code, reason: finding.reason });
    case 'amended': {
      const { kind: _kind, ...terms } = finding;
      return sender.move(id, 'order.amended', terms);
    }
    default:
      return sender.move(id, `order.${finding.kind}`, { reason: finding.reason });
  }
}
