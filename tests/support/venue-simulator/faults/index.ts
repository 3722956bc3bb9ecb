export { AMBIGUOUS_FAILURES, type AmbiguousFailure, faultOf } from './ambiguity.ts';
export type { HttpFault } from './http-faults.ts';
