import { chromium, type Browser } from 'playwright-core'
import { inject } from 'vitest'

const FLAGS = [
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-default-apps',
  '--disable-domain-reliability',
  '--disable-features=Translate,OptimizationHints,MediaRouter',
  '--disable-sync',
  '--no-first-run',
]

/** A process for each page of each test would take a third of the time of all of them. What measures has them, as people do. */
const ONE_RENDERER = '--renderer-process-limit=1'

/**
 * Starts the Chromium that the set-up of the browser tests found, without a window and without a word to the outside.
 * The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: inject('browserPath'),
    // Chromium refuses to start its sandbox as root, and containers often have no user namespaces for it.
    chromiumSandbox: process.platform !== 'linux',
    args: process.env['OWN_RENDERERS'] === 'true' ? FLAGS : [...FLAGS, ONE_RENDERER],
  })
}
