/**
 * The moment at which the end-to-end tests live. What the demo market has behind it, and so what it holds, owes and may
 * still do, is another at every minute of the day: tests that ask the same of it must meet the same.
 */

/** The host and the pages of one run are shifted by the same span, in milliseconds; set once by Playwright's configuration. */
const VARIABLE = 'ZMART_E2E_SHIFT_MS';

/** Two minutes into a quarter of an hour, so that no run crosses more than one end of a 15-minute candle. */
export const TEST_MOMENT = Date.UTC(2026, 0, 14, 13, 2);

/** Decides the shift for this run unless the caller has decided: `ZMART_E2E_SHIFT_MS=0` lives at the machine's time. */
export function decideShift(): void {
  process.env[VARIABLE] ??= String(TEST_MOMENT - Date.now());
}

export const shiftMs = (): number => Number(process.env[VARIABLE] ?? 0);

/** Now, as the host and the pages of this run see it, in Unix milliseconds. */
export const testNow = (): number => Date.now() + shiftMs();

/** A script that moves `Date` by the shift, for a page or for Node. */
export const shiftScript = (): string => `{
  const shift = ${String(shiftMs())};
  const real = Date.now.bind(Date);
  Date.now = () => real() + shift;
  globalThis.Date = new Proxy(Date, {
    construct: (type, given, made) => Reflect.construct(type, given.length === 0 ? [type.now()] : given, made),
    apply: (type) => new type(type.now()).toString(),
  });
}`;

/** Flags with which Node runs the script before the program, in its worker threads too. */
export const shiftFlags = (): readonly string[] =>
  shiftMs() === 0 ? [] : ['--import', `data:text/javascript,${encodeURIComponent(shiftScript())}`];
