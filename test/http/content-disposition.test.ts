import { describe, expect, it } from 'vitest'
import { contentDisposition, safeFileName } from '../../server/http/content-disposition.ts'
import { isSafeImage, safeMediaType } from '../../server/http/media-type.ts'

describe('safeFileName', () => {
  it.each([
    ['an ordinary name', 'a report.pdf', 'a report.pdf'],
    ['a name in another script', 'отчёт.pdf', 'отчёт.pdf'],
    ['a path', '../../etc/passwd', '_.._etc_passwd'],
    ['a path of Windows', 'C:\\Windows\\x.exe', 'C__Windows_x.exe'],
    ['a hidden file', '.bashrc', 'bashrc'],
    ['dots at the end', 'a.exe. . ', 'a.exe'],
    ['quotes', 'a"b<c>|d?e*.txt', 'a_b_c__d_e_.txt'],
    ['line ends', 'a\r\nSet-Cookie: x=y', 'aSet-Cookie_ x=y'],
    ['NUL', 'a.txt\0.exe', 'a.txt.exe'],
    ['turned text', 'invoice\u202egpj.exe', 'invoicegpj.exe'],
    ['half a character', 'a\ud800.txt', 'a\ufffd.txt'],
    ['nothing', '', 'part-1'],
    ['dots alone', '...', 'part-1'],
    ['null', null, 'part-1'],
  ])('makes a file name of %s', (_, name, expected) => {
    expect(safeFileName(name, 'part-1')).toBe(expected)
  })

  it('cuts what is too long and keeps the extension', () => {
    const name = safeFileName(`${'😀'.repeat(500)}.pdf`, 'x')
    expect(Array.from(name)).toHaveLength(120)
    expect(name).toMatch(/😀\.pdf$/)
  })
})

describe('contentDisposition', () => {
  it.each([
    ['a.pdf', 'attachment; filename="a.pdf"'],
    ['Grüße 1.pdf', `attachment; filename="Gr__e 1.pdf"; filename*=UTF-8''Gr%C3%BC%C3%9Fe%201.pdf`],
    ["it's (1).txt", `attachment; filename="it's (1).txt"`],
    ["é'(*).txt", `attachment; filename="_'(*).txt"; filename*=UTF-8''%C3%A9%27%28%2A%29.txt`],
    ['100%.txt', `attachment; filename="100_.txt"; filename*=UTF-8''100%25.txt`],
  ])('names %s', (name, expected) => {
    expect(contentDisposition('attachment', name)).toBe(expected)
  })
})

describe('safeMediaType', () => {
  it.each([
    ['text/plain', 'utf-8', 'text/plain; charset=utf-8'],
    ['text/plain', 'a; b', 'text/plain'],
    ['image/png', 'utf-8', 'image/png'],
    ['text', undefined, 'application/octet-stream'],
    ['text/html\r\nX: y', undefined, 'application/octet-stream'],
    ['a b/c', undefined, 'application/octet-stream'],
    [`a/${'b'.repeat(300)}`, undefined, 'application/octet-stream'],
  ])('passes on %s with %s as %s', (type, charset, expected) => {
    expect(safeMediaType(type, charset)).toBe(expected)
  })

  it('shows no images that can hold a script', () => {
    expect(isSafeImage('image/PNG')).toBe(true)
    expect(['image/svg+xml', 'text/html', 'application/xml', 'image/x-unknown'].filter(isSafeImage)).toEqual(
      [],
    )
  })
})
