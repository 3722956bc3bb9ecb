import type { ModelVenue } from './model-venue.ts';

/** Planted: an order that was not answered clearly is sent again. */
export function retryingVenue(venue: ModelVenue): ModelVenue {
  const submit = venue.submit.bind(venue);
  venue.submit = async (order) => {
    const first = await submit(order);
    return first.kind === 'unknown' ? submit(order) : first;
  };
  return venue;
}
