#!/usr/bin/env node
import { enableCompileCache } from 'node:module'

// Compiled code is kept between starts; it has to be switched on before the modules it shall serve are loaded.
enableCompileCache()
const { createProgram } = await import('./cli/program.ts')
await createProgram().parseAsync()
