/**
 * Where to go after sign-in: a path of this application, or the start page for anything else. A link to the sign-in page
 * must not be able to send people to somebody else's server.
 */
export function safeReturnPath(from: string | string[] | null | undefined): string {
  if (typeof from !== "string" || !/^\/(?![/\\])[^\\\s]*$/.test(from)) return "/";
  return /^\/(sign-in|setup|api)(\/|\?|$)/.test(from) ? "/" : from;
}
