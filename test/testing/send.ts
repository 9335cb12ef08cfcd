import { createTransport, type SendMailOptions } from 'nodemailer'
import type { TestMail } from '../../server/testing/testing.ts'

/** Stands for the application: sends a mail to where the test says. */
export async function send(mail: TestMail, message: SendMailOptions): Promise<void> {
  const transport = createTransport({ ...mail.smtp, ignoreTLS: true })
  await transport.sendMail({ from: 'shop@app.test', to: mail.address('anna'), ...message })
  transport.close()
}
