/** The time at the start of an event. CIM's props look at the first 25 characters behind the origin line. */

const LOOKAHEAD = 25
const EPOCH = /(?<![\d.])(\d{10})(?:(\d{3})(?!\d)|(\.\d+))?(?!\d)/
const ISO = /(\d{4})-(\d\d)-(\d\d)[T ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,6}))?(?:(Z)|([+-]\d\d):?(\d\d))?/

/** Epoch seconds, or undefined. */
export function findTime(raw: string): number | undefined {
  const head = raw.slice(0, LOOKAHEAD + 10)
  const iso = ISO.exec(head)
  if (iso !== null && iso.index < LOOKAHEAD) return isoTime(iso)
  const epoch = EPOCH.exec(head)
  if (epoch === null || epoch.index >= LOOKAHEAD) return undefined
  const [, seconds = '', millis, fraction] = epoch
  return Number(seconds) + (millis === undefined ? Number(fraction ?? 0) : Number(millis) / 1000)
}

function isoTime(match: RegExpExecArray): number {
  const [, year, month, day, hour, minute, second, fraction, , offsetHour, offsetMinute] = match
  const utc = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)) / 1000
  const sign = offsetHour?.startsWith('-') === true ? -1 : 1
  const offset = offsetHour === undefined ? 0 : sign * (Math.abs(Number(offsetHour)) * 3600 + Number(offsetMinute) * 60)
  return utc - offset + (fraction === undefined ? 0 : Number(`0.${fraction}`))
}
