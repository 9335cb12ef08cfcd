import { createTransport } from 'nodemailer'

/** Stands for the application that is tested: greets whoever signs up. */
export async function signUp(address, { host, port }) {
  const transport = createTransport({ host, port, ignoreTLS: true })
  await transport.sendMail({
    from: 'shop@app.test',
    to: address,
    subject: process.env.SUBJECT ?? 'Welcome',
    text: 'Your code is 481 920.',
    html: '<p>Your code is 481 920.</p><a href="https://app.test/confirm?token=k3Jx">Confirm your address</a>',
  })
  transport.close()
}
