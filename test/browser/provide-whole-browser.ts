import type { TestProject } from 'vitest/node'
import { findBrowser } from './find-browser.ts'

/** Global set-up of what measures the inbox: a browser as people have it. */
export default function provideWholeBrowser(project: TestProject): void {
  project.provide('browser', { path: findBrowser(), flags: [] })
}
