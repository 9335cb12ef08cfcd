/** What a login name may be, whoever brings it: of bounded length, as it may become the name of an account. */
const USER_NAME = /^\P{Cc}{1,1000}$/u

/** Whether someone can be called so: 1 to 1,000 characters, no control characters among them. */
export function isUserName(text: string): boolean {
  return USER_NAME.test(text)
}
