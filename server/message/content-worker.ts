import { parentPort } from 'node:worker_threads'
import { readContent } from './content.ts'

// The entry of the worker thread: bytes come in, content goes out, one message at a time.
parentPort?.on('message', (raw: Uint8Array) => {
  void readContent(Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength)).then(content =>
    parentPort?.postMessage(content, []),
  )
})
