import { ReportRefusedError } from '../../delivery/reports/report-refused-error.ts'
import type { RequestedReports } from '../../delivery/reports/requested-reports.ts'
import type { StoredMessage } from '../../mailbox/stored-message.ts'
import { parseAddressList } from '../../message/mailbox-address.ts'
import { Selection } from '../contract/list.ts'
import { Injected } from '../contract/message.ts'
import { AutoReplyRequest, BounceRequest, ComplaintRequest, ReceiptRequest } from '../contract/report.ts'
import type { Static, TSchema } from '../contract/schema.ts'
import { ProblemError } from '../problem.ts'
import type { App, RouteContext } from '../route-context.ts'
import { findMessage, MessageParams } from './message-lookup.ts'

/** How one kind of report is asked for. */
interface ReportRoute<Body extends TSchema> {
  readonly path: string
  readonly summary: string
  readonly description: string
  readonly body: Body
  /** Gives the id of the report. */
  ask(reports: RequestedReports, message: StoredMessage, body: Static<Body>): string
}

/** Reports on a message, made when someone asks for them; they are submitted like any other message. */
export function reportRoutes(app: App, context: RouteContext): void {
  addReport(app, context, {
    path: 'bounce',
    summary: 'Bounce a message',
    description: 'A delivery status notification (RFC 3464) to the envelope sender: the delivery has failed.',
    body: BounceRequest,
    ask: (reports, message, { kind = 'hard', recipient }) => reports.bounce(message, kind, recipient),
  })
  addReport(app, context, {
    path: 'complain',
    summary: 'Complain about a message',
    description:
      'A complaint (ARF, RFC 5965) to the envelope sender: a recipient marked the message as spam.',
    body: ComplaintRequest,
    ask: (reports, message, { recipient }) => reports.complain(message, recipient),
  })
  addReport(app, context, {
    path: 'auto-reply',
    summary: 'Reply to a message automatically',
    description: 'An automatic reply (RFC 3834) to the envelope sender: a recipient is away.',
    body: AutoReplyRequest,
    ask: (reports, message, { recipient, ...text }) => reports.autoReply(message, text, recipient),
  })
  addReport(app, context, {
    path: 'mark-read',
    summary: 'Send a receipt for a message',
    description: 'A disposition notification (RFC 8098): a recipient opened the message. No flag changes.',
    body: ReceiptRequest,
    ask: (reports, message, { recipient, to }) => {
      const addresses = to === undefined ? undefined : addressesOf([to].flat(), context.limits.recipients)
      return reports.disposition(message, addresses, recipient)
    },
  })
}

function addReport<Body extends TSchema>(
  app: App,
  { store, delivery }: RouteContext,
  { path, summary, description, body, ask }: ReportRoute<Body>,
): void {
  app.post(
    `/messages/:id/${path}`,
    {
      // All may be left out, and then the body too.
      preValidation: async (request: { body: unknown }) => {
        request.body ??= {}
      },
      schema: {
        tags: ['messages'],
        summary,
        description,
        params: MessageParams,
        querystring: Selection,
        body,
        response: { 201: Injected },
      },
    },
    async (request, reply): Promise<Injected> => {
      const message = await findMessage(store, request.params, request.query)
      const { RequestedReports } = await import('../../delivery/reports/requested-reports.ts')
      const reports = new RequestedReports(delivery.reports)
      const id = orConflict(() => ask(reports, message, request.body as Static<Body>))
      reply.code(201).header('location', `/api/v1/messages/${id}`)
      return { id }
    },
  )
}

/** @throws ProblemError `conflict` that says why there can be no such report */
function orConflict(ask: () => string): string {
  try {
    return ask()
  } catch (error) {
    if (error instanceof ReportRefusedError) throw new ProblemError('conflict', error.message)
    throw error
  }
}

/** @throws ProblemError `invalid-address`, `invalid-request` */
function addressesOf(lists: readonly string[], limit: number): string[] {
  const addresses = lists.flatMap(list => parseAddressList(list, limit + 1)).map(({ address }) => address)
  if (addresses.length === 0 || addresses.some(address => !address.includes('@'))) {
    throw new ProblemError('invalid-address', '`to` names no address; write name@domain, or leave it out.')
  }
  if (addresses.length > limit) {
    throw new ProblemError('invalid-request', `\`to\` names more than ${limit} addresses.`)
  }
  return addresses
}
