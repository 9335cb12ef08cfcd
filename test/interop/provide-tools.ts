import { findTools, TOOLS } from './find-tools.ts'

/** Global set-up of the interop tests: fails the run when a program is missing. */
export default function provideTools(): void {
  findTools(TOOLS)
}
