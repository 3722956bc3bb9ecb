/** V8's flags for a host. */
export const HOST_FLAGS: readonly string[];
