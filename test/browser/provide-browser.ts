import type { TestProject } from 'vitest/node'
import { findFastBrowser } from './find-browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** What `launchBrowser` starts: its path, and flags beside those for any browser. */
    browser: { readonly path: string; readonly flags: readonly string[] }
  }
}

/** A process for each page of each test would take a third of the time of all of them. */
const ONE_RENDERER = '--renderer-process-limit=1'

/** Global set-up of the browser tests: finds the browser once, and fails the run when there is none. */
export default function provideBrowser(project: TestProject): void {
  project.provide('browser', { path: findFastBrowser(), flags: [ONE_RENDERER] })
}
