/** A mail with what a way to us may spoil: dots at line starts, bare 8-bit bytes, trailing blanks, a long line. */
export const HARD_MAIL = Buffer.concat([
  Buffer.from(
    'From: Anna <anna@app.test>\r\nTo: Bob <bob@example.test>\r\nSubject: Gr\u00fc\u00dfe\r\n',
    'utf8',
  ),
  Buffer.from('Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: 8bit\r\n\r\n'),
  Buffer.from('.one dot\r\n..two dots\r\n.\r\nafter a lone dot  \r\n\r\nGr\u00fc\u00dfe\r\n', 'latin1'),
  Buffer.from(`${'long '.repeat(180)}\r\nend\r\n`),
])
