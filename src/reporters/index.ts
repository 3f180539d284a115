/** The reporters by name: transcript in, text out. */
import { json } from './json.ts'
import { terminal } from './terminal.ts'

export const reporters = { json, terminal } as const
