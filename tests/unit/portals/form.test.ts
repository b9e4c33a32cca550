import { describe, expect, test } from "vitest";
import { portalFormSchema } from "@/lib/portals/schema";

const id = "05e9a617-0261-4cee-bb44-138d3ef5d965";
const secretForm = {
  kind: "secret",
  name: " Contoso ",
  description: "",
  cloud: "global",
  clientId: id,
  tenantId: id,
  secretId: "abc",
  secretValue: "s3cret",
  validUntil: "2027-03-31",
};

describe("the form that adds a portal", () => {
  test.each([
    ["braces", `{${id}}`],
    ["spaces", `  ${id}\n`],
    ["a zero-width space", `\u200b${id}`],
    ["upper case", id.toUpperCase()],
  ])("takes an id that was pasted with %s [S17]", (_, pasted) => {
    const portal = portalFormSchema.parse({ ...secretForm, clientId: pasted, tenantId: pasted });
    expect(portal).toMatchObject({ name: "Contoso", clientId: id, tenantId: id });
  });

  test("refuses an id that lacks a digit, and an empty one", () => {
    for (const clientId of [id.slice(1), ""]) {
      const result = portalFormSchema.safeParse({ ...secretForm, clientId });
      expect(result.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
        ["clientId", "guid-invalid"],
      ]);
    }
  });

  test("makes a day the same day wherever it is read [S28]", () => {
    const { credential } = portalFormSchema.parse(secretForm);
    expect(credential).toMatchObject({ kind: "secret", value: "s3cret", validUntil: new Date("2027-03-31T12:00:00Z") });
  });

  test.each(["", "31.03.2027", "2027-13-45"])("refuses %j as a day", (validUntil) => {
    const result = portalFormSchema.safeParse({ ...secretForm, validUntil });
    expect(result.error?.issues.map(({ path, message }) => [path.join("."), message])).toEqual([
      ["validUntil", "date-missing"],
    ]);
  });

  test("asks for both parts of a certificate [S26]", () => {
    const { secretId: _id, secretValue: _value, validUntil: _until, ...general } = secretForm;
    const result = portalFormSchema.safeParse({
      ...general,
      kind: "certificate",
      certificatePem: " ",
      privateKeyPem: "",
    });
    expect(result.error?.issues.map(({ path }) => path.join("."))).toEqual(["certificatePem", "privateKeyPem"]);
  });
});
