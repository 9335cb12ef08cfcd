import { testInParallel } from './test-in-parallel.ts'

testInParallel()
