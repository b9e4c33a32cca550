import { describe, expect, test } from "vitest";
import type { z } from "zod";
import {
  addPortalSchema,
  certificateFormSchema,
  connectionStepSchema,
  editPortalSchema,
  generalStepSchema,
  generateCertificateSchema,
  secretFormSchema,
} from "@/lib/portals/schema";

const id = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const connection = { cloud: "global", clientId: id, tenantId: id };
const general = { name: " Contoso ", description: "" };
const exclusions = { exclusions: [], excludeFree: false };
const secret = { secretId: "abc", secretValue: "s3cret", validUntil: "2027-03-31" };

const faultsOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

describe("General", () => {
  test("a name is needed, a description is not [S18] [S21]", () => {
    expect(faultsOf(generalStepSchema, { name: "  ", description: "" })).toEqual([["name", "name-missing"]]);
    expect(generalStepSchema.parse(general)).toEqual({ name: "Contoso", description: "" });
    expect(faultsOf(generalStepSchema, { ...general, name: "x".repeat(101) })).toEqual([["name", "name-too-long"]]);
  });
});

describe("Connection information", () => {
  test.each([
    ["braces", `{${id}}`],
    ["spaces", `  ${id}\n`],
    ["a zero-width space", `\u200b${id}`],
    ["typographic quotes", `„${id}“`],
    ["upper case", id.toUpperCase()],
  ])("takes IDs that were pasted with %s [S2] [S23]", (_, pasted) => {
    expect(connectionStepSchema.parse({ ...connection, clientId: pasted, tenantId: pasted })).toEqual(connection);
  });

  test("refuses an application ID that lacks a digit, is empty, or is a domain", () => {
    for (const clientId of [id.slice(1), "", "contoso.com"]) {
      expect(faultsOf(connectionStepSchema, { ...connection, clientId })).toEqual([["clientId", "guid-invalid"]]);
    }
  });

  test.each(["contoso.com", " Contoso.onmicrosoft.com", "sub.musterwerk.de"])("takes %j as a directory", (tenantId) => {
    expect(connectionStepSchema.parse({ ...connection, tenantId }).tenantId).toBe(tenantId.trim().toLowerCase());
  });

  test.each(["common", "contoso", "https://contoso.com/", "-contoso.com", "contoso..com", "contoso.com/x?y"])(
    "refuses %j as a directory",
    (tenantId) => {
      expect(faultsOf(connectionStepSchema, { ...connection, tenantId })).toEqual([["tenantId", "directory-invalid"]]);
    },
  );

  test("clouds are chosen, never typed", () => {
    const typed = { ...connection, cloud: "https://graph.example" };
    expect(faultsOf(connectionStepSchema, typed).map(([path]) => path)).toEqual(["cloud"]);
  });
});

describe("the dialog of the secret client key", () => {
  test("makes a day the same day wherever it is read [S28]", () => {
    expect(secretFormSchema.parse(secret)).toMatchObject({ validUntil: new Date("2027-03-31T12:00:00Z") });
  });

  test.each(["secretId", "secretValue", "validUntil"])("asks for %s [S28]", (field) => {
    expect(faultsOf(secretFormSchema, { ...secret, [field]: "" }).map(([path]) => path)).toEqual([field]);
  });

  test.each(["31.03.2027", "2027-13-45"])("refuses %j as a day", (validUntil) => {
    expect(faultsOf(secretFormSchema, { ...secret, validUntil })).toEqual([["validUntil", "date-missing"]]);
  });

  test("notices the ID where the value belongs, and believes who insists", () => {
    const swapped = { ...secret, secretId: id, secretValue: id };
    expect(faultsOf(secretFormSchema, swapped)).toEqual([["secretValue", "secret-value-is-id"]]);
    expect(faultsOf(secretFormSchema, { ...swapped, secretId: "other" })).toEqual([
      ["secretValue", "secret-value-is-id"],
    ]);
    expect(faultsOf(secretFormSchema, { ...swapped, isValueConfirmed: "yes" })).toEqual([]);
  });
});

describe("the dialog of the certificate", () => {
  test("takes files or texts [S26]", () => {
    const file = new File(["x"], "a.pem");
    expect(certificateFormSchema.parse({ certificateFile: file })).toMatchObject({
      certificateFile: file,
      keyText: "",
    });
    expect(certificateFormSchema.parse({ certificateText: "x", keyText: "y" })).toMatchObject({ password: "" });
  });

  test("refuses what is too large for a certificate before it is read", () => {
    const file = new File([new Uint8Array(64 * 1024 + 1)], "a.pfx");
    expect(faultsOf(certificateFormSchema, { certificateFile: file })).toEqual([
      ["certificateFile", "certificate-too-large"],
    ]);
  });

  test.each(["6", "12", "24"])("makes one for %s months", (months) => {
    expect(generateCertificateSchema.parse({ commonName: "Seatwise Müller", months })).toMatchObject({
      months: Number(months),
    });
  });

  test("makes none for ever, and none of a name that would say more than a name", () => {
    expect(faultsOf(generateCertificateSchema, { commonName: "a", months: "1200" }).map(([path]) => path)).toEqual([
      "months",
    ]);
    expect(faultsOf(generateCertificateSchema, { commonName: "a,O=b", months: "12" })).toEqual([
      ["commonName", "common-name-characters"],
    ]);
  });
});

describe("what is saved", () => {
  test("a new portal names its credential by the row that was staged [S25]", () => {
    const portal = { ...general, ...connection, exclusions };
    expect(faultsOf(addPortalSchema, { ...portal, credentialId: "" })).toEqual([
      ["credentialId", "credential-missing"],
    ]);
    expect(addPortalSchema.parse({ ...portal, credentialId: id })).toMatchObject({ name: "Contoso", credentialId: id });
  });

  test("an edit is checked as an addition is [S40]", () => {
    const edit = { ...general, ...connection, exclusions, portalId: id, version: 3, credential: { kind: "keep" } };
    expect(editPortalSchema.parse(edit)).toMatchObject({ name: "Contoso", version: 3 });
    expect(faultsOf(editPortalSchema, { ...edit, name: "", clientId: "x" })).toEqual([
      ["name", "name-missing"],
      ["clientId", "guid-invalid"],
    ]);
  });
});
