import { constants, createHash, verify, X509Certificate } from "node:crypto";
import { EntraRefusal } from "./entra-errors";

export const ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/** How far Entra lets the clocks differ. */
const SKEW_SECONDS = 300;
/** The longest that an assertion may be valid, and the rounding of whoever computed it. */
const LONGEST_SECONDS = 600 + 5;

/** The pairs of signature and thumbprint that Entra accepts, and the digest behind each thumbprint. */
const SCHEMES: Record<string, { header: string; digest: "sha256" | "sha1"; padding: number }> = {
  PS256: { header: "x5t#S256", digest: "sha256", padding: constants.RSA_PKCS1_PSS_PADDING },
  RS256: { header: "x5t", digest: "sha1", padding: constants.RSA_PKCS1_PADDING },
};

function parsePart(part: string | undefined): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(Buffer.from(part ?? "", "base64url").toString("utf8"));
    if (typeof value === "object" && value !== null) return value as Record<string, unknown>;
  } catch {
    // Refused below, like every other text that is no JSON object.
  }
  throw new EntraRefusal(50027);
}

/** Checks a client assertion as Entra does. @throws EntraRefusal with the code Entra would give */
export function verifyAssertion(
  assertion: string,
  expected: { clientId: string; audience: string; certificates: readonly string[]; now: Date },
): void {
  const [head, body, signature, ...more] = assertion.split(".");
  if (signature === undefined || more.length > 0) throw new EntraRefusal(50027);
  const header = parsePart(head);
  const claims = parsePart(body);
  const scheme = SCHEMES[String(header.alg)];
  const thumbprint = scheme && header[scheme.header];
  if (scheme === undefined || typeof thumbprint !== "string") throw new EntraRefusal(50027, "Unexpected algorithm.");
  if (claims.iss !== claims.sub) throw new EntraRefusal(50048);
  if (claims.iss !== expected.clientId) throw new EntraRefusal(50027, "Unexpected issuer.");
  if (claims.aud !== expected.audience) throw new EntraRefusal(50027, "Unexpected audience.");
  if (typeof claims.jti !== "string" || claims.jti === "") throw new EntraRefusal(50027, "No 'jti' claim.");

  const certificate = expected.certificates
    .map((pem) => new X509Certificate(pem))
    .find(({ raw }) => createHash(scheme.digest).update(raw).digest("base64url") === thumbprint);
  if (certificate === undefined) {
    const hex = Buffer.from(thumbprint, "base64url").toString("hex").toUpperCase();
    throw new EntraRefusal(700027, `Thumbprint of key used by client: '${hex}'.`);
  }
  const isSigned = verify(
    "sha256",
    Buffer.from(`${head}.${body}`),
    { key: certificate.publicKey, padding: scheme.padding, saltLength: constants.RSA_PSS_SALTLEN_DIGEST },
    Buffer.from(signature, "base64url"),
  );
  if (!isSigned) throw new EntraRefusal(50012);
  if (Date.parse(certificate.validTo) < expected.now.getTime()) {
    throw new EntraRefusal(700027, "The certificate used to sign the client assertion is expired.");
  }
  verifyTimes(claims, expected.now);
}

function verifyTimes(claims: Record<string, unknown>, now: Date): void {
  const { nbf, exp } = claims;
  const nowSeconds = now.getTime() / 1_000;
  if (
    typeof nbf !== "number" ||
    typeof exp !== "number" ||
    exp - nbf > LONGEST_SECONDS ||
    nowSeconds < nbf - SKEW_SECONDS ||
    nowSeconds > exp + SKEW_SECONDS
  ) {
    throw new EntraRefusal(700024, `Current time: ${now.toISOString()}.`);
  }
}
