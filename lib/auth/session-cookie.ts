/** Names under which next-auth keeps a session; a long one is cut into numbered pieces. */
export function isSessionCookie(name: string): boolean {
  return /^(__Secure-)?next-auth\.session-token(\.\d+)?$/.test(name);
}
