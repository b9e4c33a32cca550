import { describe, expect, test } from "vitest";
import { parseCatalogue } from "@/lib/catalogue/csv";
import { CATALOGUE_BYTES_MAX } from "@/lib/catalogue/limits";
import { listBytes, listText, planIdOf, skuIdOf } from "../../support/catalogue/list";

const list = parseCatalogue(listBytes());
const sku = (number: number) => list.skus.find(({ skuId }) => skuId === skuIdOf(number));
const plan = (number: number) => list.servicePlans.find(({ servicePlanId }) => servicePlanId === planIdOf(number));

/** Rows of which each is a SKU of its own. */
const plain = (count: number, header = listText.split("\n")[0]) =>
  [
    header,
    ...Array.from(
      { length: count },
      (_, number) => `Title ${number},PART_${number},${skuIdOf(number)},PLAN,${planIdOf(1)},Plan`,
    ),
  ].join("\n");

describe("Microsoft's list", () => {
  test("is read whole; what cannot be used is named by its line", () => {
    expect([list.skus.length, list.servicePlans.length]).toEqual([61, 55]);
    expect(list.rows).toBe(68);
    expect(list.duplicates).toBe(1);
    expect(list.skipped).toEqual([
      { line: 14, reason: "sku-id" },
      { line: 15, reason: "name" },
      { line: 16, reason: "plan-id" },
    ]);
  });

  test.each([
    ["a no-break space behind a GUID and a part number", 1, "Contoso Shared Devices", "CONTOSO_SHARED"],
    ["a bracket before a GUID, a tab behind a part number", 2, "Contoso Bracket", "CONTOSO_BRACKET"],
    ["capitals in a GUID; of two names equally often the first", 3, "Contoso Agent Studio", "CONTOSO_AGENT"],
    ["commas in quotes", 4, "Contoso Finance, Enterprise edition", "CONTOSO_FINANCE"],
    ["a no-break space within a part number", 5, "Contoso Office (no chat)", "CONTOSO_w/o Chat"],
    ["a name in capitals, even the commoner one", 6, "Contoso Calling", "CONTOSO_CALLING"],
    ["a part number that two GUIDs share", 7, "Contoso Calling (120 minutes)", "CONTOSO_CALLING"],
    ["a service plan without a GUID", 9, "Contoso Half", "CONTOSO_HALF"],
    ["a row that ends too soon", 10, "Contoso Short", "CONTOSO_SHORT"],
    ["no title", 11, "CONTOSO_UNTITLED", "CONTOSO_UNTITLED"],
    ["a quote in the middle", 12, 'Contoso 27" Board', "CONTOSO_BOARD"],
  ])("keeps a SKU with %s", (_, number, title, partNumber) => {
    expect(sku(number)).toEqual({ skuId: skuIdOf(number), title, partNumber });
  });

  test.each([
    ["neither the doubled word nor the repeated name", 1, "CHAT_PLAN", "Contoso Chat"],
    ["the commonest without a doubled word", 3, "RIGHTS_PLAN", "Contoso Rights"],
    ["quotes within quotes", 4, "FINANCE_PLAN", 'Finance, "large" edition'],
    ["the repeated name where there is no other", 5, "BOARD_PLAN", "BOARD_PLAN"],
  ])("gives a service plan %s", (_, number, name, title) => {
    expect(plan(number)).toEqual({ servicePlanId: planIdOf(number), name, title });
  });

  const lines = listText.split("\n");
  test.each([
    ["a byte order mark and CRLF, as Microsoft serves it", `\ufeff${listText.replaceAll("\n", "\r\n")}`],
    ["the older header", listText.replace("String_Id", "String_ Id")],
    ["blanks in the header", listText.replace("GUID,", " GUID\u00a0,")],
    ["a further column", lines.map((line) => (line ? `${line},more` : "")).join("\n")],
  ])("is the same with %s", (_, text) => {
    const { skus, servicePlans } = parseCatalogue(listBytes(text));
    expect({ skus, servicePlans }).toEqual({ skus: list.skus, servicePlans: list.servicePlans });
  });

  test("is the same with its columns in another order", () => {
    const backwards = plain(60)
      .split("\n")
      .map((line) => line.split(",").reverse().join(","));
    expect(parseCatalogue(listBytes(backwards.join("\n")))).toEqual(parseCatalogue(listBytes(plain(60))));
  });

  test("is whole from fifty SKUs on", () => {
    expect(parseCatalogue(listBytes(plain(50))).skus).toHaveLength(50);
  });
});

describe("what is not Microsoft's list", () => {
  const utf16 = new Uint8Array(Buffer.from(`\ufeff${listText}`, "utf16le"));
  test.each<[string, Uint8Array, string]>([
    ["a web page", listBytes("\r\n<!DOCTYPE html><html><body>Sign in</body></html>"), "catalogue-is-html"],
    ["nothing at all", new Uint8Array(), "catalogue-not-csv"],
    ["a sentence", listBytes("The resource you are looking for has been removed.\n"), "catalogue-not-csv"],
    ["another separator", listBytes(listText.replaceAll(",", ";")), "catalogue-not-csv"],
    ["UTF-16", utf16, "catalogue-not-csv"],
    ["a workbook", new Uint8Array([0x50, 0x4b, 3, 4, 0, 0, 0xff, 0xfe]), "catalogue-not-csv"],
    ["a NUL", listBytes(listText.replace("Contoso Half", "Contoso\0Half")), "catalogue-not-csv"],
    ["a quote that never ends", listBytes(`${listText}"Contoso`), "catalogue-not-csv"],
    ["other columns", listBytes(plain(60, "Name,Id,Guid,A,B,C")), "catalogue-columns-missing"],
    ["a header alone", listBytes(plain(0)), "catalogue-too-few"],
    ["a part of it", listBytes(plain(49)), "catalogue-too-few"],
    ["far too much", new Uint8Array(CATALOGUE_BYTES_MAX + 1), "catalogue-too-large"],
  ])("is refused: %s", (_, bytes, code) => {
    expect(() => parseCatalogue(bytes)).toThrow(expect.objectContaining({ code }));
  });

  test("is told by the names of the columns that are missing, and by numbers", () => {
    const refusal = (text: string) => {
      try {
        parseCatalogue(listBytes(text));
      } catch (error) {
        return (error as { params: unknown }).params;
      }
      return null;
    };
    expect(refusal(plain(60, "Product_Display_Name,String_Id,GUID,Service_Plan_Name"))).toEqual({
      columns: "Service_Plan_Id, Service_Plans_Included_Friendly_Names",
    });
    expect(refusal(plain(49))).toEqual({ count: 49, minimum: 50 });
  });
});
