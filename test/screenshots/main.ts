import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { createSandbox, type Sandbox } from '../../server/sandbox.ts'
import { buildWeb } from '../../web/build.ts'
import { findBrowser } from '../browser/find-browser.ts'
import { MAILS } from './mails.ts'

/** Where README has its pictures. */
const FOLDER = join(import.meta.dirname, '../../.github')

/** Time between one mail and the next, in milliseconds. */
const SPACING = 23 * 60_000

/** Takes the pictures of README anew: `node test/screenshots/main.ts`. */
async function main(): Promise<void> {
  await buildWeb()
  await mkdir(FOLDER, { recursive: true })
  const box = await createSandbox()
  const browser = await chromium.launch({
    executablePath: findBrowser(),
    chromiumSandbox: process.platform !== 'linux',
  })
  try {
    await fill(box)
    for (const scheme of ['light', 'dark'] as const) await take(browser, box, scheme)
  } finally {
    await browser.close()
    await box.close()
  }
}

async function fill({ client, clock }: Sandbox): Promise<void> {
  for (const mail of MAILS) {
    clock.advance(SPACING)
    await client.messages.inject(mail)
  }
  const { items } = await client.messages.list()
  for (const { id, subject } of items) {
    await client.messages.patch(id, {
      seen: !/order|Welcome|code/.test(subject),
      flagged: subject.startsWith('Facture'),
      tags: subject.startsWith('Build') ? ['ci'] : [],
    })
  }
}

async function take(browser: Browser, { url, clock }: Sandbox, colorScheme: 'light' | 'dark'): Promise<void> {
  const page = await browser.newPage({
    viewport: { width: 1280, height: 760 },
    colorScheme,
    locale: 'en-GB',
    reducedMotion: 'reduce',
  })
  await page.clock.setFixedTime(clock.now() + SPACING / 2)
  await page.goto(url)
  await page.frameLocator('iframe').getByText('Thank you').first().waitFor()
  await page.getByText('No remote content').waitFor()
  await page.screenshot({ path: join(FOLDER, `inbox-${colorScheme}.png`) })
  await page.close()
}

await main()
