import { describe, expect, it } from 'vitest'
import { findTools, TOOLS, type ToolMachine } from './find-tools.ts'

function machine(names: readonly string[], mayInstall: boolean, aptBrings: readonly string[] = []) {
  const there = new Set(names)
  const commands: string[] = []
  return {
    mayInstall,
    commands,
    has: (name: string) => there.has(name),
    run(command: string, args: readonly string[], input = '') {
      commands.push([command, ...args, ...(input === '' ? [] : ['<', input])].join(' '))
      if (args[0] === 'install') for (const name of aptBrings) there.add(name)
    },
  } satisfies ToolMachine & { commands: string[] }
}

const NAMES = TOOLS.map(tool => tool.name)
const others = (...missing: string[]) => NAMES.filter(name => !missing.includes(name))

describe('findTools', () => {
  it('asks for nothing when all are there', () => {
    const full = machine(NAMES, true)
    findTools(TOOLS, full)
    expect(full.commands).toEqual([])
  })

  it('installs the missing ones where it may', () => {
    const ci = machine(others('swaks', 'mbsync'), true, ['swaks', 'mbsync'])
    findTools(TOOLS, ci)
    expect(ci.commands.at(-1)).toBe('apt-get install --yes --no-install-recommends swaks isync')
  })

  it('answers what the installation of a package would ask, and before it does', () => {
    const ci = machine(others('postfix'), true, ['postfix'])
    findTools(TOOLS, ci)
    expect(ci.commands).toEqual([
      'apt-get update',
      'debconf-set-selections < postfix postfix/main_mailer_type select No configuration',
      'apt-get install --yes --no-install-recommends postfix',
    ])
  })

  it.each([true, false])('fails and says what to do when one stays missing (may install: %s)', mayInstall => {
    expect(() => findTools(TOOLS, machine(others('swaks'), mayInstall))).toThrow(
      /swaks cannot be found.*apt-get install swaks/,
    )
  })
})
