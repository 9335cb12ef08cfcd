import { parseSync } from 'vite'

/** One place where a module names another one. */
export interface Import {
  /** What the source says, such as `../net/listener.ts` or `node:fs`. */
  readonly specifier: string
  /** 1-based. */
  readonly line: number
  /** Only types are imported: nothing of it is left at run time. */
  readonly typeOnly: boolean
}

interface SyntaxNode {
  readonly type: string
  readonly start: number
  readonly [key: string]: unknown
}

/**
 * Finds every import of a TypeScript source: static ones, re-exports, `import()` of values and of types, and the
 * modules that are named by URL for a worker thread (`new URL('./worker.ts', import.meta.url)`).
 *
 * @throws SyntaxError when the source does not parse
 */
export function findImports(file: string, source: string): Import[] {
  const { program, errors } = parseSync(file, source, { lang: 'ts', sourceType: 'module' })
  if (errors[0] !== undefined) throw new SyntaxError(`${file}: ${errors[0].message}`)
  const imports: Import[] = []
  walk(program, node => {
    const found = readImport(node)
    if (found === undefined) return
    imports.push({ ...found, line: source.slice(0, node.start).split('\n').length })
  })
  return imports
}

function readImport(node: SyntaxNode): Omit<Import, 'line'> | undefined {
  switch (node.type) {
    case 'ImportDeclaration':
      return named(node.source, node.importKind === 'type' || everyTypeOnly(node.specifiers, 'importKind'))
    case 'ExportNamedDeclaration':
      return named(node.source, node.exportKind === 'type' || everyTypeOnly(node.specifiers, 'exportKind'))
    case 'ExportAllDeclaration':
      return named(node.source, node.exportKind === 'type')
    case 'ImportExpression':
      return named(node.source, false)
    case 'TSImportType':
      return named(node.source ?? node.argument, true)
    case 'NewExpression':
      return isModuleUrl(node) ? named((node.arguments as unknown[])[0], false) : undefined
    default:
      return undefined
  }
}

function named(source: unknown, typeOnly: boolean): Omit<Import, 'line'> | undefined {
  if (!isNode(source)) return undefined
  const literal = source.type === 'TSLiteralType' && isNode(source.literal) ? source.literal : source
  return typeof literal.value === 'string' ? { specifier: literal.value, typeOnly } : undefined
}

function everyTypeOnly(specifiers: unknown, key: string): boolean {
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every(specifier => isNode(specifier) && specifier[key] === 'type')
  )
}

function isModuleUrl(node: SyntaxNode): boolean {
  const [path, base] = node.arguments as (SyntaxNode | undefined)[]
  return (
    isNode(node.callee) &&
    node.callee.name === 'URL' &&
    base?.type === 'MemberExpression' &&
    isNode(base.object) &&
    base.object.type === 'MetaProperty' &&
    /\.[jt]s$/.test(String(path?.value))
  )
}

function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value
}

function walk(value: unknown, visit: (node: SyntaxNode) => void): void {
  if (Array.isArray(value)) {
    for (const item of value) walk(item, visit)
    return
  }
  if (!isNode(value)) return
  visit(value)
  for (const child of Object.values(value)) walk(child, visit)
}
