import type { Worker } from 'node:worker_threads'
import { afterEach, describe, expect, it } from 'vitest'
import { ContentReader } from '../../server/message/content-reader.ts'
import type { ContentLimits } from '../../server/message/content-reader.ts'
import { readContent } from '../../server/message/content.ts'
import { lines } from './lines.ts'

const readers: ContentReader[] = []
afterEach(() => Promise.all(readers.splice(0).map(reader => reader.close())))

function createReader(limits?: Partial<ContentLimits>): ContentReader {
  const reader = new ContentReader(limits)
  readers.push(reader)
  return reader
}

const message = lines(
  'Subject: x',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  '',
  'Hällo',
  '--b--',
)
const manyParts = lines(
  'Content-Type: multipart/mixed; boundary=b',
  '',
  ...Array<string>(900).fill('--b\r\n\r\nx'),
)

/** How many worker threads were started while `run` ran. */
async function startedWorkers(run: () => Promise<unknown>): Promise<number> {
  let count = 0
  const onWorker = (): void => void count++
  process.on('worker', onWorker)
  await run()
  process.off('worker', onWorker)
  return count
}

describe('ContentReader', () => {
  it('reads a light message in this thread', async () => {
    const reader = createReader()
    expect(await startedWorkers(() => reader.read('1', message))).toBe(0)
    expect(await reader.read('1', message)).toEqual(await readContent(message))
  })

  it('reads large messages in one worker thread, to the same content', async () => {
    const reader = createReader({ inlineBytes: message.length - 1 })
    const read = (): Promise<unknown> => Promise.all([reader.read('1', message), reader.read('2', message)])
    expect(await startedWorkers(read)).toBe(1)
    expect(await reader.read('1', message)).toEqual(await readContent(message))
  })

  it('reads a message with many parts in a worker thread', async () => {
    const reader = createReader()
    expect(await startedWorkers(() => reader.read('1', manyParts))).toBe(1)
    expect(await reader.read('1', manyParts)).toEqual(await readContent(manyParts))
  })

  it('reads only its own bytes out of a larger buffer', async () => {
    const slab = Buffer.concat([Buffer.alloc(5000, 'a'), message, Buffer.alloc(5000, 'z')])
    const view = slab.subarray(5000, 5000 + message.length)
    expect(await createReader({ inlineBytes: 10 }).read('1', view)).toEqual(await readContent(message))
  })

  it('reads one message once for all who ask at the same time, and keeps it', async () => {
    const reader = createReader()
    const [one, other] = await Promise.all([reader.read('1', message), reader.read('1', message)])
    expect(other).toBe(one)
    expect(await reader.read('1', message)).toBe(one)
  })

  it('reads a message anew after it was forgotten', async () => {
    const reader = createReader()
    const first = await reader.read('1', message)
    reader.forget('1')
    expect(await reader.read('1', message)).not.toBe(first)
  })

  it('keeps nothing of a message that is forgotten while it is being read', async () => {
    const reader = createReader()
    const reading = reader.read('1', message)
    reader.forget('1')
    const first = await reading
    expect(await reader.read('1', message)).not.toBe(first)
  })

  it('keeps no more than its limit, and the latest', async () => {
    const reader = createReader({ cacheBytes: 1600 })
    const kept = [await reader.read('1', message), await reader.read('2', message)]
    expect(await reader.read('1', message)).toBe(kept[0])
    await reader.read('3', message)
    expect(await reader.read('1', message)).toBe(kept[0])
    expect(await reader.read('2', message)).not.toBe(kept[1])
  })

  it('keeps no content that is larger than its limit', async () => {
    const reader = createReader({ cacheBytes: 100 })
    expect(await reader.read('1', message)).not.toBe(await reader.read('1', message))
  })
})

describe('ContentReader shows a message all the same', () => {
  it('when it takes too long in this thread', async () => {
    const content = await createReader({ inlineParts: 1000, timeout: 1 }).read('1', manyParts)
    expect(content.text).toMatch(/^x\nx\n/)
    expect(content.problems).toContainEqual(expect.stringMatching(/takes longer than 1 ms/))
  })

  it('when it takes too long in the worker thread, which is then replaced', async () => {
    const reader = createReader({ inlineBytes: 10, timeout: 1 })
    const read = async (id: string): Promise<void> => {
      const content = await reader.read(id, message)
      expect(content.text).toBe('Hällo')
      expect(content.problems).toEqual([expect.stringMatching(/takes longer than 1 ms/)])
    }
    expect(await startedWorkers(() => read('1').then(() => read('2')))).toBe(2)
  })

  it('when the worker thread dies, which is then replaced', async () => {
    const reader = createReader({ inlineBytes: 10 })
    process.once('worker', (worker: Worker) => void worker.terminate())
    const { text, problems } = await reader.read('1', message)
    expect(text).toBe('Hällo')
    expect(problems).toEqual([expect.stringMatching(/thread that read it ended/)])
    expect((await reader.read('2', message)).problems).toEqual([])
  })

  it('when the reader is closed meanwhile, or was before', async () => {
    const reader = createReader({ inlineBytes: 10 })
    const reading = [reader.read('1', message), reader.read('2', message)]
    await reader.close()
    for (const content of [...(await Promise.all(reading)), await reader.read('3', message)]) {
      expect(content.text).toBe('Hällo')
      expect(content.problems).toEqual([expect.stringMatching(/could not be read in full/)])
    }
  })
})

it('an idle worker thread ends by itself, and the next message starts another', async () => {
  const reader = createReader({ inlineBytes: 10, threadIdle: 0 })
  const exited = new Promise<void>(resolve => {
    process.once('worker', (worker: Worker) => worker.once('exit', () => resolve()))
  })
  await reader.read('1', message)
  await exited
  expect(await startedWorkers(() => reader.read('2', message))).toBe(1)
})
