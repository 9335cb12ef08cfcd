import { createRequire } from 'node:module'
import type * as Server from 'smtp-server'
import type * as Connection from 'smtp-server/lib/smtp-connection.js'
import type * as Stream from 'smtp-server/lib/smtp-stream.js'

const require = createRequire(import.meta.url)

// As CommonJS: its ES modules import node:http, and Node then loads all that this exports, its web client too, which takes a
// tenth of the time to start.

export const { SMTPServer } = require('smtp-server') as typeof Server
export const { SMTPConnection } = require('smtp-server/lib/smtp-connection.js') as typeof Connection
export const { SMTPStream } = require('smtp-server/lib/smtp-stream.js') as typeof Stream
