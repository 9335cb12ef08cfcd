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

/**
 * Starts the Chromium that the set-up of the browser tests found, without a window and without a word to the outside.
 * The caller closes it.
 */
export async function launchBrowser(): Promise<Browser> {
  const { path, flags } = inject('browser')
  return chromium.launch({
    executablePath: path,
    // Chromium refuses to start its sandbox as root, and containers often have no user namespaces for it.
    chromiumSandbox: process.platform !== 'linux',
    args: [...FLAGS, ...flags],
  })
}
