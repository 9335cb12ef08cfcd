/** What a scan looks at in one go, in bytes. */
export const WINDOW_SIZE = 64 * 1024

/** The last turns read beyond the window: 16 bytes at once, from the furthest place in a word on. */
const PAGES = WINDOW_SIZE / 65_536 + 1

export interface ScanProgram {
  /** Where bytes are put that are to be looked at, `WINDOW_SIZE` of them at most. */
  readonly window: Buffer
  /**
   * The first position from `at` on, and before `end` rounded up to sixteen, where three bytes stand at their
   * places, bit 5 (the case of a letter) aside; -1 when there is none.
   *
   * @param bytes the three, the first in the lowest eight bits, each with bit 5 set
   * @param places how far each lies behind the position, likewise packed
   */
  next(at: number, end: number, bytes: number, places: number): number
}

/** The types of Node leave it to those of browsers. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object
  readonly Instance: new (module: object) => { readonly exports: unknown }
}

let program: ScanProgram | undefined

/**
 * A program in WebAssembly, as nothing else in JavaScript compares sixteen bytes at once. It is one for the whole
 * process: whoever uses it is done with the window before anyone else gets a turn.
 */
export function scanProgram(): ScanProgram {
  if (program !== undefined) return program
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()))
  const { memory, next } = exports as { memory: { buffer: ArrayBuffer }; next: ScanProgram['next'] }
  program = { window: Buffer.from(memory.buffer), next }
  return program
}

// The instructions that are used, by their names in the WebAssembly Core Specification 2.0, §5.4.
const BLOCK = [0x02, 0x40]
const LOOP = [0x03, 0x40]
const IF = [0x04, 0x40]
const END = 0x0b
const RETURN = 0x0f
const I32_GE_S = 0x4e
const I32_CTZ = 0x68
const I32_ADD = 0x6a
const I32_AND = 0x71
const I32_SHR_U = 0x76
const V128_LOAD = [0xfd, 0x00, 0, 0]
const I8X16_SPLAT = [0xfd, 0x0f]
const I8X16_EQ = [0xfd, 0x23]
const V128_AND = [0xfd, 0x4e]
const V128_OR = [0xfd, 0x50]
const V128_ANY_TRUE = [0xfd, 0x53]
const I8X16_BITMASK = [0xfd, 0x64]
const I32 = 0x7f
const V128 = 0x7b

const branch = (depth: number): number[] => [0x0c, depth]
const branchIf = (depth: number): number[] => [0x0d, depth]
const get = (local: number): number[] => [0x20, local]
const set = (local: number): number[] => [0x21, local]
const tee = (local: number): number[] => [0x22, local]
const constant = (value: number): number[] => [0x41, ...signed(value)]

// Parameters and locals of the function, in their order.
const [AT, END_AT, BYTES, PLACES] = [0, 1, 2, 3] as const
const PROBES = [0, 1, 2] as const
const placeOf = (probe: number): number => 4 + probe
const byteOf = (probe: number): number => 7 + probe
const [CASE, HITS] = [10, 11] as const

/** place = (places >> 8 × probe) & 255; byte = the byte sixteen times. */
function unpack(probe: number): number[] {
  const shift = [...constant(8 * probe), I32_SHR_U]
  return [
    [...get(PLACES), ...shift, ...constant(255), I32_AND, ...set(placeOf(probe))],
    [...get(BYTES), ...shift, ...I8X16_SPLAT, ...set(byteOf(probe))],
  ].flat()
}

/** In which of the sixteen positions from `at` on the byte stands at its place. */
function compare(probe: number): number[] {
  const load = [...get(AT), ...get(placeOf(probe)), I32_ADD, ...V128_LOAD]
  return [...load, ...get(CASE), ...V128_OR, ...get(byteOf(probe)), ...I8X16_EQ]
}

function functionBody(): number[] {
  const [first, second, third] = PROBES
  const hits = [compare(first), compare(second), V128_AND, compare(third), V128_AND].flat()
  return [
    [...constant(0x20), ...I8X16_SPLAT, ...set(CASE)],
    PROBES.flatMap(unpack),
    [...BLOCK, ...LOOP],
    [...get(AT), ...get(END_AT), I32_GE_S, ...branchIf(1)],
    [...hits, ...tee(HITS), ...V128_ANY_TRUE, ...IF],
    [...get(AT), ...get(HITS), ...I8X16_BITMASK, I32_CTZ, I32_ADD, RETURN, END],
    [...get(AT), ...constant(16), I32_ADD, ...set(AT), ...branch(0)],
    [END, END, ...constant(-1), END],
  ].flat()
}

const MAGIC_AND_VERSION = [0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0]

/** WebAssembly Core Specification 2.0, §5.5: a module of one memory and one function, both exported. */
function moduleBytes(): Uint8Array {
  const type = [0x60, ...vector([[I32], [I32], [I32], [I32]]), ...vector([[I32]])]
  const locals = vector([
    [3, I32],
    [5, V128],
  ])
  const exported = (name: string, kind: number): number[] => [...sized([...Buffer.from(name)]), kind, 0]
  const section = (id: number, items: number[][]): number[] => [id, ...sized(vector(items))]
  return Uint8Array.from([
    ...MAGIC_AND_VERSION,
    ...section(1, [type]),
    ...section(3, [[0]]),
    ...section(5, [[0x01, PAGES, PAGES]]),
    ...section(7, [exported('memory', 2), exported('next', 0)]),
    ...section(10, [sized([...locals, ...functionBody()])]),
  ])
}

function vector(items: number[][]): number[] {
  return [...unsigned(items.length), ...items.flat()]
}

function sized(bytes: number[]): number[] {
  return [...unsigned(bytes.length), ...bytes]
}

/** LEB128, §5.2.2. */
function unsigned(value: number): number[] {
  return value < 0x80 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)]
}

function signed(value: number): number[] {
  return value >= -0x40 && value < 0x40 ? [value & 0x7f] : [(value & 0x7f) | 0x80, ...signed(value >> 7)]
}
