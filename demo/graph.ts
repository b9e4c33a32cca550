import type { TokenClaims } from "./access-token";
import { type Answer, answerGraphError, GraphRefusal } from "./answer";
import { answerWithFaults } from "./fault-answers";
import type { RouteName } from "./faults";
import { answerGroup, answerGroups } from "./graph/groups";
import { answerSubscribedSkus, answerSubscriptions } from "./graph/licences";
import { answerOrganization } from "./graph/organization";
import type { GraphRequest } from "./graph/request";
import { answerUsers, answerUsersCount } from "./graph/users";
import { type Call, findTenant, isGraphOrigin, type World } from "./world";

const GRAPH_APP_ID = "00000003-0000-0000-c000-000000000000";

type Route = {
  name: RouteName;
  path: RegExp;
  /** Any one of them opens the route. */
  roles: readonly string[];
  answer: (request: GraphRequest) => Answer;
};

const DIRECTORY = ["Directory.Read.All", "Directory.ReadWrite.All"];
const ORGANIZATION = ["Organization.Read.All", "Organization.ReadWrite.All", ...DIRECTORY];
const USERS = ["User.Read.All", "User.ReadWrite.All", "User.ReadBasic.All", ...DIRECTORY];
const GROUPS = ["Group.ReadBasic.All", "GroupMember.Read.All", "Group.Read.All", "Group.ReadWrite.All", ...DIRECTORY];

const ROUTES: readonly Route[] = [
  {
    name: "organization",
    path: /^organization$/,
    roles: [...ORGANIZATION, "User.Read.All", "User.ReadWrite.All"],
    answer: answerOrganization,
  },
  {
    name: "subscribedSkus",
    path: /^subscribedSkus$/,
    roles: ["LicenseAssignment.Read.All", ...ORGANIZATION],
    answer: answerSubscribedSkus,
  },
  { name: "users", path: /^users$/, roles: USERS, answer: answerUsers },
  { name: "usersCount", path: /^users\/(?:\$|%24)count$/, roles: USERS, answer: answerUsersCount },
  { name: "subscriptions", path: /^directory\/subscriptions$/, roles: ORGANIZATION, answer: answerSubscriptions },
  { name: "groups", path: /^groups$/, roles: GROUPS, answer: answerGroups },
  { name: "groups", path: /^groups\/([^/]+)$/, roles: GROUPS, answer: answerGroup },
];

const findRoute = (path: string) => ROUTES.find((route) => route.path.test(path));
const pathBelowVersion = (call: Call) => call.url.pathname.match(/^\/v1\.0\/(.+?)\/?$/)?.[1] ?? "";

/** Which route a path belongs to, for the request log; undefined for a path that is none. */
export function nameGraphRoute(call: Call): RouteName | undefined {
  return findRoute(pathBelowVersion(call))?.name;
}

/** Answers a request to Graph v1.0, faults included. */
export async function answerGraph(world: World, call: Call): Promise<Answer> {
  const path = pathBelowVersion(call);
  const route = findRoute(path);
  const token = call.headers.authorization?.match(/^Bearer (\S+)$/i)?.[1];
  const claims = token === undefined ? undefined : world.mint.read(token);
  const answer = () => answerChecked(world, call, route, claims, path);
  if (route === undefined) return answer();
  const page = world.pageTokens.peekPage(call.url.searchParams.get("$skiptoken"));
  return answerWithFaults(world, call, { route: route.name, tenantId: claims?.tid, page }, answer);
}

function answerChecked(
  world: World,
  call: Call,
  route: Route | undefined,
  claims: TokenClaims | undefined,
  path: string,
): Answer {
  try {
    const { tid, roles = [] } = checkToken(world, call, claims);
    const tenant = findTenant(world, tid);
    if (tenant === undefined) throw unauthorized("The identity of the calling application could not be established.");
    if (route === undefined) {
      throw new GraphRefusal(404, "ResourceNotFound", `Resource not found for the segment '${path.split("/")[0]}'.`);
    }
    if (call.method !== "GET") {
      throw new GraphRefusal(405, "Request_BadRequest", "Specified HTTP method is not allowed.", { allow: "GET" });
    }
    if (!roles.some((role) => route.roles.includes(role))) {
      throw new GraphRefusal(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.");
    }
    const page = world.pageTokens.peekPage(call.url.searchParams.get("$skiptoken"));
    return route.answer({
      world,
      call,
      tenant,
      roles: new Set(roles),
      target: { route: route.name, tenantId: tid, page },
      entityId: path.match(route.path)?.[1],
    });
  } catch (error) {
    if (!(error instanceof GraphRefusal)) throw error;
    return answerGraphError(call, error.status, error.code, error.message, error.headers);
  }
}

function unauthorized(message: string): GraphRefusal {
  return new GraphRefusal(401, "InvalidAuthenticationToken", message, {
    "www-authenticate": 'Bearer realm="", error="invalid_token"',
  });
}

function checkToken(world: World, call: Call, claims: TokenClaims | undefined): TokenClaims {
  if (call.headers.authorization === undefined) throw unauthorized("Access token is empty.");
  if (claims === undefined) throw unauthorized("CompactToken parsing failed with error code: 80049217");
  if (claims.exp * 1_000 <= call.at.getTime()) throw unauthorized("Lifetime validation failed, the token is expired.");
  if (claims.aud !== GRAPH_APP_ID && !isGraphOrigin(world, call, claims.aud)) {
    throw unauthorized("Access token validation failure. Invalid audience.");
  }
  return claims;
}
