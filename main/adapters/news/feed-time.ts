const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
/** Minutes east of UTC of the names RFC 822 allows. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
};
const RFC_822 =
  /^(?:[a-z]{3,9},?\s+)?(\d{1,2})\s+([a-z]{3})[a-z]*\s+(\d{4}|\d{2})\s+(\d{1,2}):(\d{2})(?::(\d{2}))?\s*([a-z]{1,4}|[+-]\d{4})?$/;
const RFC_3339 = /^\d{4}-\d{2}-\d{2}[t ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(z|[+-]\d{2}:?\d{2})$/;

function zoneMinutes(zone: string): number | null {
  const named = ZONES[zone];
  if (named !== undefined) return named;
  const parts = /^([+-])(\d{2})(\d{2})$/.exec(zone);
  if (parts === null) return null;
  const minutes = Number(parts[2]) * 60 + Number(parts[3]);
  return parts[1] === '-' ? -minutes : minutes;
}

/**
 * A moment as feeds write it: RFC 822 (RSS) or RFC 3339 (Atom, JSON Feed), ms since 1970. Null when it is neither, or names
 * no zone: the local time of a server is not known.
 */
export function feedTime(text: string): number | null {
  const lower = text.trim().toLowerCase().slice(0, 64);
  const at = RFC_3339.test(lower) ? Date.parse(lower.replace(' ', 't').toUpperCase()) : rfc822(lower);
  return at !== null && Number.isFinite(at) && at >= 0 ? at : null;
}

function rfc822(text: string): number | null {
  const found = RFC_822.exec(text);
  if (found === null) return null;
  const [, day = '', month = '', year = '', hour = '', minute = '', second = '0', zone = ''] = found;
  const offset = zoneMinutes(zone);
  const index = MONTHS.indexOf(month);
  if (offset === null || index < 0) return null;
  // Two digits as RFC 2822 reads them.
  const full = year.length === 4 ? Number(year) : Number(year) + (Number(year) < 50 ? 2000 : 1900);
  return Date.UTC(full, index, Number(day), Number(hour), Number(minute), Number(second)) - offset * 60_000;
}
