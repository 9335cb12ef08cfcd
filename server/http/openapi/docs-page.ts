import { createHash } from 'node:crypto'
import { escapeAttribute, escapeText } from '../preview/escape-html.ts'
import { problemKinds } from '../problem.ts'
import { requestExample } from './request-example.ts'
import type { OpenApiDocument, OpenApiOperation, OpenApiParameter } from './openapi-document.ts'

const STYLE = `
:root{color-scheme:light dark;--canvas:#fff;--text:#1c1e21;--muted:#5b626c;--line:#dfe2e6;--raised:#f5f6f8;--accent:#1f5fbf}
@media (prefers-color-scheme:dark){:root{--canvas:#15171a;--text:#e6e8eb;--muted:#9aa2ad;--line:#30353c;--raised:#1e2226;--accent:#7db1ff}}
*{box-sizing:border-box}
body{margin:0;background:var(--canvas);color:var(--text);font:15px/1.55 system-ui,sans-serif}
a{color:var(--accent)}
main{max-width:56rem;margin:0 auto;padding:2rem 1.25rem 6rem}
h1{margin:0 0 .25rem;font-size:1.75rem}h2{margin:3rem 0 .25rem;font-size:1.25rem}h3{margin:0;font-size:1rem;font-weight:600}
p{margin:.25rem 0 .75rem}.muted{color:var(--muted)}
nav ul{columns:2;padding-left:1.1rem}@media (max-width:40rem){nav ul{columns:1}}
section{margin:1rem 0;padding:1rem 1.25rem;border:1px solid var(--line);border-radius:8px}
section:target{border-color:var(--accent)}
code,pre,.path{font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace}
.path{margin:.25rem 0 .5rem;overflow-wrap:anywhere}.method{display:inline-block;min-width:4.5em;font-weight:700;color:var(--accent)}
pre{margin:.75rem 0 0;padding:.75rem 1rem;overflow-x:auto;background:var(--raised);border-radius:4px}
table{width:100%;border-collapse:collapse;margin:.5rem 0}
td,th{padding:.3rem .75rem .3rem 0;border-top:1px solid var(--line);text-align:left;vertical-align:top}
details{margin-top:.5rem}summary{cursor:pointer;color:var(--muted)}
`

/** The policy under which the page is sent: its own style, and nothing else. */
export const DOCS_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`

/**
 * The API for people: one page made of the OpenAPI document, without scripts.
 *
 * @param origin where the API is, for the examples: `http://localhost:8025`
 */
export function docsPage(document: OpenApiDocument, origin: string): string {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
  )
  const groups = document.tags.map(tag => {
    const own = operations.filter(({ operation }) => operation.tags.includes(tag.name))
    const sections = own.map(({ path, method, operation }) =>
      section(method, path, operation, document, origin),
    )
    return own.length === 0
      ? ''
      : `<h2 id="${slug(tag.name)}">${escapeText(capitalised(tag.name))}</h2><p class="muted">${escapeText(tag.description)}</p>${sections.join('')}`
  })
  const links = document.tags.map(
    ({ name }) => `<li><a href="#${slug(name)}">${escapeText(capitalised(name))}</a></li>`,
  )
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Facteur API</title><style>${STYLE}</style></head><body><main>
<h1>Facteur API</h1><p class="muted">Version ${escapeText(document.info.version)} · <a href="/">inbox</a> · <a href="/api/v1/openapi.json">openapi.json</a></p>
<p>${escapeText(document.info.description)} Requests and answers are JSON unless said otherwise. Lists come newest first, one page at a time: ask for the <code>next</code> of an answer as <code>page</code>. The <code>cursor</code> of an answer is a position in the stream of changes: ask for what came <code>after</code> it.</p>
<nav><ul>${links.join('')}<li><a href="#query">Queries</a></li><li><a href="#problems">Problems</a></li></ul></nav>
${groups.join('')}${QUERY_SECTION}${problemSection()}</main></body></html>`
}

function section(
  method: string,
  path: string,
  operation: OpenApiOperation,
  document: OpenApiDocument,
  origin: string,
): string {
  const { summary, description, parameters = [], requestBody, responses, operationId } = operation
  const body = requestBody && Object.values(requestBody.content)[0]?.schema
  const answer = Object.entries(responses).find(([status]) => status.startsWith('2'))
  const answerSchema = Object.values(answer?.[1].content ?? {})[0]?.schema
  return `<section id="${escapeAttribute(operationId)}"><h3>${escapeText(summary)}</h3>
<div class="path"><span class="method">${method}</span>${escapeText(path)}</div>
${description === undefined ? '' : `<p>${code(description)}</p>`}${parameterTable(parameters)}
<pre>${escapeText(requestExample(method, path, operation, origin))}</pre>
${schemaDetails('Body', body, document)}${schemaDetails(`Answer ${answer?.[0] ?? ''}`, answerSchema, document)}</section>`
}

function parameterTable(parameters: readonly OpenApiParameter[]): string {
  if (parameters.length === 0) return ''
  const rows = parameters.map(
    ({ name, in: place, description = '' }) =>
      `<tr><td><code>${place === 'query' ? '?' : ':'}${escapeText(name)}</code></td><td>${code(description)}</td></tr>`,
  )
  return `<table>${rows.join('')}</table>`
}

function schemaDetails(title: string, schema: object | undefined, { components }: OpenApiDocument): string {
  if (schema === undefined) return ''
  const reference = '$ref' in schema ? String(schema.$ref).split('/').at(-1) : undefined
  const shown = reference === undefined ? schema : (components.schemas[reference] ?? schema)
  const label = reference === undefined ? title : `${title}: ${reference}`
  return `<details><summary>${escapeText(label)}</summary><pre>${escapeText(JSON.stringify(shown, null, 2))}</pre></details>`
}

function problemSection(): string {
  const rows = problemKinds().map(
    ({ code: name, status, title }) =>
      `<tr id="${name}"><td>${status}</td><td><code>${name}</code></td><td>${escapeText(title)}</td></tr>`,
  )
  return `<h2 id="problems">Problems</h2><p class="muted">Whatever goes wrong is answered by a problem document (RFC 9457) with one of these codes.</p><table>${rows.join('')}</table>`
}

const QUERY_SECTION = `<h2 id="query">Queries</h2>
<p>Words and <code>"phrases"</code> are looked for everywhere. <code>from: to: cc: bcc: subject: body: header:Name=value user: account: tag: id: message-id: rcpt: sender: has:attachment has:code has:link is:unread is:flagged larger: smaller: before: after:</code> look in one place. <code>-</code> negates; <code>OR</code> and parentheses join. An address matches exactly, <code>to:@x.test</code> a whole domain, the value of <code>header:</code> as whole words; <code>rcpt:</code> and <code>sender:</code> look at the envelope alone.</p>`

/** Text with `code` in it. */
function code(text: string): string {
  return escapeText(text).replace(/`([^`]*)`/g, '<code>$1</code>')
}

function slug(name: string): string {
  return name.replaceAll(' ', '-')
}

function capitalised(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1)
}
