import { describe, expect, test } from "vitest";
import type { z } from "zod";
import { contactFields, contactIdsSchema, contactSchema, editContactSchema } from "@/lib/contacts/schema";

const nothing = Object.fromEntries(contactFields.map((field) => [field, ""]));
const person = { ...nothing, displayName: "Alex Kim" };
const faultsOf = (schema: z.ZodType, input: unknown) =>
  schema.safeParse(input).error?.issues.map(({ path, message }) => [path.join("."), message]) ?? [];

describe("a contact made by hand", () => {
  test("needs a name and nothing else", () => {
    expect(contactSchema.parse(person)).toEqual(person);
    expect(faultsOf(contactSchema, { ...person, displayName: " \u200b\t" })).toEqual([["displayName", "name-missing"]]);
  });

  test("loses what cannot be seen, and keeps the lines of its notes", () => {
    const typed = { ...person, displayName: "  Jo\u0308rg\u00a0 Müller\n", notes: " one\r\ntwo\u0007\n" };
    expect(contactSchema.parse(typed)).toMatchObject({ displayName: "Jörg Müller", notes: "one\ntwo" });
  });

  test.each(["alex", "alex@", "@contoso.com", "a b@contoso.com", "a@x.com, b@x.com", "Alex <alex@contoso.com>"])(
    "refuses %j as an e-mail",
    (mail) => {
      expect(faultsOf(contactSchema, { ...person, mail })).toEqual([["mail", "contact-mail-invalid"]]);
    },
  );

  test.each(["alex@contoso.com", "o'neill+x@sub.contoso.example", "jörg@müller.example", "root@localhost"])(
    "takes %j as an e-mail",
    (mail) => expect(contactSchema.parse({ ...person, mail }).mail).toBe(mail),
  );

  test.each(["displayName", "mail", "customId", "phone", "department", "city", "notes"])("bounds %s", (field) => {
    const [fault, ...more] = faultsOf(contactSchema, { ...person, [field]: `a@${"x".repeat(2_001)}` });
    expect([fault?.[0], more]).toEqual([field, []]);
  });

  test("is named by numbers, also where a form spells them", () => {
    expect(editContactSchema.parse({ ...person, contactId: "7", version: "2" })).toMatchObject({
      contactId: 7,
      version: 2,
    });
    for (const id of ["", "0", "-1", "1.5", "x", "99999999999"]) {
      expect(contactIdsSchema.safeParse({ contactIds: [id] }).success).toBe(false);
    }
    expect(contactIdsSchema.safeParse({ contactIds: [] }).success).toBe(false);
  });
});
