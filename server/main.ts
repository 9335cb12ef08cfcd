#!/usr/bin/env node
import module from 'node:module'
import { nodeTrouble } from './cli/node-version.ts'

const trouble = nodeTrouble(process.versions.node)
if (trouble === null) {
  // Compiled code is kept between starts; it has to be switched on before the modules it shall serve are loaded.
  module.enableCompileCache()
  const { run } = await import('./cli/run.ts')
  const { PROCESS_IO } = await import('./cli/io.ts')
  process.exitCode = await run(process.argv.slice(2), process.argv[1]!, PROCESS_IO)
} else {
  console.error(trouble)
  process.exitCode = 1
}
