import type { CloudName } from "@/lib/graph/clouds";
import { type EntraPermission, graphAppId } from "./entra-permissions";

export type ScriptContent = {
  credential: "certificate" | "secret";
  permissions: readonly EntraPermission[];
  cloud: CloudName;
  /** a GUID or a host name, so nothing that a shell could read otherwise; null: that of who signs in */
  tenantId: string | null;
};

/** Built into Connect-MgGraph. */
const environments: Record<CloudName, string> = {
  global: "Global",
  "us-gov-l4": "USGov",
  "us-gov-l5": "USGovDoD",
  china: "China",
};

const parameters = {
  certificate: "    [Parameter(Mandatory)]\n    [string] $CertificatePath",
  secret: "    [ValidateRange(1, 24)]\n    [int] $SecretMonths = 12",
};

const readCertificate = `$certificateFile = (Resolve-Path -LiteralPath $CertificatePath).ProviderPath
$certificate = [System.Security.Cryptography.X509Certificates.X509Certificate2]::new($certificateFile)
`;

const addCertificate = `
$application.KeyCredentials = @(@{
        Type        = 'AsymmetricX509Cert'
        Usage       = 'Verify'
        Key         = $certificate.RawData
        DisplayName = $Name
    })`;

const addSecret = `
$validUntil = [DateTime]::UtcNow.AddMonths($SecretMonths)
$secret = Invoke-WithRetry {
    Add-MgApplicationPassword -ApplicationId $app.Id -ErrorAction Stop -PasswordCredential @{
        DisplayName = $Name
        EndDateTime = $validUntil
    }
}
`;

const results = {
  certificate: `    'Thumbprint (SHA-1)'      = $certificate.Thumbprint
    'Certificate valid until' = $certificate.NotAfter.ToUniversalTime().ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)`,
  secret: `    'Secret ID'               = $secret.KeyId
    'Secret value'            = $secret.SecretText
    'Secret valid until'      = $validUntil.ToString('yyyy-MM-dd', [cultureinfo]::InvariantCulture)`,
};

/** For Microsoft Graph PowerShell. What is fetched right after it was made may not be known everywhere yet, hence the retries. */
export function writePowerShellScript({ credential, permissions, cloud, tenantId }: ScriptContent): string {
  const isCertificate = credential === "certificate";
  const roles = permissions.map(({ name, roleId }) => `    '${name}' = '${roleId}'`).join("\n");
  return `#Requires -Version 5.1
#Requires -Modules Microsoft.Graph.Authentication, Microsoft.Graph.Applications

# Registers an application for Seatwise in Microsoft Entra ID: single tenant, application permissions that only read,
# admin consent. Needs the role Global Administrator, or Application Administrator and Privileged Role Administrator.
[CmdletBinding()]
param(
    [string] $Name = 'Seatwise',
    [string] $TenantId = '${tenantId ?? ""}',
${parameters[credential]}
)

$ErrorActionPreference = 'Stop'
$graphAppId = '${graphAppId}'
$roles = [ordered] @{
${roles}
}

function Invoke-WithRetry([scriptblock] $Action) {
    for ($attempt = 1; ; $attempt++) {
        try {
            return & $Action
        }
        catch {
            if ($attempt -ge 6) { throw }
            Start-Sleep -Seconds 5
        }
    }
}

${isCertificate ? `${readCertificate}\n` : ""}$connection = @{
    Environment = '${environments[cloud]}'
    Scopes      = @('Application.ReadWrite.All', 'AppRoleAssignment.ReadWrite.All')
    NoWelcome   = $true
}
if ($TenantId) { $connection.TenantId = $TenantId }
Connect-MgGraph @connection -ErrorAction Stop

$filter = "displayName eq '{0}'" -f $Name.Replace("'", "''")
if (Get-MgApplication -Filter $filter -ErrorAction Stop) {
    throw "There is an application named $Name already. Choose another name with -Name."
}

$application = @{
    DisplayName            = $Name
    SignInAudience         = 'AzureADMyOrg'
    RequiredResourceAccess = @(@{
            ResourceAppId  = $graphAppId
            ResourceAccess = @($roles.Values | ForEach-Object { @{ Id = $_; Type = 'Role' } })
        })
}${isCertificate ? addCertificate : ""}
$app = New-MgApplication @application -ErrorAction Stop
$servicePrincipal = Invoke-WithRetry { New-MgServicePrincipal -AppId $app.AppId -ErrorAction Stop }
${isCertificate ? "" : addSecret}
# Admin consent: one assignment for each permission.
$graph = Get-MgServicePrincipal -Filter "appId eq '$graphAppId'" -ErrorAction Stop
foreach ($role in $roles.Keys) {
    $assignment = @{
        ServicePrincipalId = $servicePrincipal.Id
        PrincipalId        = $servicePrincipal.Id
        ResourceId         = $graph.Id
        AppRoleId          = $roles[$role]
    }
    try {
        Invoke-WithRetry { New-MgServicePrincipalAppRoleAssignment @assignment -ErrorAction Stop } | Out-Null
        Write-Host "Granted: $role"
    }
    catch {
        Write-Warning "Not granted: $role. Grant admin consent in Entra, under API permissions. $($_.Exception.Message)"
    }
}

Write-Host 'Paste this into Seatwise:'
[pscustomobject] @{
    'Application ID (client)' = $app.AppId
    'Directory ID (tenant)'   = (Get-MgContext).TenantId
${results[credential]}
} | Format-List
Disconnect-MgGraph | Out-Null
`;
}
