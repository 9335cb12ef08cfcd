/**
 * Whether a web page of this origin may use the API: our own scheme and host, or one that is allowed. `null`, the
 * origin of sandboxed frames and files, is foreign unless everything is allowed. Browsers check nothing of this
 * kind for WebSockets, so the server must.
 *
 * @param own the origin that the request was made to, such as `http://localhost:8025`
 * @param allowed further origins; `*` allows any
 */
export function isAllowedOrigin(origin: string, own: string, allowed: readonly string[]): boolean {
  return origin.toLowerCase() === own.toLowerCase() || isAllowedForeignOrigin(origin, allowed)
}

/** Whether this origin may call the API from another site, and so gets CORS header fields. */
export function isAllowedForeignOrigin(origin: string, allowed: readonly string[]): boolean {
  const wanted = origin.toLowerCase()
  return allowed.some(other => other === '*' || other.toLowerCase().replace(/\/$/, '') === wanted)
}
