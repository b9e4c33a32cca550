import type { EntraIds } from "./entra-links";
import {
  type EntraPermission,
  entraPermissions,
  type OptionalPermission,
  optionalPermissions,
} from "./entra-permissions";
import { writeAzScript } from "./entra-script-az";
import { writePowerShellScript } from "./entra-script-powershell";

export const scriptShells = ["powershell", "az"] as const;
export type ScriptShell = (typeof scriptShells)[number];
export type ScriptCredential = "certificate" | "secret";

/** What a person can choose about the script. */
export type ScriptChoice = {
  shell: ScriptShell;
  credential: ScriptCredential;
  optional: readonly OptionalPermission[];
};

/** Out of a URL; what is not understood is as if it were not there. */
export function readScriptChoice(params: Record<string, string | string[] | undefined>): ScriptChoice {
  const wanted = [params.with ?? []].flat();
  return {
    shell: params.shell === "az" ? "az" : "powershell",
    credential: params.credential === "secret" ? "secret" : "certificate",
    optional: optionalPermissions.filter((name) => wanted.includes(name)),
  };
}

/** The parameters under which it is found again. */
export function scriptChoiceFields({ shell, credential, optional }: ScriptChoice): [name: string, value: string][] {
  return [
    ...optional.map((name): [string, string] => ["with", name]),
    ...(credential === "certificate" ? [] : [["credential", credential] as [string, string]]),
    ...(shell === "powershell" ? [] : [["shell", shell] as [string, string]]),
  ];
}

const chosenPermissions = (optional: readonly OptionalPermission[]): EntraPermission[] =>
  entraPermissions.filter((each) => each.isRequired || optional.includes(each.name));

export const scriptFiles: Record<ScriptShell, string> = {
  powershell: "register-seatwise.ps1",
  az: "register-seatwise.sh",
};

/** What registers the application, plain ASCII; null where the shell cannot reach the cloud. */
export function writeScript({ shell, credential, optional }: ScriptChoice, ids: EntraIds): string | null {
  const content = { credential, permissions: chosenPermissions(optional), cloud: ids.cloud, tenantId: ids.tenantId };
  return shell === "powershell" ? writePowerShellScript(content) : writeAzScript(content);
}

/** How the saved script is started. */
export function runCommand({ shell, credential }: Pick<ScriptChoice, "shell" | "credential">): string {
  const file = scriptFiles[shell];
  if (shell === "az")
    return credential === "certificate" ? `bash ${file} seatwise.cer Seatwise` : `bash ${file} Seatwise 12`;
  const given = credential === "certificate" ? "-CertificatePath ./seatwise.cer" : "-SecretMonths 12";
  return `pwsh -File ./${file} -Name Seatwise ${given}`;
}

export const installModules =
  "Install-Module Microsoft.Graph.Authentication, Microsoft.Graph.Applications -Scope CurrentUser";
