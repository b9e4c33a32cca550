import { describe, expect, test } from "vitest";
import { contactTemplate, readContactFile } from "@/lib/contacts/csv";
import { CONTACTS_CSV_LINES_MAX } from "@/lib/contacts/limits";
import { contactFields } from "@/lib/contacts/schema";

const codeOf = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return (error as { code?: string }).code;
  }
};
const faultsOf = (text: string, key: "mail" | "customId" = "mail") =>
  readContactFile(text, key).faults.map(({ line, field, code }) => [line, field, code]);

describe("a file of contacts", () => {
  test.each(["en", "de"] as const)("may be the filled in template in %s", (language) => {
    const { fields, valid, faults, unknownColumns } = readContactFile(contactTemplate(language), "customId");
    expect([fields, faults, unknownColumns]).toEqual([[...contactFields], [], []]);
    expect(valid).toMatchObject([{ line: 2, values: { customId: "4711", mail: expect.stringContaining("@") } }]);
  });

  test.each([
    ["English", "display name,E-MAIL,Job Title,Shoe size\nAlex,alex@x.com,Buyer,42"],
    ["German", "Anzeigename;E-Mail-Adresse;Position;Shoe size\nAlex;alex@x.com;Buyer;42"],
  ])("has headers in %s, and columns that mean nothing", (_, text) => {
    const { fields, valid, unknownColumns } = readContactFile(text, "mail");
    expect(fields).toEqual(["displayName", "mail", "jobTitle"]);
    expect(valid).toMatchObject([{ values: { displayName: "Alex", mail: "alex@x.com", jobTitle: "Buyer" } }]);
    expect(unknownColumns).toEqual(["Shoe size"]);
  });

  test("needs the columns of the name and of the key", () => {
    expect(codeOf(() => readContactFile("Name,E-mail\nA,a@x.com", "customId"))).toBe("csv-columns-missing");
    expect(codeOf(() => readContactFile("E-mail\na@x.com", "mail"))).toBe("csv-columns-missing");
    expect(codeOf(() => readContactFile("", "mail"))).toBe("csv-empty");
  });

  test("names what is wrong with each line, and keeps the others", () => {
    const text = [
      "Name,E-mail,Custom ID,City",
      "Alex,alex@x.com,1,Bonn",
      ",nobody@x.com,2,Bonn",
      "Jo,jo,3,Bonn",
      "Sam,,4,Bonn",
      "Second Alex,ALEX@x.com,5,Bonn",
      "Kim,kim@x.com,1,Bonn",
      `Long,long@x.com,6,${"x".repeat(121)}`,
      "Many,many@x.com,7,Bonn,more",
      "Short,short@x.com",
    ].join("\n");
    expect(faultsOf(text)).toEqual([
      [3, "displayName", "name-missing"],
      [4, "mail", "contact-mail-invalid"],
      [5, "mail", "field-required"],
      [6, "mail", "csv-line-repeated"],
      [7, "customId", "csv-line-repeated"],
      [8, "city", "field-too-long"],
      [9, null, "csv-too-many-cells"],
    ]);
    expect(readContactFile(text, "mail").valid.map(({ line }) => line)).toEqual([2, 10]);
    expect(readContactFile(text, "mail").faults[3]?.params).toEqual({ line: 2 });
  });

  test("lets e-mails stay empty where the custom ID is the key", () => {
    expect(faultsOf("Name,E-mail,Custom ID\nA,,1\nB,,2\nC,,", "customId")).toEqual([[4, "customId", "field-required"]]);
  });

  test("has an end", () => {
    const lines = Array.from({ length: CONTACTS_CSV_LINES_MAX + 1 }, (_, n) => `P,p${n}@x.com`);
    expect(codeOf(() => readContactFile(`Name,E-mail\n${lines.join("\n")}`, "mail"))).toBe("csv-too-many");
  });
});
