import { Pop3SyntaxError } from './command.ts'

const WHITE_SPACE = /[ \t]+/

/** The words of an argument. */
export function words(argument: string | null): string[] {
  return (argument ?? '').split(WHITE_SPACE).filter(word => word !== '')
}

/** @throws Pop3SyntaxError when there is an argument */
export function noArgument(argument: string | null): undefined {
  if (words(argument).length > 0) throw new Pop3SyntaxError('no argument is taken')
}

/** @throws Pop3SyntaxError when it is not a number of up to ten digits */
export function parseNumber(text: string | undefined): number {
  if (text === undefined || !/^\d{1,10}$/.test(text)) throw new Pop3SyntaxError('a number is needed')
  return Number(text)
}

/** The number of a message. @throws Pop3SyntaxError */
export function messageNumber(argument: string | null): number {
  const [number, ...rest] = words(argument)
  if (rest.length > 0) throw new Pop3SyntaxError('one number is needed')
  return parseNumber(number)
}

/** The number of a message, or null for all of them. @throws Pop3SyntaxError */
export function optionalMessageNumber(argument: string | null): number | null {
  return words(argument).length === 0 ? null : messageNumber(argument)
}
