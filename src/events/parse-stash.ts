/**
 * A stash file as the events in it. Ground: what cim_actions writes, and props.conf/transforms.conf of the Common
 * Information Model add-on: header line, breaker lines, and before each event a line that names its origin.
 */
import type { Problem } from '../errors.ts'
import type { WrittenEvent } from './event.ts'

const HEADER = '***SPLUNK***'
const ID_LINE = '***Common Action Model***'
const BREAKER = /(?:^|\r?\n)==##~~##~~ {2}1E8N3D4E6V5E7N2T9 ~~##~~##==\r?(?:\n|$)/
const PAIR = /(\w+)="([^"]*)"/g

export interface ParsedStash {
  readonly events: readonly WrittenEvent[]
  readonly problems: readonly Problem[]
}

/** `idLines` is false for .stash_new, where core Splunk knows nothing of them. */
export function parseStash(text: string, file: string, idLines: boolean): ParsedStash {
  const [head = '', ...chunks] = text.split(BREAKER)
  const problems: Problem[] = []
  const header = head.startsWith(HEADER) ? pairsOf(head) : {}
  if (!head.startsWith(HEADER)) {
    problems.push(bad(file, `does not begin with ${HEADER}: its first lines are taken for an event`))
    if (head.trim() !== '') chunks.unshift(head)
  } else if (chunks.length === 0) {
    problems.push(bad(file, 'ends before its first event'))
  }
  const events = chunks.map((chunk, number) => {
    const isLast = number === chunks.length - 1
    return eventOf(chunk, number, file, header, idLines, isLast, problems)
  })
  return { events: events.filter((event) => event !== undefined), problems }
}

function eventOf(
  chunk: string,
  number: number,
  file: string,
  header: Readonly<Record<string, string>>,
  idLines: boolean,
  isLast: boolean,
  problems: Problem[],
): WrittenEvent | undefined {
  const cut = chunk.indexOf('\n')
  const first = cut < 0 ? chunk : chunk.slice(0, cut).replace(/\r$/, '')
  const hasId = idLines && first.startsWith(ID_LINE)
  if (isLast && isCut(chunk, hasId, cut)) {
    problems.push(bad(file, `is cut in its event ${number + 1}: what is there of it was left out`))
    return undefined
  }
  const id = hasId ? pairsOf(first) : {}
  const notes = idLines && !hasId ? ['written with cam_header=False: no sourcetype, no orig_sid, no orig_rid'] : []
  const indexed: Record<string, string> = {}
  for (const key of ['orig_action_name', 'orig_sid', 'orig_rid']) {
    const value = id[key]
    if (value !== undefined && value !== '') indexed[key] = value
  }
  return {
    raw: hasId ? (cut < 0 ? '' : chunk.slice(cut + 1)) : chunk,
    index: given(header['index']),
    host: given(header['host']),
    source: given(header['source']),
    sourcetype: given(id['sourcetype']),
    time: undefined,
    indexed,
    origin: { kind: 'spool', file, number },
    notes,
  }
}

/** The writer puts no line end behind the last event, so only a half origin line, or none behind it, tells a cut. */
function isCut(chunk: string, hasId: boolean, cut: number): boolean {
  if (hasId) return cut < 0
  return chunk !== '' && cut < 0 && (ID_LINE.startsWith(chunk) || chunk.startsWith('***Common Action'))
}

function given(value: string | undefined): string | undefined {
  return value === undefined || value === '' ? undefined : value
}

function pairsOf(line: string): Record<string, string> {
  const pairs: Record<string, string> = Object.create(null)
  for (const [, key = '', value = ''] of (line.split('\n', 1)[0] ?? '').matchAll(PAIR)) pairs[key] = value
  return pairs
}

function bad(file: string, what: string): Problem {
  return {
    code: 'EVENTS_BAD_SPOOL',
    message: `the spool file ${file} ${what}`,
    hint: 'Let writeevents() write the file, and do not end the script while it does.',
    where: { file },
  }
}
