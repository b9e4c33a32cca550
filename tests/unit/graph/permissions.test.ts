import { describe, expect, it } from "vitest";
import type { PermissionFinding } from "@/lib/graph/connection-report";
import { judgePermissions, missingFor, missingRequired } from "@/lib/graph/permissions";

const REQUIRED = ["User.Read.All", "Organization.Read.All"];

/** "+" granted, "by X" substituted, "-" missing; what is excess under its own name, "!" where it can write. */
const inShort = (findings: PermissionFinding[]) =>
  Object.fromEntries(
    findings.map(({ permission, state, by, isWrite }) => [
      permission,
      { granted: "+", missing: "-", substituted: `by ${by}`, excess: isWrite ? "excess!" : "excess" }[state],
    ]),
  );

describe("the coach", () => {
  it.each<[why: string, roles: string[], expected: Record<string, string>]>([
    [
      "nothing",
      [],
      { "User.Read.All": "-", "Organization.Read.All": "-", "GroupMember.Read.All": "-", "AuditLog.Read.All": "-" },
    ],
    ["[S3] the two application permissions", REQUIRED, { "User.Read.All": "+", "Organization.Read.All": "+" }],
    ["one of the two", ["User.Read.All"], { "User.Read.All": "+", "Organization.Read.All": "-" }],
    [
      "all that can be used",
      [...REQUIRED, "GroupMember.Read.All", "AuditLog.Read.All"],
      {
        "GroupMember.Read.All": "+",
        "AuditLog.Read.All": "+",
      },
    ],
    [
      "one for all",
      ["Directory.Read.All"],
      {
        "User.Read.All": "by Directory.Read.All",
        "Organization.Read.All": "by Directory.Read.All",
        "GroupMember.Read.All": "by Directory.Read.All",
        "AuditLog.Read.All": "-",
        "Directory.Read.All": "",
      },
    ],
    [
      "one for all, for the groups only",
      [...REQUIRED, "Directory.Read.All"],
      {
        "User.Read.All": "+",
        "GroupMember.Read.All": "by Directory.Read.All",
        "Directory.Read.All": "",
      },
    ],
    [
      "one for all that is used for nothing",
      [...REQUIRED, "GroupMember.Read.All", "Directory.Read.All"],
      {
        "Directory.Read.All": "excess",
      },
    ],
    [
      "the SKU part",
      ["User.Read.All", "LicenseAssignment.Read.All"],
      {
        "Organization.Read.All": "by LicenseAssignment.Read.All",
        "LicenseAssignment.Read.All": "",
      },
    ],
    [
      "the SKU part beside the whole",
      [...REQUIRED, "LicenseAssignment.Read.All"],
      {
        "Organization.Read.All": "+",
        "LicenseAssignment.Read.All": "excess",
      },
    ],
    [
      "one that reads before one that writes",
      ["Organization.ReadWrite.All", "Directory.Read.All"],
      {
        "Organization.Read.All": "by Directory.Read.All",
        "Organization.ReadWrite.All": "excess!",
      },
    ],
    [
      "those that write open the way and are too much",
      ["User.ReadWrite.All", "Organization.ReadWrite.All"],
      {
        "User.Read.All": "by User.ReadWrite.All",
        "Organization.Read.All": "by Organization.ReadWrite.All",
        "User.ReadWrite.All": "excess!",
        "Organization.ReadWrite.All": "excess!",
      },
    ],
    [
      "one for everything",
      ["Directory.ReadWrite.All"],
      {
        "User.Read.All": "by Directory.ReadWrite.All",
        "Organization.Read.All": "by Directory.ReadWrite.All",
        "GroupMember.Read.All": "by Directory.ReadWrite.All",
        "Directory.ReadWrite.All": "excess!",
      },
    ],
    [
      "groups by their basics",
      ["Group.ReadBasic.All"],
      { "GroupMember.Read.All": "by Group.ReadBasic.All", "Group.ReadBasic.All": "" },
    ],
    ["groups in full", ["Group.Read.All"], { "GroupMember.Read.All": "by Group.Read.All", "Group.Read.All": "" }],
    [
      "others that only read",
      [...REQUIRED, "Mail.Read", "Reports.Read.All"],
      {
        "Mail.Read": "excess",
        "Reports.Read.All": "excess",
      },
    ],
    [
      "others that write",
      [
        "Mail.ReadWrite",
        "Mail.Send",
        "Sites.FullControl.All",
        "User.ManageIdentities.All",
        "Directory.Write.Restricted",
      ],
      {
        "Mail.ReadWrite": "excess!",
        "Mail.Send": "excess!",
        "Sites.FullControl.All": "excess!",
        "User.ManageIdentities.All": "excess!",
        "Directory.Write.Restricted": "excess!",
      },
    ],
  ])("%s", (_, roles, expected) => {
    const found = inShort(judgePermissions(roles));
    for (const [permission, state] of Object.entries(expected))
      expect([permission, found[permission] ?? ""]).toEqual([permission, state]);
  });

  it("[S3] [S5] names what an import cannot do without", () => {
    expect(missingRequired(judgePermissions([]))).toEqual(REQUIRED);
    expect(missingRequired(judgePermissions(["User.Read.All", "LicenseAssignment.Read.All"]))).toEqual([]);
    expect(missingRequired(judgePermissions(REQUIRED))).toEqual([]);
  });

  it("says which right keeps something closed that an import can do without", () => {
    const closed = (roles: string[]) =>
      (["subscriptions", "groups", "sign-in-activity"] as const).map((part) =>
        missingFor(part, judgePermissions(roles)),
      );
    expect(closed(REQUIRED)).toEqual([null, "GroupMember.Read.All", "AuditLog.Read.All"]);
    expect(closed(["User.Read.All", "LicenseAssignment.Read.All"])[0]).toBe("Organization.Read.All");
    expect(closed(["Directory.Read.All", "AuditLog.Read.All"])).toEqual([null, null, null]);
  });

  it("needs nothing of what could not be read", () => {
    expect(missingFor("groups", [])).toBeNull();
  });
});
