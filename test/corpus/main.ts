/**
 * `npm run corpus -- FOLDER`: sends every .eml of a folder through a sandbox, reads each back in every way, and says
 * what differs, hangs, breaks or is missing. Ends with 1 when there is anything to say.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import type { Page, Summary } from '../../server/http/contract.ts'
import { createSandbox } from '../../server/sandbox.ts'
import { SmtpExchange } from '../bench/smtp-exchange.ts'
import { inspectMail, isSlowness, type Inspection } from './inspect-mail.ts'
import { readManifest } from './manifest.ts'
import { wireBytes } from './wire-bytes.ts'

/** Times a slow mail is tried: only one that is slow each time counts, not the moment when the machine was busy. */
const TRIES = 5

const [folder] = process.argv.slice(2)
if (folder === undefined || !existsSync(folder)) {
  console.error(
    'Usage: npm run corpus -- FOLDER    (a folder with .eml files, looked for in its folders too)',
  )
  process.exit(2)
}

const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter(path => path.endsWith('.eml'))
  .toSorted()
const manifest = join(folder, 'MANIFEST.tsv')
const agreed = existsSync(manifest) ? readManifest(manifest) : new Map<string, never>()

const sandbox = await createSandbox()
const api = `${sandbox.url}/api/v1`
const exchange = { current: await SmtpExchange.open('127.0.0.1', sandbox.ports.smtp) }
// The first message loads what is loaded on first use; it is not timed.
await inspectMail(api, exchange.current, Buffer.from('Subject: first\r\n\r\n<p>text\r\n'), undefined)

const captured = new Map<string, string>()
let broken = 0
let slowest = { file: '', step: '', milliseconds: 0 }
for (const file of files) {
  const inspection = await inspectFile(file)
  if (inspection.problems.length > 0) broken++
  for (const problem of inspection.problems) console.log(`${file}: ${problem}`)
  if (inspection.slowest.milliseconds > slowest.milliseconds) slowest = { file, ...inspection.slowest }
}
const missing = await missingFrom(captured)
for (const file of missing) console.log(`${file}: is missing from the list`)
exchange.current.destroy()
await sandbox.close()

const wrong = broken + missing.length
console.log(
  `${files.length} mails, ${agreed.size} of them compared with other parsers, ${wrong} with problems`,
)
console.log(`slowest step: ${slowest.step} of ${slowest.file}, ${slowest.milliseconds.toFixed(0)} ms`)
process.exitCode = wrong > 0 || files.length === 0 ? 1 : 0

async function inspectFile(file: string): Promise<Inspection> {
  const raw = wireBytes(readFileSync(join(folder ?? '', file)))
  for (let attempt = 1; ; attempt++) {
    const inspection = await inspectMail(api, exchange.current, raw, agreed.get(file.split(sep).join('/')))
    if (inspection.id === undefined) {
      // The conversation stands nobody knows where.
      exchange.current.destroy()
      exchange.current = await SmtpExchange.open('127.0.0.1', sandbox.ports.smtp)
    } else captured.set(inspection.id, file)
    if (attempt === TRIES || !inspection.problems.some(isSlowness)) return inspection
  }
}

/** Walks the whole list, page by page, and tells whose messages it does not hold. */
async function missingFrom(expected: ReadonlyMap<string, string>): Promise<string[]> {
  const left = new Map(expected)
  let page: string | null = ''
  while (page !== null) {
    const response = await fetch(
      `${api}/messages?limit=100${page === '' ? '' : `&page=${encodeURIComponent(page)}`}`,
    )
    const { items, next } = (await response.json()) as Page<Summary>
    for (const { id } of items) left.delete(id)
    page = next
  }
  return [...left.values()]
}
