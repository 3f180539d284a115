/** What the script logged below var/log/splunk: the text, and the messages Enterprise Security reads out of it. */
import { closeSync, fstatSync, openSync, readdirSync, readSync } from 'node:fs'
import { join } from 'node:path'
import type { ActionMessage, LogFile } from './event.ts'
import { parseMessage } from './parse-message.ts'

const MOST_BYTES = 16 * 1024 * 1024
const OF_ACTIONS = /_mod(?:alert|workflow)\.log(?:\.\d+)?$/

export interface CollectedLogs {
  readonly logs: readonly LogFile[]
  readonly messages: readonly ActionMessage[]
}

export async function collectLogs(splunkHome: string): Promise<CollectedLogs> {
  const folder = join(splunkHome, 'var', 'log', 'splunk')
  const logs = names(folder).flatMap((file): LogFile[] => {
    const log = read(join(folder, file), file)
    return log === undefined ? [] : [log]
  })
  const messages = logs
    .filter((log) => OF_ACTIONS.test(log.file))
    .flatMap((log) => log.text.split('\n').flatMap((text, at) => parseMessage(text, log.file, at + 1) ?? []))
  return { logs, messages }
}

/** Rotated files first, oldest before newest, so that messages come in order. */
function names(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .sort((a, b) => base(a).localeCompare(base(b), 'en') || rotation(b) - rotation(a))
  } catch {
    return []
  }
}

function base(name: string): string {
  return name.replace(/\.\d+$/, '')
}

function rotation(name: string): number {
  return Number(/\.(\d+)$/.exec(name)?.[1] ?? 0)
}

function read(path: string, file: string): LogFile | undefined {
  try {
    const handle = openSync(path, 'r')
    try {
      const { size } = fstatSync(handle)
      const bytes = Buffer.alloc(Math.min(size, MOST_BYTES))
      const length = readSync(handle, bytes, 0, bytes.length, 0)
      return { file, text: bytes.subarray(0, length).toString('utf8'), omittedBytes: size - length }
    } finally {
      closeSync(handle)
    }
  } catch {
    return undefined
  }
}
