/** How long `run` takes at its best, in milliseconds: other work on the machine is to be left out. */
export function fastest(run: () => void, times = 3): number {
  let best = Infinity
  for (let n = 0; n < times; n++) {
    const began = performance.now()
    run()
    best = Math.min(best, performance.now() - began)
  }
  return best
}
