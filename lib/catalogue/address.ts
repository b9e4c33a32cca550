import { z } from "zod";

/** Where Microsoft offers "Product names and service plan identifiers for licensing". */
export const MICROSOFT_LIST_ADDRESS =
  "https://download.microsoft.com/download/e/3/e/e3e9faf2-f28b-490a-9ada-c6089a1fc5b0/Product%20names%20and%20service%20plan%20identifiers%20for%20licensing.csv";

/** Of Microsoft Learn, with a link to the file and the licence of its text. */
export const MICROSOFT_LIST_PAGE = "https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference";

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[::1\])$/;

export const isLoopback = (url: URL) => LOOPBACK.test(url.hostname);

/** https everywhere; plain http only where the traffic cannot leave the machine; no password, since the address is shown. */
function isAllowedAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  if (url.username || url.password) return false;
  return url.protocol === "https:" || (url.protocol === "http:" && isLoopback(url));
}

export const catalogueAddressSchema = z
  .string()
  .trim()
  .max(2_000)
  .refine(isAllowedAddress, "catalogue-address-invalid");
