export type EntraError = { status: number; error: string; text: string };

const as =
  (status: number, error: string) =>
  (text: string): EntraError => ({ status, error, text });

const invalidClient = as(401, "invalid_client");
const invalidRequest = as(400, "invalid_request");
const unauthorized = as(400, "unauthorized_client");
const denied = as(400, "access_denied");
const invalidGrant = as(400, "invalid_grant");
const invalidScope = as(400, "invalid_scope");
const unavailable = as(503, "temporarily_unavailable");

const OTHER_CLOUD = "The tenant is registered in another cloud than the one that was asked.";
const NO_TENANT = "No tenant-identifying information found in the request.";

/** What the token endpoint can refuse with, by AADSTS code. */
export const ENTRA_ERRORS = {
  50012: invalidClient("Authentication failed: the signature of the assertion is invalid."),
  50013: invalidClient("Assertion is not within its valid time range."),
  50027: invalidRequest("JWT token is invalid or malformed."),
  50033: unavailable("A transient error has occurred. Please try again."),
  50034: invalidGrant("The user account does not exist in the directory."),
  50048: invalidRequest("Subject must match Issuer claim in the client assertion."),
  50059: invalidRequest(NO_TENANT),
  50076: invalidGrant("Multi-factor authentication is required to access the resource."),
  50126: invalidGrant("Error validating credentials due to invalid username or password."),
  50128: invalidRequest(`Invalid domain name. ${NO_TENANT}`),
  50196: invalidRequest("The server terminated an operation because it encountered a client request loop."),
  53003: denied("Access has been blocked by Conditional Access policies."),
  53011: denied("Access has been blocked due to risk on the home tenant."),
  65001: invalidGrant("The administrator has not consented to use the application."),
  70001: unauthorized("The application is disabled or was not found in the directory."),
  70002: invalidClient("Error validating the credentials."),
  70003: as(400, "unsupported_grant_type")("The app requested an unsupported grant type."),
  70011: invalidScope("The scope requested by the app is invalid."),
  90002: invalidRequest(
    "Tenant not found. Check to make sure you have the correct tenant ID and are signing into the correct cloud.",
  ),
  90006: as(500, "server_error")("External service failed. Please retry."),
  90012: unavailable("The request has timed out."),
  90024: unavailable("The request budget was exceeded. A transient error has occurred."),
  90033: unavailable("A transient error has occurred. Please try again."),
  90038: invalidRequest(OTHER_CLOUD),
  90055: as(429, "temporarily_unavailable")("Tenant is throttled: too many requests."),
  90090: as(500, "server_error")("Graph returned a transient error. Please retry."),
  500011: as(400, "invalid_resource")("The resource principal was not found in the tenant."),
  500021: denied("Access to the tenant is denied by the restrictions of the network."),
  500022: denied("Access to the tenant is denied: its name is not in Restrict-Access-To-Tenants."),
  500133: invalidClient("Assertion is not within its valid time range. Ensure that the access token is not expired."),
  530032: denied("Access has been blocked by the security policy of the tenant."),
  530034: denied("Access has been blocked: a delegated administrator was blocked due to account risk."),
  530035: denied("Access has been blocked by security defaults."),
  650052: invalidClient("The app needs access to a service that the organization has not subscribed to or enabled."),
  650056: invalidClient("Misconfigured application: no permissions are listed or consented."),
  650057: invalidClient("Invalid resource: it is not listed in the requested permissions of the application."),
  700011: unauthorized("Application was not found in the directory."),
  700016: unauthorized(
    "Application was not found in the directory. It has not been installed by an administrator of the tenant.",
  ),
  700024: invalidClient("Client assertion is not within its valid time range."),
  700027: invalidClient("Client assertion failed signature validation. The key was not found."),
  700030: invalidClient("Invalid certificate: its subject name is not authorized for the application."),
  900023: invalidRequest("The tenant identifier is neither a valid DNS name nor a GUID."),
  900144: invalidRequest("The request body must contain the following parameter:"),
  900382: invalidRequest(OTHER_CLOUD),
  900432: invalidRequest(OTHER_CLOUD),
  1002012: invalidScope(
    "Client credential flows must have a scope value with /.default suffixed to the resource identifier.",
  ),
  5000224: invalidRequest("The tenant is not available: it has been deleted or suspended."),
  7000112: unauthorized("Application is disabled."),
  7000215: invalidClient(
    "Invalid client secret provided. Ensure the secret being sent in the request is the client secret value, not the client secret ID.",
  ),
  7000218: invalidClient(
    "The request body must contain the following parameter: 'client_assertion' or 'client_secret'.",
  ),
  7000222: invalidClient("The provided client secret keys are expired."),
} as const satisfies Record<number, EntraError>;
