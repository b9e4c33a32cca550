import { X509Certificate } from "node:crypto";
import { GraphError } from "./errors";

/**
 * SHA-256 over the certificate, as plain hexadecimal digits. Node writes colons between the bytes, and @azure/msal-node would
 * silently cut the thumbprint at the first one.
 */
export function readThumbprint(certificatePem: string): string {
  try {
    return new X509Certificate(certificatePem).fingerprint256.replaceAll(":", "").toLowerCase();
  } catch {
    throw new GraphError({
      kind: "certificate-thumbprint",
      code: "certificate-thumbprint",
      isTransient: false,
      service: null,
    });
  }
}
