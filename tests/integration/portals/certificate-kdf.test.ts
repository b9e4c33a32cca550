import { expect, it } from "vitest";
import { readCertificate } from "@/lib/portals/certificate-reader";
import { type CertificateFile, certificateFile, passwords } from "@/tests/support/certificates";

const now = new Date("2027-03-01T09:00:00Z");
/** A blocked process would come to a handful. */
const MANY_TURNS = 1_000;

/** How often the event loop turns while the work is done. */
async function countTurns(work: Promise<unknown>): Promise<number> {
  let turns = 0;
  let isOver = false;
  const turn = () => {
    turns += 1;
    if (!isOver) setImmediate(turn);
  };
  setImmediate(turn);
  await work.finally(() => {
    isOver = true;
  });
  return turns;
}

it.each<[CertificateFile, string]>([
  ["slow-mac.pfx", "whose check takes 600,000 rounds"],
  ["slow.pfx", "whose check and encryption take 600,000 rounds each"],
])("goes on with other work while it reads %s, %s [S9]", async (name) => {
  const reading = readCertificate({ parts: [certificateFile(name)], password: passwords.plain }, now);
  expect(await countTurns(reading)).toBeGreaterThan(MANY_TURNS);
  expect((await reading).facts.subject).toBe("C=DE, O=Tests, CN=Seatwise test");
});
