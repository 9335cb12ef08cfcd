import { afterEach } from 'vitest'
import { type Pop3, startPop3 } from './start-pop3.ts'

/** Gives a function that starts servers, which are closed after each test. */
export function usePop3(): typeof startPop3 {
  const open: Pop3[] = []
  afterEach(async () => {
    await Promise.all(open.splice(0).map(pop3 => pop3.close()))
  })
  return async settings => {
    const pop3 = await startPop3(settings)
    open.push(pop3)
    return pop3
  }
}
