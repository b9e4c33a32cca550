// What people paste into the fields of a connection. Without zod: the browser uses it too.

/** Without what comes along: spaces, quotes, braces, marks that cannot be seen; in lower case. */
export function stripPasted(text: string): string {
  return text.replace(/[\s\p{Cf}\p{Cc}"'{}()<>„“”‚‘’]/gu, "").toLowerCase();
}

export const isGuid = (text: string) => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text);

const domainPattern = /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/;

/** A host name as Entra verifies it, in lower case, such as contoso.com or contoso.onmicrosoft.com. */
export const isDomain = (text: string) => text.length <= 253 && domainPattern.test(text);

/** Entra's secret values never look like this; its secret IDs do. */
export const isSecretIdInstead = (value: string, secretId: string) =>
  isGuid(value.trim()) || (value.trim() !== "" && value.trim() === secretId.trim());
