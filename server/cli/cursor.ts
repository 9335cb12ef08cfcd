import { defineCommand, readArguments } from './arguments.ts'
import { addConnectionOptions, type ConnectionOptions, connect } from './connection.ts'
import { EXIT } from './exit-status.ts'
import type { Io } from './io.ts'
import { printLine } from './output/print.ts'

/** `facteur cursor`: where the feed stands. */
export async function cursor(args: readonly string[], io: Io): Promise<number> {
  const command = readArguments(cursorCommand(), args, io)
  if (command === null) return EXIT.success
  await printLine(
    io.output,
    String(await connect(command.opts<ConnectionOptions>(), io.environment).cursor()),
  )
  return EXIT.success
}

function cursorCommand() {
  const command = defineCommand('facteur cursor', 'Prints where the feed stands now, as --after takes it.')
  return addConnectionOptions(command).addHelpText(
    'after',
    `
Example:
  cursor=$(facteur cursor)
  ./application invite anna@x.test
  facteur wait 'to:anna@x.test' --after "$cursor"`,
  )
}
