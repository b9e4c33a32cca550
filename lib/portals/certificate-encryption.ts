import { EncryptedContentInfo } from "@peculiar/asn1-cms";
import { AsnProp, AsnPropTypes, OctetString } from "@peculiar/asn1-schema";
import { AlgorithmIdentifier } from "@peculiar/asn1-x509";

// Password-based encryption as PKCS#5, RFC 7914, CMS and PKCS#12 write it down; no package brings these types.

/** Large ones are read as text. */
type Whole = number | string;

export class Pbes2Parameters {
  keyDerivation = new AlgorithmIdentifier();
  cipher = new AlgorithmIdentifier();
}

export class Pbkdf2Parameters {
  salt = new OctetString();
  iterations: Whole = 0;
  keyLength?: Whole;
  hash = new AlgorithmIdentifier({ algorithm: "1.2.840.113549.2.7" });
}

export class ScryptParameters {
  salt = new OctetString();
  cost: Whole = 0;
  blockSize: Whole = 0;
  parallel: Whole = 0;
  keyLength?: Whole;
}

export class PbeParameters {
  salt = new OctetString();
  iterations: Whole = 0;
}

export class EncryptedData {
  version: Whole = 0;
  content = new EncryptedContentInfo();
}

function describe<T>(type: new () => T, fields: Record<keyof T & string, Parameters<typeof AsnProp>[0]>) {
  for (const [name, field] of Object.entries<Parameters<typeof AsnProp>[0]>(fields))
    AsnProp(field)(type.prototype, name);
}

const algorithm = { type: AlgorithmIdentifier };
const bytes = { type: OctetString };
const whole = { type: AsnPropTypes.Integer };
const optionalWhole = { ...whole, optional: true };
describe(Pbes2Parameters, { keyDerivation: algorithm, cipher: algorithm });
describe(Pbkdf2Parameters, {
  salt: bytes,
  iterations: whole,
  keyLength: optionalWhole,
  hash: { ...algorithm, optional: true },
});
describe(ScryptParameters, {
  salt: bytes,
  cost: whole,
  blockSize: whole,
  parallel: whole,
  keyLength: optionalWhole,
});
describe(PbeParameters, { salt: bytes, iterations: whole });
describe(EncryptedData, { version: whole, content: { type: EncryptedContentInfo } });

export const id_PBES2 = "1.2.840.113549.1.5.13";
export const id_PBKDF2 = "1.2.840.113549.1.5.12";
export const id_scrypt = "1.3.6.1.4.1.11591.4.11";

export const hashesOfPbkdf2: ReadonlyMap<string, string> = new Map([
  ["1.2.840.113549.2.7", "sha1"],
  ["1.2.840.113549.2.9", "sha256"],
  ["1.2.840.113549.2.10", "sha384"],
  ["1.2.840.113549.2.11", "sha512"],
]);

export type Cipher = { name: string; keyBytes: number };
export const tripleDes: Cipher = { name: "des-ede3-cbc", keyBytes: 24 };

export const ciphersOfPbes2: ReadonlyMap<string, Cipher> = new Map([
  ["1.2.840.113549.3.7", tripleDes],
  ["2.16.840.1.101.3.4.1.2", { name: "aes-128-cbc", keyBytes: 16 }],
  ["2.16.840.1.101.3.4.1.22", { name: "aes-192-cbc", keyBytes: 24 }],
  ["2.16.840.1.101.3.4.1.42", { name: "aes-256-cbc", keyBytes: 32 }],
]);

/** Those of PEM files that name their cipher in a line of text. */
export const ciphersOfOldPem: ReadonlyMap<string, Cipher> = new Map(
  [...ciphersOfPbes2.values()].map((cipher) => [cipher.name.toUpperCase(), cipher]),
);
