import { spawnSync } from "node:child_process";
import { describe, expect, it, test } from "vitest";
import { judgePermissions, missingRequired } from "@/lib/graph/permissions";
import type { EntraIds } from "@/lib/portals/entra-links";
import { entraPermissions, optionalPermissions, substitutePermissions } from "@/lib/portals/entra-permissions";
import { readScriptChoice, runCommand, type ScriptChoice, writeScript } from "@/lib/portals/entra-scripts";
import { cloudNames } from "@/lib/portals/schema";

const roleIds = {
  "User.Read.All": "df021288-bdef-4463-88db-98f22de89214",
  "Organization.Read.All": "498476ce-e0fe-48b0-b801-37ba7e2685c6",
  "GroupMember.Read.All": "98830695-27a2-44f7-8c18-0c3ebc9698f6",
  "AuditLog.Read.All": "b0afded3-3588-46d8-8b3d-9842eff778da",
};
const ids = (more: Partial<EntraIds> = {}): EntraIds => ({ cloud: "global", clientId: null, tenantId: null, ...more });
const choice = (more: Partial<ScriptChoice> = {}): ScriptChoice => ({ ...readScriptChoice({}), ...more });

/** Every script that a person can be shown. */
const scripts = (["powershell", "az"] as const).flatMap((shell) =>
  (["certificate", "secret"] as const).flatMap((credential) =>
    cloudNames.flatMap((cloud) =>
      [[], optionalPermissions].map((optional) => {
        const script = writeScript({ shell, credential, optional }, ids({ cloud, tenantId: "contoso.com" }));
        return { shell, credential, cloud, optional, script };
      }),
    ),
  ),
);
const written = scripts.flatMap(({ script, ...rest }) => (script === null ? [] : [{ ...rest, script }]));
const guidsIn = (text: string) => new Set(text.match(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g));

describe("the permissions", () => {
  test("carry their exact names and the IDs of Graph's app roles [S3]", () => {
    expect(Object.fromEntries(entraPermissions.map(({ name, roleId }) => [name, roleId]))).toEqual(roleIds);
  });

  test("are what an import asks for, and no more [S3]", () => {
    const required = entraPermissions.filter(({ isRequired }) => isRequired).map(({ name }) => name);
    expect(required).toEqual(["User.Read.All", "Organization.Read.All"]);
    expect(missingRequired(judgePermissions(required))).toEqual([]);
    const all = judgePermissions(entraPermissions.map(({ name }) => name));
    expect(all.map(({ permission, state, unlocks }) => [permission, state, unlocks])).toEqual(
      entraPermissions.map(({ name, unlocks }) => [name, "granted", unlocks]),
    );
  });

  test("have the substitutes that the guide names", () => {
    const { directory, assignment } = substitutePermissions;
    const byDirectory = judgePermissions([directory]).filter(({ by }) => by === directory);
    expect(byDirectory.map(({ permission, lacks }) => [permission, lacks])).toEqual([
      ["User.Read.All", null],
      ["Organization.Read.All", null],
      ["GroupMember.Read.All", null],
    ]);
    const byAssignment = judgePermissions([assignment]).filter(({ by }) => by === assignment);
    expect(byAssignment.map(({ permission, lacks }) => [permission, lacks])).toEqual([
      ["Organization.Read.All", "subscription-dates"],
    ]);
  });
});

describe("every script", () => {
  it("is there for each cloud, save where Azure CLI does not know the cloud", () => {
    const missing = scripts.filter(({ script }) => script === null);
    expect(new Set(missing.map(({ shell, cloud }) => `${shell} ${cloud}`))).toEqual(new Set(["az us-gov-l5"]));
  });

  it("is plain ASCII, so that no dash or quote is lost in pasting", () => {
    for (const { script } of written) expect(script).toMatch(/^[\n\x20-\x7e]+$/);
  });

  it("adds exactly the chosen permissions, as application permissions [S3]", () => {
    for (const { script, optional } of written) {
      const chosen = entraPermissions.filter(
        ({ name, isRequired }) => isRequired || optional.some((one) => one === name),
      );
      const graph = "00000003-0000-0000-c000-000000000000";
      expect(guidsIn(script)).toEqual(new Set([graph, ...chosen.map(({ roleId }) => roleId)]));
      expect(script).toMatch(/["']?[Tt]ype["']?\s*[=:]\s*["']Role["']/);
      expect(script).not.toContain("Scope'");
      expect(script).not.toContain("Organisation.Read.All");
    }
  });

  it("registers for one tenant only [S1]", () => {
    for (const { script } of written) expect(script).toContain("AzureADMyOrg");
  });

  it("signs in to the directory that is filled in", () => {
    for (const { script } of written) expect(script).toContain("'contoso.com'");
    expect(writeScript(choice(), ids())).toContain("$TenantId = ''");
  });
});

describe("the script for PowerShell", () => {
  const scriptOf = (more: Partial<ScriptChoice>, cloud: EntraIds["cloud"] = "global") =>
    writeScript(choice(more), ids({ cloud })) ?? "";

  it("uploads a certificate or makes a secret that ends [S12]", () => {
    const certificate = scriptOf({ credential: "certificate" });
    expect(certificate).toContain("$CertificatePath");
    expect(certificate).toContain("Key         = $certificate.RawData");
    expect(certificate).not.toContain("Add-MgApplicationPassword");
    const secret = scriptOf({ credential: "secret" });
    expect(secret).toMatch(/Add-MgApplicationPassword[\s\S]+EndDateTime = \$validUntil/);
    expect(secret).toMatch(/'Secret ID' .*KeyId\n.*'Secret value' .*SecretText\n.*'Secret valid until'/);
    expect(secret).not.toContain("$certificate");
  });

  it("grants consent by one assignment for each permission, and prints both IDs [S2] [S4]", () => {
    for (const credential of ["certificate", "secret"] as const) {
      const script = scriptOf({ credential });
      expect(script).toContain("New-MgServicePrincipalAppRoleAssignment @assignment");
      expect(script).toMatch(/'Application ID \(client\)' = \$app\.AppId\n\s+'Directory ID \(tenant\)' .*TenantId/);
    }
  });

  it.each([
    ["global", "Global"],
    ["us-gov-l4", "USGov"],
    ["us-gov-l5", "USGovDoD"],
    ["china", "China"],
  ] as const)("signs in to the cloud %s", (cloud, environment) => {
    expect(scriptOf({}, cloud)).toContain(`Environment = '${environment}'`);
  });

  it("opens and closes every bracket and quote", () => {
    for (const { script } of written.filter(({ shell }) => shell === "powershell")) {
      const code = script.replaceAll(/^\s*#.*$/gm, "").replaceAll(/"[^"\n]*"|'[^'\n]*'/g, "''");
      for (const [open = "", close = ""] of ["{}", "()", "[]"].map((pair) => [...pair])) {
        expect(code.split(open).length, `${open} ${close}`).toBe(code.split(close).length);
      }
      expect(code.replaceAll("''", "")).not.toMatch(/["']/);
    }
  });
});

test.each(
  (["certificate", "secret"] as const).flatMap((credential) =>
    (["global", "china"] as const).map((cloud) => [credential, cloud] as const),
  ),
)("the script for Azure CLI is good bash: %s, %s", (credential, cloud) => {
  const input = writeScript({ shell: "az", credential, optional: optionalPermissions }, ids({ cloud })) ?? "";
  const { status, stderr } = spawnSync("bash", ["-n"], { input, encoding: "utf8" });
  expect([status, stderr]).toEqual([0, ""]);
});

test("the choice is read from an address; what is not understood counts as not chosen", () => {
  expect(readScriptChoice({})).toEqual({ shell: "powershell", credential: "certificate", optional: [] });
  expect(
    readScriptChoice({ shell: "az", credential: "secret", with: ["AuditLog.Read.All", "Mail.Send", "User.Read.All"] }),
  ).toEqual({ shell: "az", credential: "secret", optional: ["AuditLog.Read.All"] });
  expect(readScriptChoice({ shell: ["az"], credential: "x", with: "GroupMember.Read.All" })).toMatchObject({
    shell: "powershell",
    credential: "certificate",
    optional: ["GroupMember.Read.All"],
  });
});

test("the saved script is started with what it asks for", () => {
  const lines = (["powershell", "az"] as const).flatMap((shell) =>
    (["certificate", "secret"] as const).map((credential) => runCommand({ shell, credential })),
  );
  expect(lines).toEqual([
    "pwsh -File ./register-seatwise.ps1 -Name Seatwise -CertificatePath ./seatwise.cer",
    "pwsh -File ./register-seatwise.ps1 -Name Seatwise -SecretMonths 12",
    "bash register-seatwise.sh seatwise.cer Seatwise",
    "bash register-seatwise.sh Seatwise 12",
  ]);
});
