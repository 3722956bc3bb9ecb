// @ts-check
/**
 * V8's flags for a host. The journal's group commit makes half a megabyte of short-lived objects per hundred records. With
 * the default young generation every thirtieth commit meets a collection and waits a millisecond longer: that was the
 * slowest hundredth of all waits. A larger one is collected less than once in two hundred commits, and on one thread,
 * since so little survives that waking others costs more than they save. Costs up to 128 MB of memory.
 */
export const HOST_FLAGS = ['--min-semi-space-size=64', '--max-semi-space-size=64', '--no-parallel-scavenge'];
