/** A secret in every spelling in which it could lie somewhere, by the name of the spelling. */
export function spellingsOf(name: string, secret: string | Buffer): [name: string, spelling: string][] {
  const bytes = Buffer.from(secret);
  const spellings: [string, string][] = [
    [`${name}, hex`, bytes.toString("hex")],
    // The last digits depend on what follows.
    [`${name}, base64`, bytes.toString("base64").slice(0, -4)],
    [`${name}, base64url`, bytes.toString("base64url").slice(0, -4)],
    [`${name}, in a URL`, encodeURIComponent(bytes.toString("latin1"))],
  ];
  return typeof secret === "string"
    ? [[name, secret], [`${name}, in JSON`, JSON.stringify(secret).slice(1, -1)], ...spellings]
    : spellings;
}

/** The lines of a private key (the first of them all keys share), and a part of its bytes. */
export function spellingsOfKey(privateKeyPem: string, der: Buffer): [name: string, spelling: string][] {
  const lines = privateKeyPem.split("\n").filter((line) => line.length === 64);
  return [
    ...lines.slice(1).flatMap((line, index) => spellingsOf(`key line ${index}`, line)),
    ...spellingsOf("key, binary", der.subarray(100, 140)),
  ];
}

/** The names of what is found in a text. */
export const findSecrets = (text: string, spellings: Iterable<[name: string, spelling: string]>): string[] =>
  [...spellings].filter(([, spelling]) => text.includes(spelling)).map(([name]) => name);
