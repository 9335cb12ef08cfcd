import { connect } from 'node:net'
import { createTransport } from 'nodemailer'
import type { SendMailOptions } from 'nodemailer'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { expect, test as base } from 'vitest'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { launchBrowser } from '../browser/launch-browser.ts'

/** What a test of the inbox has at hand. */
export interface InboxFixtures {
  /** A Facteur of its own. */
  readonly box: Sandbox
  readonly browser: Browser
  /** Opens the inbox of `box` in a window of its own; a path, and what the window is like. */
  readonly open: (path?: string, options?: BrowserContextOptions) => Promise<Page>
  /** Sends a mail by SMTP, as an application does. */
  readonly send: (mail: SendMailOptions) => Promise<void>
}

/** Sends a mail to the SMTP port given. */
export async function sendMail(port: number, mail: SendMailOptions): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port })
  await transport.sendMail({ from: 'Anna <anna@app.test>', to: 'bob@x.test', ...mail })
  transport.close()
}

/** Begins to hand in a mail and hangs up in the middle, as a program that dies does. */
export function breakOff(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1')
  const lines = [
    'EHLO dying.test',
    'MAIL FROM:<anna@app.test>',
    'RCPT TO:<bob@x.test>',
    'DATA',
    'Subject: never',
  ]
  socket.on('data', () => {
    const line = lines.shift()
    if (line === undefined || lines.length === 0) socket.end(`${line ?? ''}\r\n`, () => socket.destroy())
    else socket.write(`${line}\r\n`)
  })
  return new Promise(resolve => socket.on('close', () => resolve()))
}

export const test = base.extend<InboxFixtures>({
  browser: [
    // eslint-disable-next-line no-empty-pattern -- vitest reads from the pattern what a fixture needs
    async ({}, use) => {
      const browser = await launchBrowser()
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  // eslint-disable-next-line no-empty-pattern -- as above
  box: async ({}, use) => {
    const box = await createSandbox()
    await use(box)
    await box.close()
  },
  send: async ({ box }, use) => {
    await use(mail => sendMail(box.ports.smtp, mail))
  },
  open: async ({ box, browser }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (path = '/', options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        locale: 'en-GB',
        reducedMotion: 'reduce',
        ...options,
      })
      context.setDefaultTimeout(10_000)
      contexts.push(context)
      const page = await context.newPage()
      await page.goto(new URL(path, box.url).href)
      return page
    })
    await Promise.all(contexts.map(context => context.close()))
  },
})

/** Of tests in which axe looks at page after page: each takes seconds where the machine is slow. */
export const UNHURRIED = { timeout: 120_000 }

/** Expects something of what `read` gives sooner or later. */
export function eventually<T>(read: () => T | Promise<T>) {
  return expect.poll(read, { timeout: 10_000, interval: 20 })
}

/** The rows of the list. */
export function rows(page: Page) {
  return page.locator('message-row')
}

/** The rows with the subject given. */
export function rowOf(page: Page, subject: string) {
  return rows(page).filter({ hasText: subject })
}

/** The subject of the open message. */
export function openSubject(page: Page) {
  return page.locator('message-header h2')
}

/** The row of the open message. */
export function openRow(page: Page) {
  return page.locator('message-row[open]')
}
