import type { GraphErrorCode } from "./errors";

export type Meaning = { code: GraphErrorCode; isTransient: boolean };

const tokenCodes: Partial<Record<GraphErrorCode, readonly number[]>> = {
  "secret-wrong": [7000215, 70002],
  "secret-expired": [7000222],
  "credential-missing": [7000218, 900144],
  "app-not-found": [700016, 700011, 70001],
  "app-disabled": [7000112],
  "tenant-not-found": [90002],
  "tenant-invalid": [900023, 50059, 50128],
  "tenant-unavailable": [5000224],
  "tenant-restricted": [500021, 500022],
  // 500011: the cloud that was asked does not know this Graph
  "cloud-mismatch": [90038, 900382, 900432, 500011],
  "certificate-not-registered": [700027],
  "certificate-mismatch": [700030, 50012],
  "clock-skewed": [50013, 500133, 700024],
  "assertion-rejected": [50027, 50048],
  "access-blocked": [53003, 530032, 53011, 530034, 530035],
  "consent-missing": [65001, 650056, 650057, 650052],
  throttled: [90055, 50196],
  "service-unavailable": [90033, 90006, 90024, 90012, 50033, 90090],
  "token-refused": [70011, 1002012, 70003, 50034, 50076, 50126],
};

const codeOfAadsts = new Map(
  Object.entries(tokenCodes).flatMap(([code, numbers]) => numbers.map((number) => [number, code as GraphErrorCode])),
);

const codeOfOAuth: Record<string, GraphErrorCode> = {
  temporarily_unavailable: "service-unavailable",
  server_error: "service-unavailable",
  invalid_client: "credential-rejected",
  unauthorized_client: "app-not-found",
  invalid_tenant: "tenant-invalid",
  invalid_resource: "cloud-mismatch",
  access_denied: "access-blocked",
};

const isRetryLater = (code: GraphErrorCode) => code === "throttled" || code === "service-unavailable";

/** @param aadstsCodes `error_codes`, the most specific first; a known one goes before the OAuth `error`, which goes before the status */
export function meaningOfTokenFailure(
  status: number,
  aadstsCodes: readonly number[],
  oauthError: string | null,
): Meaning {
  const known = aadstsCodes.map((number) => codeOfAadsts.get(number)).find((code) => code !== undefined);
  const byStatus = status === 429 ? "throttled" : status >= 500 ? "service-unavailable" : undefined;
  const code = known ?? byStatus ?? codeOfOAuth[oauthError ?? ""] ?? "token-refused";
  return { code, isTransient: isRetryLater(code) || byStatus !== undefined };
}

/** Graph's codes, in lower case: services differ in how they spell them. */
const codeOfGraph: Record<string, GraphErrorCode> = {
  directory_expiredpagetoken: "page-token-expired",
  authorization_identitynotfound: "app-not-in-tenant",
  invalidauthenticationtoken: "token-rejected",
  authorization_requestdenied: "permission-missing",
  authentication_msgraphpermissionmissing: "permission-missing",
  authentication_requestfromnonpremiumtenantorb2ctenant: "premium-required",
  accessdenied: "access-blocked",
  insufficient_claims: "access-blocked",
  request_unsupportedquery: "request-rejected",
  request_badrequest: "request-rejected",
  request_resourcenotfound: "object-not-found",
  resourcenotfound: "endpoint-wrong",
  notimplemented: "request-rejected",
  // of reading changes only, which we do not
  syncstatenotfound: "request-rejected",
  resyncrequired: "request-rejected",
  toomanyrequests: "throttled",
  activitylimitreached: "throttled",
  applicationthrottled: "throttled",
  request_throttledtemporarily: "throttled",
};

const codeOfStatus: Record<number, GraphErrorCode> = {
  400: "request-rejected",
  401: "token-rejected",
  403: "permission-missing",
  429: "throttled",
  500: "service-unavailable",
  501: "request-rejected",
  502: "service-unavailable",
  503: "service-unavailable",
  504: "service-unavailable",
};

/** @param microsoftCodes of the error and of its inner errors, the outermost first */
export function meaningOfGraphFailure(status: number, microsoftCodes: readonly string[]): Meaning {
  const names = microsoftCodes.map((name) => name.toLowerCase());
  // "BadRequest" with 404 is how Graph says "Invalid version".
  const isWrongVersion = status === 404 && names[0] === "badrequest";
  const known = names.map((name) => codeOfGraph[name]).find((code) => code !== undefined);
  const code = isWrongVersion ? "endpoint-wrong" : (known ?? codeOfStatus[status] ?? "graph-reported");
  return { code, isTransient: isRetryLater(code) || code === "page-token-expired" || isRetriedStatus(status) };
}

/** Statuses that a GET may be repeated after. */
export function isRetriedStatus(status: number): boolean {
  return [429, 500, 502, 503, 504].includes(status);
}
