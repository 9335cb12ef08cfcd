import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { runNode, type Outcome } from './run-node.ts'

const ROOT = join(import.meta.dirname, '../..')
const TSC = join(ROOT, 'node_modules/typescript/bin/tsc')

/** A project of somebody else, in which Facteur is installed as it is published, beside all that is installed here. */
export class InstalledProject {
  readonly folder = mkdtempSync(join(tmpdir(), 'facteur-installed-'))

  /** Where the package is. */
  get packageFolder(): string {
    return join(this.folder, 'node_modules/facteur')
  }

  async install(): Promise<void> {
    mkdirSync(this.packageFolder, { recursive: true })
    copyFileSync(join(ROOT, 'package.json'), join(this.packageFolder, 'package.json'))
    const config = join(ROOT, 'server/tsconfig.build.json')
    const folder = join(this.packageFolder, 'dist')
    // Whether the types are right is for `npm run check` to say.
    const { status, output } = await this.tsc(['-p', config, '--noCheck', '--outDir', folder])
    if (status !== 0) throw new Error(`The package could not be built:\n${output}`)
    for (const name of readdirSync(join(ROOT, 'node_modules'))) {
      if (name.startsWith('.') || name === 'facteur') continue
      symlinkSync(join(ROOT, 'node_modules', name), join(this.folder, 'node_modules', name), 'junction')
    }
  }

  write(path: string, text: string): void {
    const file = join(this.folder, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  /** Runs the compiler in the folder. */
  tsc(args: readonly string[]): Promise<Outcome> {
    return runNode([TSC, ...args], { cwd: this.folder })
  }

  /** Runs a program of an installed package, or Node itself with options. */
  run(args: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<Outcome> {
    return runNode(args, { cwd: this.folder, env })
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true })
  }
}
