/** How one language or framework is pointed at Facteur. */
export interface Snippet {
  readonly name: string
  readonly code: string
}

/** Ready to be pasted, for the address that Facteur listens on. */
export function snippets(host: string, port: number): Snippet[] {
  return [
    {
      name: 'Nodemailer',
      code: `import nodemailer from 'nodemailer'

const transport = nodemailer.createTransport({ host: '${host}', port: ${port} })
await transport.sendMail({
  from: 'app@example.test',
  to: 'anna@example.test',
  subject: 'Welcome',
  text: 'Hello Anna',
})`,
    },
    {
      name: 'Laravel',
      code: `MAIL_MAILER=smtp\nMAIL_HOST=${host}\nMAIL_PORT=${port}\nMAIL_USERNAME=null\nMAIL_PASSWORD=null`,
    },
    { name: 'Symfony', code: `MAILER_DSN=smtp://${host}:${port}` },
    {
      name: 'Django',
      code: `EMAIL_BACKEND = 'django.core.mail.backends.smtp.EmailBackend'\nEMAIL_HOST = '${host}'\nEMAIL_PORT = ${port}`,
    },
    {
      name: 'Rails',
      code: `config.action_mailer.delivery_method = :smtp\nconfig.action_mailer.smtp_settings = { address: '${host}', port: ${port} }`,
    },
    { name: 'Spring', code: `spring.mail.host=${host}\nspring.mail.port=${port}` },
    {
      name: 'Python',
      code: `import smtplib

with smtplib.SMTP('${host}', ${port}) as smtp:
    smtp.sendmail('app@example.test', ['anna@example.test'], 'Subject: Welcome\\r\\n\\r\\nHello Anna')`,
    },
    {
      name: 'PHP',
      code: `; php.ini (Windows); elsewhere use a library such as PHPMailer\nSMTP = ${host}\nsmtp_port = ${port}`,
    },
    {
      name: 'Go',
      code: `msg := []byte("Subject: Welcome\\r\\n\\r\\nHello Anna")
err := smtp.SendMail("${host}:${port}", nil, "app@example.test", []string{"anna@example.test"}, msg)`,
    },
    {
      name: '.NET',
      code: `using var client = new SmtpClient("${host}", ${port});\nclient.Send("app@example.test", "anna@example.test", "Welcome", "Hello Anna");`,
    },
    { name: 'swaks', code: `swaks --server ${host}:${port} --from app@example.test --to anna@example.test` },
    {
      name: 'curl',
      code: `printf 'Subject: Welcome\\r\\n\\r\\nHello Anna\\r\\n' | curl smtp://${host}:${port} \\
  --mail-from app@example.test --mail-rcpt anna@example.test --upload-file -`,
    },
  ]
}
