import { expect, it } from "vitest";
import type { EntraIds } from "@/lib/portals/entra-links";
import { entraPermissions } from "@/lib/portals/entra-permissions";
import { readScriptChoice, type ScriptCredential, writeScript } from "@/lib/portals/entra-scripts";
import { type Answers, runAzScript } from "./az-stand-in";

type Run = { credential?: ScriptCredential; ids?: Partial<EntraIds>; parameters: string[]; answers?: Answers };

function run({ credential = "certificate", ids, parameters, answers }: Run) {
  const choice = { ...readScriptChoice({}), shell: "az" as const, credential };
  const script = writeScript(choice, { cloud: "global", clientId: null, tenantId: null, ...ids });
  return runAzScript(script ?? "", parameters, answers);
}

const required = entraPermissions.flatMap(({ roleId, isRequired }) => (isRequired ? [roleId] : []));
const argumentOf = (call: readonly string[] | undefined, option: string) => call?.[call.indexOf(option) + 1] ?? "";

it("registers, uploads the certificate, grants consent and prints both IDs [S2] [S4] [S8]", () => {
  const { status, stdout, stderr, calls } = run({ ids: { tenantId: "contoso.com" }, parameters: ["seatwise.cer"] });
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toContain("Application ID (client): the-app\n  Directory ID (tenant):   the-tenant\n");
  expect(calls.map((call) => call.slice(0, 4).join(" "))).toEqual([
    "cloud set --name AzureCloud",
    "login --allow-no-subscriptions --output none",
    "ad app list --filter",
    "ad app create --display-name",
    "ad sp create --id",
    "ad app credential reset",
    "ad app permission admin-consent",
    "account show --query tenantId",
  ]);
  expect(argumentOf(calls[1], "--tenant")).toBe("contoso.com");
  expect(JSON.parse(argumentOf(calls[3], "--required-resource-accesses"))).toEqual([
    {
      resourceAppId: "00000003-0000-0000-c000-000000000000",
      resourceAccess: required.map((id) => ({ id, type: "Role" })),
    },
  ]);
  expect(calls[5]).toEqual(expect.arrayContaining(["--append", "--cert", "@seatwise.cer"]));
});

it("makes a secret with an end and prints all that Seatwise asks for [S12] [S13]", () => {
  const { status, stdout, calls } = run({ credential: "secret", parameters: ["Seatwise", "6"] });
  expect(status).toBe(0);
  const end = argumentOf(
    calls.find((call) => call[3] === "reset"),
    "--end-date",
  );
  expect(stdout).toMatch(/Secret ID: +the-secret-id\n +Secret value: +the~value\n/);
  expect(stdout).toMatch(new RegExp(`Secret valid until: +${end}\n`));
  const months = (Date.parse(end) - Date.now()) / (30.44 * 24 * 60 * 60 * 1_000);
  expect(Math.abs(months - 6)).toBeLessThan(0.2);
});

it("assigns each permission where the command for consent does not exist [S4]", () => {
  const { status, calls } = run({ ids: { cloud: "china" }, parameters: ["seatwise.cer"] });
  expect(status).toBe(0);
  const posted = calls.filter(([command]) => command === "rest");
  const url = "https://microsoftgraph.chinacloudapi.cn/v1.0/servicePrincipals/the-principal/appRoleAssignments";
  expect(posted.map((call) => [argumentOf(call, "--url"), JSON.parse(argumentOf(call, "--body"))])).toEqual(
    required.map((appRoleId) => [url, { principalId: "the-principal", resourceId: "graph", appRoleId }]),
  );
  expect(calls.some((call) => call.includes("admin-consent"))).toBe(false);
});

it("changes no application that has the name already", () => {
  const name = "O'Neill & Co $(id)";
  const { status, stderr, calls } = run({ parameters: ["seatwise.cer", name], answers: { existing: "another-app" } });
  expect(status).toBe(1);
  expect(stderr).toBe(`There is an application named ${name} already. Choose another name.\n`);
  expect(argumentOf(calls.at(-1), "--filter")).toBe("displayName eq 'O''Neill & Co $(id)'");
});

it("prints what it has made even if consent is refused, and says so [S4]", () => {
  const { status, stdout, stderr } = run({ credential: "secret", parameters: [], answers: { fails: "admin-consent" } });
  expect(status).toBe(1);
  expect(stdout).toContain("the~value");
  expect(stdout).toContain("Admin consent: NOT granted");
  expect(stderr).toContain("Trying again in 5 seconds (5 of 5)");
});

it("asks for the certificate that it needs, before anything else", () => {
  expect(run({ parameters: [] })).toMatchObject({ calls: [], stderr: expect.stringContaining("CERTIFICATE-FILE") });
  expect(run({ parameters: ["none.cer"] })).toMatchObject({
    status: 1,
    calls: [],
    stderr: "Cannot read none.cer\n",
  });
});
