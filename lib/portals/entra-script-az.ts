import { type CloudName, cloudEndpoints } from "@/lib/graph/clouds";
import { graphAppId } from "./entra-permissions";
import type { ScriptContent } from "./entra-script-powershell";

/** Built into Azure CLI; it has none whose Graph is that of the DoD. */
const azClouds: Record<CloudName, string | null> = {
  global: "AzureCloud",
  "us-gov-l4": "AzureUSGovernment",
  "us-gov-l5": null,
  china: "AzureChinaCloud",
};

const parameters = {
  certificate: `CERTIFICATE="\${1:?Usage: bash register-seatwise.sh CERTIFICATE-FILE [NAME]}"
NAME="\${2:-Seatwise}"
[ -r "$CERTIFICATE" ] || { echo "Cannot read $CERTIFICATE" >&2; exit 1; }`,
  secret: `NAME="\${1:-Seatwise}"
SECRET_MONTHS="\${2:-12}"
# The first form is that of Linux, the second that of macOS.
END_DATE="$(date -u -d "+$SECRET_MONTHS months" +%Y-%m-%d 2>/dev/null || date -u -v "+\${SECRET_MONTHS}m" +%Y-%m-%d)"`,
};

const credentials = {
  certificate: `# It ends when the certificate does, if that is sooner than in 30 years.
retry az ad app credential reset --id "$APP_ID" --append --cert "@$CERTIFICATE" --years 30 --only-show-errors --output none`,
  secret: `SECRET_VALUE="$(retry read_value ad app credential reset --id "$APP_ID" --append --display-name "$NAME" --end-date "$END_DATE" --query password)"
SECRET_ID="$(retry read_value ad app credential list --id "$APP_ID" --query '[0].keyId')" || SECRET_ID='stands in Entra beside the secret'`,
};

const results = {
  certificate: "",
  secret: `
echo "  Secret ID:               $SECRET_ID"
echo "  Secret value:            $SECRET_VALUE"
echo "  Secret valid until:      $END_DATE"`,
};

const consentByCommand = `grant_consent() {
  retry az ad app permission admin-consent --id "$APP_ID" --only-show-errors
}`;

/** The command for consent knows the Global cloud only; elsewhere it is one assignment for each permission. */
const consentByAssignments = (graphUrl: string) => `grant_consent() {
  GRAPH='${graphUrl}'
  GRAPH_ID="$(read_value ad sp show --id "$GRAPH_APP_ID" --query id)" || return 1
  for ROLE in $ROLES; do
    retry az rest --method POST --resource "$GRAPH" --url "$GRAPH/v1.0/servicePrincipals/$SERVICE_PRINCIPAL_ID/appRoleAssignments" \\
      --headers 'Content-Type=application/json' --only-show-errors --output none \\
      --body "{\\"principalId\\":\\"$SERVICE_PRINCIPAL_ID\\",\\"resourceId\\":\\"$GRAPH_ID\\",\\"appRoleId\\":\\"$ROLE\\"}" || return 1
  done
}`;

/** For Azure CLI in bash; null for a cloud that it does not know. \`az ad app create\` would change an application of the same name. */
export function writeAzScript({ credential, permissions, cloud, tenantId }: ScriptContent): string | null {
  const azCloud = azClouds[cloud];
  if (azCloud === null) return null;
  const { graphUrl } = cloudEndpoints(cloud, { loginUrl: null, graphUrl: null });
  const access = JSON.stringify([
    { resourceAppId: graphAppId, resourceAccess: permissions.map(({ roleId }) => ({ id: roleId, type: "Role" })) },
  ]);
  return `#!/usr/bin/env bash
# Registers an application for Seatwise in Microsoft Entra ID: single tenant, application permissions that only read,
# admin consent. Needs the role Global Administrator, or Application Administrator and Privileged Role Administrator.
set -euo pipefail

${parameters[credential]}
TENANT='${tenantId ?? ""}'
GRAPH_APP_ID='${graphAppId}'
# ${permissions.map(({ name }) => name).join(", ")}
ROLES='${permissions.map(({ roleId }) => roleId).join(" ")}'
ACCESS='${access}'

read_value() { az "$@" --only-show-errors --output tsv | tr -d '\\r' | grep .; }

# What was just made may not be known everywhere yet.
retry() {
  local attempt
  for attempt in 1 2 3 4 5; do
    if "$@"; then return 0; fi
    echo "Trying again in 5 seconds ($attempt of 5)" >&2
    sleep 5
  done
  "$@"
}

${cloud === "global" ? consentByCommand : consentByAssignments(graphUrl)}

az cloud set --name ${azCloud} --only-show-errors
az login --allow-no-subscriptions --output none \${TENANT:+--tenant "$TENANT"}

QUOTE="'"
EXISTING="$(az ad app list --filter "displayName eq '\${NAME//$QUOTE/$QUOTE$QUOTE}'" --query '[].appId' --only-show-errors --output tsv)"
if [ -n "$EXISTING" ]; then
  echo "There is an application named $NAME already. Choose another name." >&2
  exit 1
fi

APP_ID="$(read_value ad app create --display-name "$NAME" --sign-in-audience AzureADMyOrg --required-resource-accesses "$ACCESS" --query appId)"
SERVICE_PRINCIPAL_ID="$(retry read_value ad sp create --id "$APP_ID" --query id)"
${credentials[credential]}
CONSENT='granted'
grant_consent || CONSENT='NOT granted. Grant it in Entra, under API permissions.'

echo "Paste this into Seatwise:"
echo "  Application ID (client): $APP_ID"
echo "  Directory ID (tenant):   $(read_value account show --query tenantId)"${results[credential]}
echo "Admin consent: $CONSENT"
[ "$CONSENT" = granted ]
`;
}
