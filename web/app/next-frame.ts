/** In a page that nobody sees there are no frames. Milliseconds. */
const WITHOUT_FRAMES = 100

/** Calls `run` with the next frame, or a moment later when there is none. */
export function nextFrame(run: () => void): void {
  const once = () => {
    cancelAnimationFrame(frame)
    clearTimeout(timer)
    run()
  }
  const frame = requestAnimationFrame(once)
  const timer = setTimeout(once, WITHOUT_FRAMES)
}
