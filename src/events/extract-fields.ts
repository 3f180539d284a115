/** Search-time fields of an event: automatic key=value pairs and JSON. Ground: props.conf.spec, KV_MODE. */
import type { Addon } from '../addon/addon.ts'

type Fields = Record<string, string | readonly string[]>

const PAIR = /([A-Za-z_][\w.:-]*)=(?:"((?:[^"\\]|\\.)*)"|([^\s,;"]+))/g

/** A function from sourcetype and raw text to fields; the settings of a sourcetype are read once. */
export function fieldExtractor(addon: Addon): (sourcetype: string, raw: string) => Fields {
  const modes = new Map<string, string>()
  return (sourcetype, raw) => {
    const mode = modes.get(sourcetype) ?? modeOf(addon, sourcetype)
    modes.set(sourcetype, mode)
    const fields: Fields = Object.create(null)
    if (mode === 'none') return fields
    if ((mode === 'json' || mode === 'auto') && /^\s*\{/.test(raw)) addJson(raw, fields)
    if (mode !== 'json') for (const [, key = '', quoted, bare] of raw.matchAll(PAIR)) add(fields, key, quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '')
    return fields
  }
}

function modeOf(addon: Addon, sourcetype: string): string {
  return addon.conf('props').stanzas.get(sourcetype)?.settings.get('KV_MODE')?.value.trim().toLowerCase() ?? 'auto'
}

function addJson(raw: string, fields: Fields): void {
  try {
    walk(JSON.parse(raw) as unknown, '', fields)
  } catch {
    // No JSON after all: key=value pairs may still be found.
  }
}

function walk(value: unknown, path: string, fields: Fields): void {
  if (Array.isArray(value)) for (const item of value) walk(item, `${path}{}`, fields)
  else if (typeof value === 'object' && value !== null) {
    for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`, fields)
  } else add(fields, path, String(value))
}

function add(fields: Fields, key: string, value: string): void {
  const before = fields[key]
  fields[key] = before === undefined ? value : [...[before].flat(), value]
}
