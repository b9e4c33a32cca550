import { describe, expect, test } from "vitest";
import { buildTemplate, readLicenceCsv } from "@/lib/licences/csv";
import { checkLines, type KnownLicence } from "@/lib/licences/csv-check";

const check = (text: string, known: KnownLicence[] = []) => checkLines(readLicenceCsv(text), known);
const faultsOf = (text: string, known: KnownLicence[] = []) =>
  check(text, known).faults.map(({ line, field, code }) => `${line} ${field} ${code}`);
const known = (id: number, licenceNumber: string, metric: KnownLicence["metric"] = "user_cal"): KnownLicence => ({
  ...{ id, name: `Licence ${id}`, licenceNumber, metric },
});

test.each([
  "Name;Licence ID;Quantity;Metric;Acquisition channel;Valid until;Serial number\nVisio;V-1;1,250;Device CAL;OEM;2027-03-31;S1",
  "Bezeichnung,Lizenz-ID,Anzahl,Metrik,Bezugsweg,Gültig bis,Seriennummer\nVisio,V-1,1.250,Gerät,OEM,31.3.2027,S1",
])("a line is read in either language", (text) => {
  expect(check(text)).toEqual({
    total: 1,
    faults: [],
    valid: [
      {
        ...{ line: 2, name: "Visio", licenceNumber: "V-1", quantity: 1250, metric: "device_cal", channel: "OEM" },
        ...{ expiresOn: "2027-03-31", serialNumber: "S1", licenceKey: null, upgradeOf: null, notes: "", base: null },
        repeats: null,
      },
    ],
  });
});

test("a file without the columns that are needed is refused, and names them", () => {
  expect(() => readLicenceCsv("Name;Metric\nA;User CAL")).toThrow(
    expect.objectContaining({ code: "csv-columns-missing", params: { columns: "Quantity / Anzahl" } }),
  );
});

test("a file with too many lines is refused", () => {
  const text = `Name;Quantity\n${"A;1\n".repeat(10_001)}`;
  expect(() => readLicenceCsv(text)).toThrow(expect.objectContaining({ code: "csv-too-many" }));
});

test("columns that mean nothing are told", () => {
  expect(readLicenceCsv("Name;Quantity;Colour\nA;1;red").unknownColumns).toEqual(["Colour"]);
});

test("each mistake is told with its line and column; the other lines stay valid", () => {
  const text = [
    "Name;Quantity;Metric;Valid until",
    ";5;;",
    "A;;;",
    "B;five;;",
    "C;0;;",
    "D;1,5;;",
    "E;1;Socket;",
    "F;1;;31.02.2027",
    `${"G".repeat(201)};1;;`,
    "H;1;;",
  ].join("\n");
  expect(faultsOf(text)).toEqual([
    ...["2 name required", "3 quantity required", "4 quantity quantity-invalid", "5 quantity quantity-invalid"],
    ...["6 quantity quantity-invalid", "7 metric metric-unknown", "8 expiresOn day-invalid", "9 name too-long"],
  ]);
  expect(check(text).valid.map(({ name }) => name)).toEqual(["H"]);
});

test("a licence ID that occurs twice, here or already there, is told", () => {
  const text = "Name;Quantity;Licence ID\nA;1;x-1\nB;1;X-1\nC;1;K-9\nD;1;\nE;1;";
  expect(check(text, [known(9, "k-9")]).faults).toMatchObject([
    { line: 3, code: "duplicate-in-file", params: { line: 2 }, value: "X-1" },
    { line: 4, code: "duplicate-known", params: { name: "Licence 9" } },
  ]);
});

test("a name that is there already is marked where no licence ID tells the lines apart", () => {
  const text = "Name;Quantity;Licence ID\nTwice;5;\ntwice;5;\nTWICE;5;X\nThere;1;\nthere;1;Y\nNew;1;";
  const { valid, faults } = checkLines(readLicenceCsv(text), [], new Set(["there"]));
  expect(faults).toEqual([]);
  expect(valid.map(({ line, repeats }) => [line, repeats])).toEqual([
    [2, null],
    [3, { line: 2 }],
    [4, null],
    [5, "known"],
    [6, null],
    [7, null],
  ]);
});

describe("an upgrade", () => {
  const head = "Name;Quantity;Licence ID;Upgrade of;Metric\n";
  test("finds its base in the file, before or behind it, and among what is there", () => {
    const { valid, faults } = check(`${head}Up;1;U;B;\nBase;1;B;;\nOther;1;;k-1;`, [known(7, "K-1")]);
    expect(faults).toEqual([]);
    expect(valid.map(({ base }) => base)).toEqual([{ line: 3 }, null, { id: 7 }]);
  });

  test.each([
    ["A;1;;none;", [], ["2 upgradeOf base-unknown"]],
    ["A;1;;K;", [known(1, "K"), known(2, "k")], ["2 upgradeOf base-ambiguous"]],
    ["A;1;;K;", [known(1, "K", "device_cal")], ["2 upgradeOf base-metric"]],
    ["A;1;a;a;", [], ["2 upgradeOf base-cycle"]],
    ["A;1;a;b;\nB;1;b;a;", [], ["2 upgradeOf base-cycle", "3 upgradeOf base-cycle"]],
    [
      "A;1;a;b;\nB;1;b;c;\nC;none;c;;",
      [],
      ["2 upgradeOf base-faulty", "3 upgradeOf base-faulty", "4 quantity quantity-invalid"],
    ],
  ])("is refused where its base does not fit: %s", (lines, there, faults) => {
    expect(faultsOf(head + lines, there)).toEqual(faults);
  });
});

test.each(["en", "de"] as const)("the template can be imported as it is (%s)", (locale) => {
  const { valid, faults } = check(buildTemplate(locale));
  expect(faults).toEqual([]);
  expect(valid).toMatchObject([{ name: "Visio 2021" }, { name: "Visio 2024", base: { line: 2 } }]);
});
