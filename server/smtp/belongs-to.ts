import { networkTest } from '../delivery/world/network-test.ts'

const TESTS = new WeakMap<readonly string[], (address: string) => boolean>()

/** Whether an IP address belongs to one of some networks; a list of them, which the world keeps, is read once. */
export function belongsTo(address: string, networks: readonly string[]): boolean {
  let test = TESTS.get(networks)
  if (test === undefined) {
    test = networkTest(networks)
    TESTS.set(networks, test)
  }
  return test(address)
}
