/** One page of a list as JSON text, of items that are text already. */
export function listJson<Entry>(
  page: { entries: readonly Entry[]; next: string | null; total: number; cursor: number },
  format: (entry: Entry) => string,
): string {
  const items = page.entries.map(format).join(',')
  return `{"items":[${items}],"next":${JSON.stringify(page.next)},"total":${page.total},"cursor":${page.cursor}}`
}
