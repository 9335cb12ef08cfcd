/** What a stretch of code is, which decides its colour. */
export type CodeKind = 'text' | 'name' | 'value' | 'mark' | 'link' | 'faint'

/** One line, in stretches. */
export type CodeLine = readonly { readonly kind: CodeKind; readonly text: string }[]
