import type { App } from '../route-context.ts'

const schema = (summary: string) => ({
  tags: ['sandbox'],
  summary,
  response: { 200: { content: { 'text/plain': {} } } },
})

/** Health checks. All that is needed is there before the first request can come, so both say the same. */
export function probeRoutes(app: App): void {
  app.get('/livez', { schema: schema('Whether the process lives') }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('ok\n'),
  )
  app.get('/readyz', { schema: schema('Whether it takes mail') }, async (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send('ok\n'),
  )
}
