import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the browser that `launchBrowser` starts. */
    browserPath: string
  }
}

/** Global set-up of the browser tests: finds the browser once, and fails the run when there is none. */
export default function provideBrowser(project: TestProject): void {
  project.provide('browserPath', findBrowser())
}
