import { DAY, type EpochMs } from '#shared/domain/time.ts';

/** A day of the Gregorian calendar in UTC. */
export interface CalendarDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  readonly day: number;
}

/**
 * The UTC day of a moment. Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`: days
 * are counted in 400-year eras of years that begin in March, so that the leap day comes last.
 */
export function calendarDay(at: number): CalendarDay {
  const days = Math.floor(at / DAY) + 719_468;
  const era = Math.floor(days / 146_097);
  const dayOfEra = days - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Midnight UTC of a day. Source: the same, `days_from_civil`. */
export function midnightOf({ year, month, day }: CalendarDay): EpochMs {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const yearOfEra = shifted - era * 400;
  const dayOfYear = Math.floor((153 * (month > 2 ? month - 3 : month + 9) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return ((era * 146_097 + dayOfEra - 719_468) * DAY) as EpochMs;
}

/** Midnight UTC of the first day of the month that holds `at`. */
export const monthStart = (at: number): EpochMs => midnightOf({ ...calendarDay(at), day: 1 });

/** Midnight UTC of the first day of the month after the one that holds `at`. */
export function nextMonthStart(at: number): EpochMs {
  const { year, month } = calendarDay(at);
  return month === 12
    ? midnightOf({ year: year + 1, month: 1, day: 1 })
    : midnightOf({ year, month: month + 1, day: 1 });
}
