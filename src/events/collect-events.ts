/** Everything the script left in var/spool/splunk, as Splunk's batch inputs would take it up. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { Problem } from '../errors.ts'
import type { WrittenEvent } from './event.ts'
import { parseStash } from './parse-stash.ts'

/** More of one file is counted, not read. */
const MOST_BYTES = 512 * 1024 * 1024

export interface Collected {
  readonly events: readonly WrittenEvent[]
  readonly problems: readonly Problem[]
}

export async function collectEvents(splunkHome: string): Promise<Collected> {
  const folder = join(splunkHome, 'var', 'spool', 'splunk')
  const events: WrittenEvent[] = []
  const problems: Problem[] = []
  for (const file of filesIn(folder)) {
    const text = readCapped(join(folder, file), file, problems)
    if (text === undefined) continue
    if (/\.stash_(?!new$|hec$)[\w-]+$/.test(file) || file.endsWith('.stash')) addAll(parseStash(text, file, true))
    else if (file.endsWith('.stash_new')) addAll(parseStash(text, file, false))
    else for (const [number, raw] of text.split(/\r?\n/).filter((line) => line !== '').entries()) events.push(plain(raw, file, number))
  }
  return { events, problems }

  function addAll(parsed: Collected): void {
    for (const event of parsed.events) events.push(event)
    problems.push(...parsed.problems)
  }
}

/** Any other file is taken up as ordinary data, a line an event. */
function plain(raw: string, file: string, number: number): WrittenEvent {
  return {
    raw, index: undefined, host: undefined, source: undefined, sourcetype: undefined, time: undefined, indexed: {},
    origin: { kind: 'spool', file, number },
    notes: ['no stash file: indexed as ordinary data'],
  }
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort()
  } catch {
    return []
  }
}

function readCapped(path: string, file: string, problems: Problem[]): string | undefined {
  const where = { file }
  const hint = 'See that the script lets its user read what it writes.'
  try {
    const handle = openSync(path, 'r')
    try {
      const { size } = fstatSync(handle)
      const bytes = Buffer.alloc(Math.min(size, MOST_BYTES))
      readSync(handle, bytes, 0, bytes.length, 0)
      if (size > MOST_BYTES) {
        problems.push({ code: 'EVENTS_BAD_SPOOL', message: `${file}: ${size - MOST_BYTES} bytes were not read`, hint: 'Write less.', where })
      }
      return bytes.toString('utf8')
    } finally {
      closeSync(handle)
    }
  } catch (error) {
    problems.push({ code: 'EVENTS_BAD_SPOOL', message: `${file} cannot be read: ${(error as Error).message}`, hint, where })
    return undefined
  }
}
