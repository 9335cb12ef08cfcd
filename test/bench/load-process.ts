import { runLoad } from './load.ts'
import { serve } from './remote.ts'

const calls = { runLoad }
export type LoadCalls = typeof calls

serve(calls)
