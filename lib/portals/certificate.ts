import "reflect-metadata";
import { createPrivateKey, webcrypto, X509Certificate } from "node:crypto";
import {
  BasicConstraintsExtension,
  cryptoProvider,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  KeyUsageFlags,
  KeyUsagesExtension,
  X509CertificateGenerator,
} from "@peculiar/x509";

cryptoProvider.set(webcrypto as Crypto);

const RSA = {
  name: "RSASSA-PKCS1-v1_5",
  hash: "SHA-256",
  modulusLength: 2048,
  publicExponent: new Uint8Array([1, 0, 1]),
};
const DAY_MS = 86_400_000;

/** What people see of a certificate. Thumbprints are plain upper-case hex, as Entra shows them. */
export type CertificateFacts = {
  subject: string;
  thumbprintSha1: string;
  thumbprintSha256: string;
  validFrom: Date;
  validUntil: Date;
};

export function describeCertificate(certificatePem: string): CertificateFacts {
  const certificate = new X509Certificate(certificatePem);
  const hex = (fingerprint: string) => fingerprint.replaceAll(":", "");
  return {
    // Undefined, whatever its type says, when the certificate names nobody.
    subject: ((certificate.subject as string | undefined) ?? "").replaceAll("\n", ", "),
    thumbprintSha1: hex(certificate.fingerprint),
    thumbprintSha256: hex(certificate.fingerprint256),
    validFrom: new Date(certificate.validFrom),
    validUntil: new Date(certificate.validTo),
  };
}

/** Whether the private key is the other half of the certificate. */
export function isKeyOfCertificate(certificatePem: string, privateKeyPem: string): boolean {
  return new X509Certificate(certificatePem).checkPrivateKey(createPrivateKey(privateKeyPem));
}

/**
 * A self-signed RSA certificate for signing in an app. The key is PKCS#8 PEM and belongs sealed at once; the certificate
 * is what Entra is given.
 */
export async function generateCertificate(options: {
  commonName: string;
  validDays: number;
  now: Date;
}): Promise<{ certificatePem: string; privateKeyPem: string }> {
  const keys = await webcrypto.subtle.generateKey(RSA, true, ["sign", "verify"]);
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [options.commonName] }],
    notBefore: options.now,
    notAfter: new Date(options.now.getTime() + options.validDays * DAY_MS),
    signingAlgorithm: RSA,
    keys: keys as CryptoKeyPair,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.clientAuth]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  return {
    certificatePem: `${certificate.toString("pem").trim()}\n`,
    privateKeyPem: `-----BEGIN PRIVATE KEY-----\n${pkcs8.match(/.{1,64}/g)?.join("\n")}\n-----END PRIVATE KEY-----\n`,
  };
}
