#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Compiled code is kept between starts; it has to be switched on before the modules it shall serve are loaded.
enableCompileCache()
const { run } = await import('./cli/run.ts')
await run(process.argv.slice(2), process.argv[1]!)
