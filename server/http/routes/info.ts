import { Info } from '../contract/info.ts'
import type { App, RouteContext } from '../route-context.ts'

/** What this sandbox is, holds and listens on. */
export function infoRoutes(app: App, context: RouteContext): void {
  const { store, sessions, hub, instance, info, startedAt } = context
  app.get(
    '/info',
    { schema: { tags: ['sandbox'], summary: 'What this sandbox is and holds', response: { 200: Info } } },
    async (): Promise<Info> => ({
      ...info(),
      instance,
      counts: {
        messages: store.count,
        bytes: store.bytes,
        accounts: [...store.accounts()].length,
        sessions: sessions.count(),
        listeners: hub.count,
      },
      uptime: Math.round(performance.now() - startedAt) / 1000,
      cursor: store.feed.seq,
    }),
  )
}
