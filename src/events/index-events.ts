/** Written events as an indexer would hold them. Ground: props.conf.spec, transforms.conf.spec, and CIM's own props. */
import type { Addon } from '../addon/addon.ts'
import type { IndexedEvent, WrittenEvent } from './event.ts'
import { fieldExtractor } from './extract-fields.ts'
import { findTime } from './find-time.ts'

export interface Indexer {
  /** Host of events that name none. */
  readonly serverName: string
  /** Epoch seconds; `_time` of events that tell no time. */
  readonly now: number
}

export function indexEvents(written: readonly WrittenEvent[], addon: Addon, indexer: Indexer): IndexedEvent[] {
  const extract = fieldExtractor(addon)
  return written.map((event) => {
    const sourcetype = event.sourcetype ?? defaultSourcetype(event)
    const time = event.time ?? findTime(event.raw)
    const notes = time === undefined ? [...event.notes, 'no timestamp at the start of the event: it gets the time of indexing'] : event.notes
    return {
      index: event.index ?? 'main',
      host: event.host ?? indexer.serverName,
      source: event.source ?? event.origin.file,
      sourcetype,
      time: time ?? indexer.now,
      raw: event.raw,
      fields: { ...extract(sourcetype, event.raw), ...event.indexed },
      origin: event.origin,
      eventtypes: [],
      tags: [],
      notes,
    }
  })
}

function defaultSourcetype(event: WrittenEvent): string {
  const kind = /\.stash(?:_([\w-]+))?$/.exec(event.origin.file)
  if (kind === null) return 'too_small'
  return kind[1] === undefined || kind[1] === 'new' ? 'stash' : `stash_${kind[1]}`
}
