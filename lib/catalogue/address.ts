import { z } from "zod";

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
