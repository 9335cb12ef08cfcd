import { readFileSync } from 'node:fs'

/** What independent parsers agree on for one mail; a field they differ on is undefined. */
export interface Agreed {
  readonly subject: string | undefined
  readonly from: string | undefined
  readonly attachments: number | undefined
}

/**
 * Reads a MANIFEST.tsv: a line of column names, then one line for each mail.
 *
 * @returns what is agreed, by the mail's path as the column `file` gives it
 */
export function readManifest(path: string): Map<string, Agreed> {
  const [head = '', ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const columns = head.split('\t')
  return new Map(
    lines.map(line => {
      const cells = line.split('\t')
      const cell = (name: string) => cells[columns.indexOf(name)] ?? ''
      const agreed = new Set(cell('all_three_agree_on').split('+'))
      return [
        cell('file'),
        {
          subject: agreed.has('subject') ? cell('py_subject') : undefined,
          from: agreed.has('from') ? cell('py_from') : undefined,
          attachments: agreed.has('attachments') ? Number(cell('py_attachments')) : undefined,
        },
      ]
    }),
  )
}
