import { describe, expect, test } from "vitest";
import { type ContactMatch, checkDevices, checkPeople, readConsumerFile } from "@/lib/products/consumer-file";

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (text: string, kind: "person" | "device") => readConsumerFile(bytes(text), kind);
const match = (line: number, contactId: number, changes: Partial<ContactMatch> = {}): ContactMatch => ({
  line,
  by: "mail",
  contactId,
  name: `Person ${contactId}`,
  isGone: false,
  isKnown: false,
  ...changes,
});

describe("a file of devices", () => {
  test("is read by the header's name in either language, with the line of each row", () => {
    expect(read("Standort;Gerätename\nBonn;PC-1\n\nBonn;PC-2\n", "device")).toMatchObject([
      { line: 2, device: "PC-1" },
      { line: 4, device: "PC-2" },
    ]);
  });

  test("says of each line what is wrong", () => {
    const lines = read(`device,site\nPC-1,a\n,b\npc-1,c\n${"x".repeat(201)},d\nPC-9,e\n`, "device");
    expect(checkDevices(lines, new Set(["pc-9"])).map(({ line, fault, isKnown }) => [line, fault, isKnown])).toEqual([
      [2, null, false],
      [3, "nothing-named", false],
      [4, "doubled", false],
      [5, "name-too-long", false],
      [6, null, true],
    ]);
  });

  test("without its column is refused", () => {
    expect(() => read("e-mail\na@b.example\n", "device")).toThrow("csv-device-missing");
    expect(() => read("device\nPC-1\n", "person")).toThrow("csv-person-missing");
    expect(() => read("", "device")).toThrow("csv-empty");
  });
});

describe("a file of people", () => {
  test("takes the surest of what a line names", () => {
    const [line] = read("Personalnummer;E-Mail\n17;anna@contoso.example\n", "person");
    expect(line).toMatchObject({ customId: "17", mail: "anna@contoso.example", device: "" });
    const found = [match(2, 5), match(2, 6, { by: "customId" })];
    expect(checkPeople(line ? [line] : [], found)).toMatchObject([{ contactId: 6, fault: null }]);
  });

  test("says who is unknown, several people or named twice", () => {
    const lines = read("e-mail\nnone@x\ntwo@x\none@x\none@x\nleft@x\n", "person");
    const found = [
      ...[match(3, 1), match(3, 2)],
      ...[match(4, 3), match(5, 3)],
      ...[match(6, 4, { isGone: true }), match(6, 5, { isKnown: true })],
    ];
    expect(checkPeople(lines, found).map(({ fault, contactId, isKnown }) => [fault, contactId, isKnown])).toEqual([
      ["contact-unknown", null, false],
      ["contact-ambiguous", null, false],
      [null, 3, false],
      ["doubled", 3, false],
      // One of the two left the tenant.
      [null, 5, true],
    ]);
  });
});
