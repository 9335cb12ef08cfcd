import { SandboxClock } from '../../server/clock.ts'
import { Delivery } from '../../server/delivery/submission.ts'
import { WorldHolder } from '../../server/delivery/world/world-holder.ts'
import { Store } from '../../server/mailbox/store.ts'
import type { EnvelopePath, Submission } from '../../server/message/envelope.ts'
import type { Bench } from './bench.ts'
import { makeMail } from './make-mail.ts'
import { atMost } from './result.ts'

const DELIVERIES = 10_000
const SIZE = 2048
const DAY = 86_400_000
/** Seconds that advancing may take. */
const BOUND = 2

/** Five days of world time in which ten thousand deliveries are tried again and again, warned of, given up and bounced. */
export const queueBench: Bench = {
  name: 'queue',
  title: `Advancing five days with ${DELIVERIES.toLocaleString('en')} queued deliveries`,
  async run({ report }) {
    const clock = new SandboxClock()
    clock.freeze()
    const store = new Store({ clock, limits: { messages: 4 * DELIVERIES } })
    const world = new WorldHolder({ clock, readyMade: true, plusAddresses: false })
    const delivery = new Delivery({ store, clock, world })
    await delivery.load()
    const queued = seconds(() => {
      for (let n = 0; n < DELIVERIES; n++) delivery.submit(submission(n))
    })
    const advanced = seconds(() => clock.advance(5 * DAY))
    const attempts = delivery.queue.get('d1')?.attempts ?? 0
    const bounced = store.account('anna@app.test')?.inbox.entries.slice(0) ?? []
    const missing = DELIVERIES - bounced.filter(({ message }) => message.origin?.kind === 'bounce').length
    report({ what: 'captured and queued, with a first try', value: queued, unit: 's', expected: [] })
    report({ what: 'advanced', value: advanced, unit: 's', expected: [atMost(BOUND, advanced, 's')] })
    report({ what: 'tries of each', value: attempts, unit: 'tries', expected: [] })
    report({
      what: 'without a bounce',
      value: missing,
      unit: 'messages',
      expected: [atMost(0, missing, 'messages')],
    })
    delivery.close()
    store.close()
    clock.close()
  },
}

function seconds(act: () => void): number {
  const began = performance.now()
  act()
  return (performance.now() - began) / 1000
}

function submission(n: number): Submission {
  const raw = makeMail(n, SIZE, 1).content.subarray(0, SIZE)
  return {
    chunks: [raw],
    size: raw.length,
    envelope: { from: path('anna@app.test'), to: [path(`user${n}@down.test`)] },
    session: {
      id: 'bench',
      protocol: 'smtp',
      ehlo: 'app.test',
      address: '127.0.0.1',
      port: 5000,
      tls: null,
      auth: null,
    },
    transcript: null,
  }
}

function path(address: string): EnvelopePath {
  return { address, argument: `<${address}>`, parameters: {} }
}
